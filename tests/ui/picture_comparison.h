// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of windows beside reference pictures.
#pragma once

#include <QImage>
#include <QString>

#include <algorithm>
#include <cstdlib>

namespace pleat::ui::test {

constexpr int kFuzz = 8; // per channel, of 255
constexpr double kMostDifferent = 0.01; // of all pixels

/// Share of the pixels that differ by more than kFuzz in some channel; 1 if the sizes differ.
inline double differentShare(const QImage& a, const QImage& b)
{
    if (a.size() != b.size() || a.isNull())
        return 1;
    const auto differs = [](QRgb x, QRgb y) {
        return std::abs(qRed(x) - qRed(y)) > kFuzz || std::abs(qGreen(x) - qGreen(y)) > kFuzz
            || std::abs(qBlue(x) - qBlue(y)) > kFuzz;
    };
    qint64 different = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            different += differs(a.pixel(x, y), b.pixel(x, y));
    }
    return static_cast<double>(different) / (static_cast<double>(a.width()) * a.height());
}

/// What differs in red, the rest faint; for people.
inline QImage differencePicture(const QImage& a, const QImage& b)
{
    QImage picture = a.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < std::min(a.height(), b.height()); ++y) {
        for (int x = 0; x < std::min(a.width(), b.width()); ++x) {
            const QImage one = a.copy(x, y, 1, 1);
            const bool same = differentShare(one, b.copy(x, y, 1, 1)) == 0;
            const int grey = 128 + qGray(a.pixel(x, y)) / 2;
            picture.setPixel(x, y, same ? qRgb(grey, grey, grey) : qRgb(220, 0, 0));
        }
    }
    return picture;
}

} // namespace pleat::ui::test
