// SPDX-License-Identifier: GPL-3.0-or-later
// Text that is no graph or no groups: errors say where and what is allowed, nothing crashes.
#include "core/coupling/group_text.h"
#include "core/graph/graph_text.h"

#include <QTest>

using namespace pleat;

namespace {

const char* const kNetwork = R"(input %x float32 [1, 3, 8, 8]
parameter conv1.weight float32 [4, 3, 3, 3]
parameter fc.weight float32 [5, 256]
%1 = aten::conv2d(%x, conv1.weight, None, [1, 1], [1, 1], [1, 1], 1)  [1, 4, 8, 8]
%2 = aten::size.int(%1, 0)  int size
%3 = aten::reshape(%1, int{%2, -1})  [1, 256]
%4 = aten::linear(%3, fc.weight, None)  [1, 5]
return (%4, Tensor?{None, %1})
)";

QString text(const std::string& string)
{
    return QString::fromStdString(string);
}

/// Empty if the error names the place and all parts of the message.
QString difference(const Error& error, const QString& place, const QStringList& parts)
{
    const QString message = text(error.message);
    bool all = text(error.where) == place && error.code == ErrorCode::Unreadable;
    for (const QString& part : parts)
        all &= message.contains(part);
    return all ? QString() : text(toString(error));
}

} // namespace

class MalformedTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void malformedGraphsAreRefused_data()
    {
        QTest::addColumn<QString>("graph");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QStringList>("parts");
        addMalformedLines();
        addMalformedConstants();
        addHostileTexts();
    }
    void malformedGraphsAreRefused()
    {
        QFETCH(QString, graph);
        QFETCH(QString, place);
        QFETCH(QStringList, parts);
        const auto result = graph::parseGraph(graph.toStdString());
        QVERIFY(!result.ok());
        QCOMPARE(difference(result.error(), place, parts), QString());
    }

    void theBoundOfElementsCanBeLower()
    {
        QVERIFY(graph::parseGraph("input %x float32 [10]\nreturn %x", 10).ok());
        const auto result =
            graph::parseGraph("input %x float32 [5]\ninput %y float32 [6]\nreturn %x", 10);
        QVERIFY(!result.ok());
        QCOMPARE(difference(result.error(), QStringLiteral("line 2, column 18"),
                     {QStringLiteral("allowed are 10")}),
            QString());
    }

    void everyBeginningOfATextIsRefused()
    {
        const std::string whole(kNetwork);
        for (std::size_t size = 0; size + 1 < whole.size(); ++size)
            QVERIFY(!graph::parseGraph(std::string_view(whole).substr(0, size)).ok());
    }

    void malformedGroupsAreRefused_data()
    {
        QTest::addColumn<QString>("groups");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QStringList>("parts");
        const auto row = [](const char* groups, int column, const QStringList& parts) {
            QTest::newRow(groups) << QString::fromUtf8(groups)
                                  << QStringLiteral("line 1, column %1").arg(column) << parts;
        };
        row("g1 conv1 4", 1, {QStringLiteral("found \"g1\", allowed is g0")});
        row("g0", 3, {QStringLiteral("end of the text"), QStringLiteral("name of a group")});
        row("g0 conv1 four", 10,
            {QStringLiteral("\"four\""), QStringLiteral("number of channels")});
        row("g0 conv1 0", 10, {QStringLiteral("number of channels")});
        row("g0 conv1 4 frozen", 18, {QStringLiteral("allowed is (")});
        row("g0 conv1 4 frozen (why", 23, {QStringLiteral("ends without )")});
        row("g0 conv1 4 cold", 12, {QStringLiteral("\"cold\""), QStringLiteral("end of the line")});
        row("g0 conv1 4: conv9.weight:0 producer", 13, {QStringLiteral("conv9.weight")});
        row("g0 conv1 4: conv1.weight:4 producer", 26, {QStringLiteral("which has 4")});
        row("g0 conv1 4: conv1.weight producer", 26, {QStringLiteral("allowed is :")});
        row("g0 conv1 4: conv1.weight:0 maker", 28,
            {QStringLiteral("\"maker\""), QStringLiteral("producer, per-channel or consumer")});
        row("g0 conv1 4: conv1.weight:0 producer 0x", 37, {QStringLiteral("a factor")});
        row("g0 conv1 4: conv1.weight:0 producer +1", 13, {QStringLiteral("beyond the axis")});
        row("g0 conv1 4: fc.weight:1 consumer 9x x99999999999999999", 13,
            {QStringLiteral("beyond the axis, which has 256")});
        row("g0 conv1 4: conv1.weight:0 producer,", 37,
            {QStringLiteral("a parameter and an axis")});
    }
    void malformedGroupsAreRefused()
    {
        QFETCH(QString, groups);
        QFETCH(QString, place);
        QFETCH(QStringList, parts);
        const auto graph = graph::parseGraph(kNetwork);
        const auto result = coupling::parseGroups(*graph, groups.toStdString());
        QVERIFY(!result.ok());
        QCOMPARE(difference(result.error(), place, parts), QString());
    }

    void twoGroupsOfOneNameAreRefused()
    {
        const auto graph = graph::parseGraph(kNetwork);
        const auto result = coupling::parseGroups(*graph, "g0 a 1\ng1 a 1\n");
        QCOMPARE(text(toString(result.error())),
            QStringLiteral("line 2, column 4: a second group is called a"));
    }

