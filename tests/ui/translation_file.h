// SPDX-License-Identifier: GPL-3.0-or-later
// The entries of a .ts file.
#pragma once

#include <QFile>
#include <QRegularExpression>
#include <QStringList>
#include <QXmlStreamReader>

#include <algorithm>
#include <vector>

namespace pleat::ui::test {

struct Translation
{
    QString context;
    QString source;
    QString comment;
    QString type; ///< "unfinished", "vanished", "obsolete", or empty when it is done
    QStringList forms; ///< one, or one per plural form

    QString key() const
    {
        return context + QLatin1Char('\n') + source + QLatin1Char('\n') + comment;
    }
};

inline Translation readMessage(QXmlStreamReader& xml, const QString& context)
{
    Translation entry{context, {}, {}, {}, {}};
    while (xml.readNextStartElement()) {
        if (xml.name() == QStringLiteral("source")) {
            entry.source = xml.readElementText();
        } else if (xml.name() == QStringLiteral("comment")) {
            entry.comment = xml.readElementText();
        } else if (xml.name() == QStringLiteral("translation")) {
            entry.type = xml.attributes().value(QStringLiteral("type")).toString();
            QString text;
            while (!(xml.readNext() == QXmlStreamReader::EndElement
                && xml.name() == QStringLiteral("translation"))) {
                if (xml.isStartElement())
                    entry.forms << xml.readElementText();
                else if (xml.isCharacters())
                    text += xml.text();
            }
            if (entry.forms.isEmpty())
                entry.forms << text;
        } else {
            xml.skipCurrentElement();
        }
    }
    return entry;
}

/// Empty if the file cannot be read.
inline std::vector<Translation> readTranslations(const QString& path)
{
    std::vector<Translation> entries;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return entries;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("name"))
            context = xml.readElementText();
        else if (xml.name() == QStringLiteral("message"))
            entries.push_back(readMessage(xml, context));
    }
    return xml.hasError() ? std::vector<Translation>() : entries;
}

/// "%1", "%2", "%n" of a text, sorted, each as often as it occurs.
inline QStringList placeholders(const QString& text)
{
    static const QRegularExpression kPlaceholder(QStringLiteral("%(?:L?\\d|n)"));
    QStringList found;
    for (auto matches = kPlaceholder.globalMatch(text); matches.hasNext();)
        found << matches.next().captured();
    std::sort(found.begin(), found.end());
    return found;
}

/// The letter behind the ampersand, in lower case; null without one.
inline QChar mnemonic(const QString& text)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != QLatin1Char('&'))
            continue;
        if (text[i + 1] != QLatin1Char('&'))
            return text[i + 1].isLetterOrNumber() ? text[i + 1].toLower() : QChar();
        ++i;
    }
    return {};
}

inline bool hasHangul(const QString& text)
{
    return std::any_of(text.begin(), text.end(),
        [](QChar letter) { return letter.script() == QChar::Script_Hangul; });
}

} // namespace pleat::ui::test
