// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/gram.h"

#include "core/base/on_threads.h"
#include "core/base/single_threaded_blas.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/mm.h>

#include <algorithm>
#include <atomic>
#include <mutex>

namespace pleat::cluster {

namespace {

// Fixed, because they decide the order of summation; chosen so that two tiles fit the cache, and
// that already a group of 256 channels has work for two threads.
constexpr std::int64_t kTileRows = 128;
constexpr std::int64_t kTileColumns = 2048;

struct Tile
{
    std::int64_t row, column;
};

std::vector<Tile> lowerTiles(std::int64_t n)
{
    std::vector<Tile> tiles;
    for (std::int64_t row = 0; row < n; row += kTileRows) {
        for (std::int64_t column = 0; column <= row; column += kTileRows)
            tiles.push_back({row, column});
    }
    return tiles;
}

void computeTile(const std::vector<at::Tensor>& blocks, Tile tile, Eigen::MatrixXd& gram,
    const StageContext& context)
{
    const std::int64_t n = gram.rows();
    const std::int64_t rows = std::min(kTileRows, n - tile.row);
    const std::int64_t columns = std::min(kTileRows, n - tile.column);
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(rows, columns);
    for (const at::Tensor& block : blocks) {
        for (std::int64_t d = 0; d < block.size(1) && !context.cancelled(); d += kTileColumns) {
            const std::int64_t width = std::min(kTileColumns, block.size(1) - d);
            const auto part = [&](std::int64_t first, std::int64_t count) {
                return block.narrow(0, first, count).narrow(1, d, width).to(at::kDouble);
            };
            const at::Tensor left = part(tile.row, rows);
            const at::Tensor right = tile.row == tile.column ? left : part(tile.column, columns);
            const at::Tensor product = at::mm(left, right.t()).contiguous();
            using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
            sum += Eigen::Map<const RowMajor>(product.data_ptr<double>(), rows, columns);
        }
    }
    gram.block(tile.row, tile.column, rows, columns) = sum;
    gram.block(tile.column, tile.row, columns, rows) = sum.transpose();
}

} // namespace

Result<Eigen::MatrixXd> gramMatrix(
    const std::vector<at::Tensor>& blocks, const StageContext& context)
{
    const std::int64_t n = blocks.empty() ? 0 : blocks.front().size(0);
    Eigen::MatrixXd gram(n, n); // not cleared: of a large group that takes longer than a tile
    const std::vector<Tile> tiles = lowerTiles(n);
    std::atomic<std::size_t> next = 0;
    SingleThreadedBlas guard;
    onThreads(static_cast<int>(tiles.size()), [&](int worker, int) {
        at::NoGradGuard noGrad;
        for (std::size_t t = next++; t < tiles.size() && !context.cancelled(); t = next++) {
            computeTile(blocks, tiles[t], gram, context);
            if (worker == 0)
                context.progress("clustering", "similarities",
                    static_cast<double>(t + 1) / static_cast<double>(tiles.size()));
        }
    });
    if (context.cancelled())
        return cancelledError();
    return gram;
}

Eigen::MatrixXd centredGram(const Eigen::MatrixXd& gram)
{
    Eigen::MatrixXd centred = gram;
    centred.rowwise() -= gram.colwise().mean();
    centred.colwise() -= centred.rowwise().mean().eval();
    return centred;
}

} // namespace pleat::cluster
