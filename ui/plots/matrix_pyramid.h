// SPDX-License-Identifier: GPL-3.0-or-later
// A square matrix in display order that can be drawn at any zoom without hiding strong cells.
#pragma once

#include "ui/plots/color_range.h"
#include "ui/plots/matrix_quantity.h"

#include <Eigen/Core>

#include <QImage>
#include <QRectF>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace pleat::ui {

/// Level 0 holds the cells; each further level holds the strongest of 2 x 2 cells below. NaN loses
/// against any number. Immutable, so it may be built on one thread and drawn on another. Memory:
/// 4/3 * n * n floats.
class MatrixPyramid
{
public:
    using Stopped = std::function<bool()>; ///< asked once per row

    /// `values` [n, n]; row and column i of the picture are channel order[i]. Once `stopped` says
    /// so the rest is left as it is, and the pyramid is of no use.
    MatrixPyramid(
        const Eigen::MatrixXf& values, const std::vector<std::int32_t>& order,
        Quantity quantity = Quantity::Similarity, const Stopped& stopped = [] { return false; });

    int size() const { return m_levels.front().size; }
    int levels() const { return static_cast<int>(m_levels.size()); }
    float cell(int row, int column) const { return m_levels.front().at(row, column); }

    /// One pixel shows the strongest of all cells that it covers. `view` is in cells, row 0 on top;
    /// outside the matrix is transparent, NaN is hatched grey.
    QImage render(const QRectF& view, QSize pixels, const ColorRange& range) const;
    /// The same in the colours of fullRange().
    QImage render(const QRectF& view, QSize pixels) const { return render(view, pixels, m_range); }

    Quantity quantity() const { return m_quantity; }
    /// Channels from top to bottom.
    const std::vector<std::int32_t>& order() const { return m_order; }
    /// The scale of the quantity: -1..1, 0..1, or 0 to the largest distance.
    const ColorRange& fullRange() const { return m_range; }
    /// How many of the cells off the diagonal lie in each of equal parts of that scale.
    static constexpr int kBins = 64;
    const std::vector<std::int64_t>& histogram() const { return m_histogram; }

private:
    struct Level
    {
        int size = 0;
        std::vector<float> values; ///< row-major
        float at(int row, int column) const
        {
            return values[static_cast<std::size_t>(row) * size + column];
        }
    };
    /// Blocks of a level that pixels cover: [first, last), empty outside the matrix.
    struct Span
    {
        int first = 0;
        int last = 0;
    };
    float stronger(float a, float b) const;
    Level reduced(const Level& level, const Stopped& stopped) const;
    /// The strongest value of each column over some rows; empty for no rows.
    std::vector<float> strongestOf(const Level& level, Span rows) const;
    static std::vector<Span> spans(double from, double extent, int pixels, int cells, int shift);

    void measure(const Stopped& stopped);

    Quantity m_quantity;
    std::vector<std::int32_t> m_order;
    std::vector<Level> m_levels;
    ColorRange m_range;
    std::vector<std::int64_t> m_histogram;
};
using MatrixPyramidPtr = std::shared_ptr<const MatrixPyramid>;

} // namespace pleat::ui
