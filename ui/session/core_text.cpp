// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/core_text.h"

#include "ui/session/core_templates.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace pleat::ui {

namespace {

constexpr int kDeepest = 4; // of sentences within sentences

/// What stands between the placeholders, which are numbered from left to right.
struct Template
{
    const char* source;
    QStringList literals;
    qsizetype letters = 0;
};

Template parsed(const char* source)
{
    static const QRegularExpression kPlaceholder(QStringLiteral("%\\d"));
    Template result{source, QString::fromUtf8(source).split(kPlaceholder)};
    for (const QString& literal : std::as_const(result.literals))
        result.letters += literal.size();
    return result;
}

/// The ones that say most come first.
const std::vector<Template>& templates()
{
    static const std::vector<Template> kAll = [] {
        std::vector<Template> all;
        for (const char* source : kCoreTemplates)
            all.push_back(parsed(source));
        std::stable_sort(all.begin(), all.end(),
            [](const Template& a, const Template& b) { return a.letters > b.letters; });
        return all;
    }();
    return kAll;
}

/// The values in the places of the placeholders, if `text` is made by the template.
std::optional<QStringList> valuesOf(const Template& form, const QString& text)
{
    const QString& first = form.literals.constFirst();
    const QString& last = form.literals.constLast();
    if (form.literals.size() == 1)
        return text == first ? std::optional(QStringList()) : std::nullopt;
    if (!text.startsWith(first) || !text.endsWith(last) || text.size() < first.size() + last.size())
        return std::nullopt;
    QStringList values;
    qsizetype at = first.size();
    const qsizetype end = text.size() - last.size();
    for (qsizetype i = 1; i + 1 < form.literals.size(); ++i) {
        const qsizetype next = text.indexOf(form.literals[i], at);
        if (next < 0 || next + form.literals[i].size() > end)
            return std::nullopt;
        values << text.mid(at, next - at);
        at = next + form.literals[i].size();
    }
    return values << text.mid(at, end - at);
}

/// In one pass, so that a value may hold a placeholder.
QString filled(const QString& translation, const QStringList& values)
{
    QString result;
    for (qsizetype i = 0; i < translation.size(); ++i) {
        const int number = translation[i] == QLatin1Char('%') && i + 1 < translation.size()
            ? translation[i + 1].digitValue()
            : -1;
        if (number >= 1 && number <= values.size()) {
            result += values[number - 1];
            ++i;
        } else {
            result += translation[i];
        }
    }
    return result;
}

QString translated(const QString& text, int depth)
{
    for (const Template& form : templates()) {
        std::optional<QStringList> values = valuesOf(form, text);
        if (!values)
            continue;
        for (QString& value : *values) {
            // A value without a blank is a name or a number.
            if (depth < kDeepest && value.contains(QLatin1Char(' ')))
                value = translated(value, depth + 1);
        }
        return filled(QCoreApplication::translate("core", form.source), *values);
    }
    return text;
}

} // namespace

QString coreText(const QString& text)
{
    return translated(text, 0);
}

QString coreText(const std::string& text)
{
    return coreText(QString::fromStdString(text));
}

} // namespace pleat::ui
