// SPDX-License-Identifier: GPL-3.0-or-later
// A square matrix in display order that can be drawn at any zoom without hiding strong cells.
#pragma once

#include <Eigen/Core>

#include <QImage>
#include <QRectF>

#include <cstdint>
#include <memory>
#include <vector>

namespace pleat::ui {

/// Level 0 holds the cells; each further level holds the value of largest magnitude of 2 x 2 cells
/// below. NaN loses against any number. Immutable, so it may be built on one thread and drawn on
/// another. Memory: 4/3 * n * n floats.
class MatrixPyramid
{
public:
    /// `values` [n, n]; row and column i of the picture are channel order[i].
    MatrixPyramid(const Eigen::MatrixXf& values, const std::vector<std::int32_t>& order);

    int size() const { return m_levels.front().size; }
    int levels() const { return static_cast<int>(m_levels.size()); }
    float cell(int row, int column) const { return m_levels.front().at(row, column); }

    /// One pixel shows the strongest of all cells that it covers. `view` is in cells, row 0 on top;
    /// outside the matrix is transparent, NaN is hatched grey.
    QImage render(const QRectF& view, QSize pixels) const;

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
    static Level reduced(const Level& level);
    /// The strongest value of each column over some rows; empty for no rows.
    static std::vector<float> strongestOf(const Level& level, Span rows);
    static std::vector<Span> spans(double from, double extent, int pixels, int cells, int shift);

    std::vector<Level> m_levels;
};
using MatrixPyramidPtr = std::shared_ptr<const MatrixPyramid>;

} // namespace pleat::ui