private:
    static void addRow(const QString& graph, int line, int column, const QStringList& parts)
    {
        const QString last = graph.trimmed().section(QLatin1Char('\n'), -1).left(60);
        QTest::newRow(qPrintable(last))
            << graph << QStringLiteral("line %1, column %2").arg(line).arg(column) << parts;
    }
    /// A line of a network with %x and p.
    static void line(const char* text, int column, const QStringList& parts)
    {
        addRow(QStringLiteral("input %x float32 [2]\nparameter p float32 [2]\n")
                + QString::fromUtf8(text) + QLatin1Char('\n'),
            3, column, parts);
    }
    static void output(const char* text, int column, const QStringList& parts)
    {
        line(qPrintable(QStringLiteral("return ") + QString::fromUtf8(text)), column + 7, parts);
    }

    static void addMalformedLines()
    {
        addRow({}, 1, 1, {QStringLiteral("end of the text"), QStringLiteral("return")});
        addRow(QStringLiteral("buffer b int8 []\n"), 2, 1, {QStringLiteral("allowed is return")});
        line("layer a", 1, {QStringLiteral("\"layer\""), QStringLiteral("input, parameter")});
        line("input y float32 [2]", 7, {QStringLiteral("\"y\", allowed is %")});
        line("input %y float31 [2]", 10,
            {QStringLiteral("\"float31\""), QStringLiteral("bfloat16")});
        line("input %y float32 [-2]", 19, {QStringLiteral("\"-2\""), QStringLiteral("extent")});
        line("input %y float32 [2", 20, {QStringLiteral("end of the line, allowed is ,")});
        line("input %x float32 [2]", 7, {QStringLiteral("second value is called %x")});
        line("buffer p float32 [2]", 8, {QStringLiteral("second tensor is called p")});
        line("buffer q = r", 12, {QStringLiteral("unknown tensor")});
        line("buffer q = q", 12, {QStringLiteral("unknown tensor")});
        line("%1 aten::relu(%x)  [2]", 4, {QStringLiteral("\"aten::relu\", allowed is ,")});
        line("%1 = relu(%x)  [2]", 6, {QStringLiteral("\"relu\""), QStringLiteral("aten::relu")});
        line("%1 = aten::r\u00e9lu(%x)  [2]", 6, {QStringLiteral("no operator aten::r")});
        line("%1 = aten::relu\u00e9(%x)  [2]", 16, {QStringLiteral("\"\u00e9\", allowed is (")});
        line("%1 = aten::relux(%x)  [2]", 6, {QStringLiteral("no operator aten::relux")});
        line("%1 = prim::TupleConstruct(%x)  [2]", 6, {QStringLiteral("no operator")});
        line("%1 = aten::relu(%x, 1)  [2]", 6, {QStringLiteral("2 arguments, allowed is 1")});
        line("%1 = aten::relu(1)  [2]", 6, {QStringLiteral("int, allowed is Tensor")});
        line("%1, %2 = aten::relu(%x)  [2], [2]", 10, {QStringLiteral("2 outputs, allowed is 1")});
        line("%1 = aten::relu(%x)  int", 6, {QStringLiteral("int, allowed is Tensor")});
        line("%1 = aten::relu(%x)", 20, {QStringLiteral("shape or type")});
        line("%1 = aten::relu(%x)  [2], [2]", 25, {QStringLiteral("every output is described")});
        line("%1 = aten::relu(%x)  [2] int", 26, {QStringLiteral("only a tensor has a shape")});
        line("%1 = aten::relu(%1)  [2]", 17, {QStringLiteral("unknown value %1")});
        line("%x = aten::relu(%x)  [2]", 1, {QStringLiteral("second value is called %x")});
        line("%1 = aten::relu(q)  [2]", 17, {QStringLiteral("unknown parameter q")});
        line("%1, %2 = prim::ListUnpack(%x)  [2], [2]", 10, {QStringLiteral("allowed is a list")});
        line("return %x %x", 11, {QStringLiteral("\"%\", allowed is the end of the line")});
        addRow(
            QStringLiteral("return 1\nreturn 2"), 2, 1, {QStringLiteral("nothing behind return")});
    }

    static void addMalformedConstants()
    {
        output("", 1, {QStringLiteral("end of the line"), QStringLiteral("a value, a parameter")});
        output("$", 1, {QStringLiteral("\"$\"")});
        output("[]", 1, {QStringLiteral("type of its items")});
        output("[1, 2.0]", 1, {QStringLiteral("float, allowed is int")});
        output("[%x]", 1, {QStringLiteral("Tensor{%1, %2}")});
        output("int{1, None}", 4, {QStringLiteral("NoneType, allowed is int")});
        output("int", 4, {QStringLiteral("end of the line, allowed is {")});
        output("(1, 2", 6, {QStringLiteral("allowed is , or )")});
        output("9223372036854775808", 1, {QStringLiteral("64 bits")});
        output("\"open", 6, {QStringLiteral("ends without \"")});
        output("\"\\x1\"", 2, {QStringLiteral("two hexadecimal digits")});
        output("`open", 6, {QStringLiteral("ends without `")});
        output("device(\"toaster\")", 8, {QStringLiteral("no device toaster")});
        output("tensor(1)", 9, {QStringLiteral("allowed is ,")});
        output("tensor(1, string)", 11, {QStringLiteral("\"string\""), QStringLiteral("float32")});
        output("tensor(1000, int8)", 8, {QStringLiteral("range")});
        output("tensor(\"a\", int8)", 8, {QStringLiteral("a number or a shape")});
    }

    static void addHostileTexts()
    {
        const auto many = [](const char* part) {
            return QString::fromLatin1(part).repeated(100000);
        };
        addRow(QStringLiteral("return ") + many("("), 1, 41, {QStringLiteral("deeper than 32")});
        addRow(QStringLiteral("return ") + many("["), 1, 41, {QStringLiteral("deeper than 32")});
        addRow(QStringLiteral("return ") + many("Tensor{"), 1, 239,
            {QStringLiteral("deeper than 32")});
        addRow(
            QStringLiteral("return int") + many("[]"), 1, 77, {QStringLiteral("deeper than 32")});
        addRow(QStringLiteral("return int") + many("?"), 1, 44, {QStringLiteral("deeper than 32")});
        addRow(
            QStringLiteral("return ") + many("Tuple("), 1, 206, {QStringLiteral("deeper than 32")});
        addRow(QStringLiteral("input %x float32 [1") + many(", 1"), 1, 18,
            {QStringLiteral("too many axes, allowed are 64")});
        addRow(QStringLiteral("input %x float32 [65536, 65536]"), 1, 18,
            {QStringLiteral("too many elements, allowed are 2147483648")});
        addRow(QStringLiteral("input %x float32 [0, 2147483648, 2147483648]"), 1, 18,
            {QStringLiteral("too many elements")});
        addRow(QStringLiteral("parameter p float32 [1]\nparameter q float32 [2147483648]"), 2, 21,
            {QStringLiteral("too many elements")});
        addRow(QStringLiteral("input %x float32 [1e9]"), 1, 19, {QStringLiteral("\"1e9\"")});
        line("%1 = aten::relu(%x)  [999999, 999999]", 22, {QStringLiteral("too many elements")});
        addRow(QString(QChar(0)).repeated(3), 1, 1, {QStringLiteral("\\x00")});
    }
};

QTEST_APPLESS_MAIN(MalformedTextTest)
#include "test_malformed_text.moc"
