// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/matrix_pyramid.h"

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

QRgb pixelOf(float value, int x, int y, const ColorRange& range)
{
    if (std::isnan(value))
        return (x + y) % 6 < 2 ? qRgb(120, 120, 120) : qRgb(190, 190, 190);
    return range.colorOf(value);
}

} // namespace

MatrixPyramid::MatrixPyramid(const Eigen::MatrixXf& values, const std::vector<std::int32_t>& order,
    Quantity quantity, const Stopped& stopped)
    : m_quantity(quantity)
    , m_order(order)
{
    Level cells;
    cells.size = static_cast<int>(order.size());
    cells.values.resize(order.size() * order.size());
    float* out = cells.values.data();
    for (const std::int32_t row : order) {
        if (stopped())
            break;
        // Similarities are symmetric: reading along a column is the same and far cheaper.
        const auto line = values.col(row);
        for (const std::int32_t column : order)
            *out++ = line[column];
    }
    m_levels.push_back(std::move(cells));
    while (m_levels.back().size > 1 && !stopped())
        m_levels.push_back(reduced(m_levels.back(), stopped));
    measure(stopped);
}

void MatrixPyramid::measure(const Stopped& stopped)
{
    const Level& cells = m_levels.front();
    if (m_quantity == Quantity::Magnitude)
        m_range = {ColorRange::Scale::Sequential, 0, 1};
    if (m_quantity == Quantity::Distance) {
        float largest = 0;
        for (const float value : cells.values)
            largest = value > largest ? value : largest;
        m_range = {ColorRange::Scale::SequentialReversed, 0, largest > 0 ? largest : 1};
    }
    m_histogram.assign(kBins, 0);
    const double scale = kBins / (m_range.high - m_range.low);
    for (int row = 0; row < cells.size && !stopped(); ++row) {
        for (int column = 0; column < cells.size; ++column) {
            const double part = (cells.at(row, column) - m_range.low) * scale;
            if (row != column && !std::isnan(part))
                ++m_histogram[static_cast<std::size_t>(std::clamp(part, 0.0, kBins - 1.0))];
        }
    }
}

float MatrixPyramid::stronger(float a, float b) const
{
    if (std::isnan(a))
        return b;
    if (m_quantity == Quantity::Distance)
        return b < a ? b : a;
    return std::abs(b) > std::abs(a) ? b : a;
}

MatrixPyramid::Level MatrixPyramid::reduced(const Level& level, const Stopped& stopped) const
{
    Level half;
    half.size = (level.size + 1) / 2;
    half.values.reserve(static_cast<std::size_t>(half.size) * half.size);
    for (int row = 0; row < half.size && !stopped(); ++row) {
        const int below = std::min(2 * row + 1, level.size - 1);
        for (int column = 0; column < half.size; ++column) {
            const int right = std::min(2 * column + 1, level.size - 1);
            half.values.push_back(
                stronger(stronger(level.at(2 * row, 2 * column), level.at(2 * row, right)),
                    stronger(level.at(below, 2 * column), level.at(below, right))));
        }
    }
    half.values.resize(static_cast<std::size_t>(half.size) * half.size); // if it was stopped
    return half;
}

std::vector<MatrixPyramid::Span> MatrixPyramid::spans(
    double from, double extent, int pixels, int cells, int shift)
{
    std::vector<Span> result(pixels);
    const double step = extent / pixels;
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const double begin = from + pixel * step;
        // A pixel narrower than a cell shows the cell under its middle.
        const int first = static_cast<int>(std::floor(step <= 1 ? begin + step / 2 : begin));
        const int last = step <= 1 ? first + 1 : static_cast<int>(std::ceil(begin + step));
        const int low = std::clamp(first, 0, cells);
        const int high = std::clamp(last, 0, cells);
        if (low < high)
            result[pixel] = {low >> shift, ((high - 1) >> shift) + 1};
    }
    return result;
}

QImage MatrixPyramid::render(const QRectF& view, QSize pixels, const ColorRange& range) const
{
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (pixels.isEmpty() || view.isEmpty())
        return image;
    const double perPixel =
        std::min(view.width() / pixels.width(), view.height() / pixels.height());
    const int shift = std::clamp(perPixel < 1 ? 0 : std::ilogb(perPixel), 0, levels() - 1);
    const std::vector<Span> rows = spans(view.top(), view.height(), pixels.height(), size(), shift);
    const std::vector<Span> columns =
        spans(view.left(), view.width(), pixels.width(), size(), shift);
    for (int y = 0; y < pixels.height(); ++y) {
        const std::vector<float> line = strongestOf(m_levels[shift], rows[y]);
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < pixels.width() && !line.empty(); ++x) {
            if (columns[x].first == columns[x].last)
                continue;
            float value = line[columns[x].first];
            for (int column = columns[x].first + 1; column < columns[x].last; ++column)
                value = stronger(value, line[column]);
            out[x] = pixelOf(value, x, y, range);
        }
    }
    return image;
}

std::vector<float> MatrixPyramid::strongestOf(const Level& level, Span rows) const
{
    std::vector<float> line;
    if (rows.first == rows.last)
        return line;
    const auto begin = level.values.begin() + static_cast<std::ptrdiff_t>(rows.first) * level.size;
    line.assign(begin, begin + level.size);
    for (int row = rows.first + 1; row < rows.last; ++row) {
        for (int column = 0; column < level.size; ++column)
            line[column] = stronger(line[column], level.at(row, column));
    }
    return line;
}

} // namespace pleat::ui
