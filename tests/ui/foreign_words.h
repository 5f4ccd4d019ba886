// SPDX-License-Identifier: GPL-3.0-or-later
// Finds words that stayed English in a window of another language.
#pragma once

#include "tests/ui/translation_file.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace pleat::ui::test {

/// Names and units that are the same in every language.
inline const QSet<QString>& commonWords()
{
    static const QSet<QString> kWords = [] {
        const QString words =
            QStringLiteral("Pleat PCA SNE PNG SVG PDF CSV MAC MACs ms MB GB kB mm dpi Rand Ward "
                           "ward average complete single greedy "
                           "kmeans spectral raw normalised fused incoming outgoing scale free Fold "
                           "AR REPAIR repair onnx pt pth "
                           "safetensors LibTorch TorchScript state dict safetensors ONNX KL Ctrl "
                           "bn fashion mnist English Cividis "
                           "Shift Alt Esc PgUp PgDn Home End Space Var BatchNorm ReLU");
        const QStringList list = words.split(QLatin1Char(' '));
        return QSet<QString>(list.begin(), list.end());
    }();
    return kWords;
}

/// Whole, or with its middle left out.
inline bool isName(const QString& text, const QSet<QString>& names)
{
    const qsizetype gap = text.indexOf(u'…');
    if (gap < 0)
        return names.contains(text);
    return std::any_of(names.begin(), names.end(), [&](const QString& name) {
        return name.size() >= text.size() && name.startsWith(text.left(gap))
            && name.endsWith(text.mid(gap + 1));
    });
}

/// Words of two letters and more that are neither common nor in `names`.
inline QStringList latinWords(const QString& text, const QSet<QString>& names)
{
    static const QRegularExpression kWord(QStringLiteral("[A-Za-z][A-Za-z]+"));
    QStringList found;
    for (auto matches = kWord.globalMatch(text); matches.hasNext();) {
        const QString word = matches.next().captured();
        if (!commonWords().contains(word) && !names.contains(word))
            found << word;
    }
    return found;
}

/// The same; nothing if there is Hangul.
inline QStringList foreignWords(const QString& text, const QSet<QString>& names)
{
    return hasHangul(text) || isName(text, names) ? QStringList() : latinWords(text, names);
}

/// Words that stayed English within a sentence; `names` are what was put into it, also several
/// words.
inline QStringList wordsBeside(QString sentence, const QStringList& names)
{
    for (const QString& name : names)
        sentence.remove(name);
    return latinWords(sentence, {});
}

} // namespace pleat::ui::test
