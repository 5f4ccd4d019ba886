<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>pleat::ui::CommandPalette</name>
    <message numerus="yes">
        <source>%n channels</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pleat::ui::FigureActions</name>
    <message numerus="yes">
        <source>Exported %n figure(s) into %1</source>
        <translation>
            <numerusform>Exported %n figure into %1</numerusform>
            <numerusform>Exported %n figures into %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n row(s)</source>
        <translation>
            <numerusform>Copied %n row</numerusform>
            <numerusform>Copied %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pleat::ui::PresetButton</name>
    <message numerus="yes">
        <source>The trees of %n group(s) are not known. Wait for them, or lock the groups.</source>
        <translation>
            <numerusform>The tree of %n group is not known. Wait for it, or lock the group.</numerusform>
            <numerusform>The trees of %n groups are not known. Wait for them, or lock the groups.</numerusform>
        </translation>
    </message>
</context>
</TS>
