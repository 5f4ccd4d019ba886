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
constexpr std::int64_t kChunkColumns = 2048;

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

/// A run of columns of the features; converted once for all tiles.
struct Chunk
{
    const at::Tensor* block;
    std::int64_t begin, width;
};

std::vector<Chunk> chunksOf(const std::vector<at::Tensor>& blocks)
{
    std::vector<Chunk> chunks;
    for (const at::Tensor& block : blocks) {
        for (std::int64_t d = 0; d < block.size(1); d += kChunkColumns)
            chunks.push_back({&block, d, std::min(kChunkColumns, block.size(1) - d)});
    }
    return chunks;
}

/// Adds the products of a chunk's rows to a tile, or begins it with them.
void addToTile(const at::Tensor& rows, Tile tile, bool begins, Eigen::MatrixXd& gram)
{
    const auto part = [&](std::int64_t first) {
        return rows.narrow(0, first, std::min(kTileRows, gram.rows() - first));
    };
    const at::Tensor product = at::mm(part(tile.row), part(tile.column).t()).contiguous();
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Eigen::Map<const RowMajor> values(
        product.data_ptr<double>(), product.size(0), product.size(1));
    auto sum = gram.block(tile.row, tile.column, values.rows(), values.cols());
    if (begins)
        sum = values;
    else
        sum += values;
}

/// The upper triangle from the lower one.
void mirror(Tile tile, Eigen::MatrixXd& gram)
{
    const Eigen::Index rows = std::min(kTileRows, gram.rows() - tile.row);
    const Eigen::Index columns = std::min(kTileRows, gram.rows() - tile.column);
    if (tile.row != tile.column)
        gram.block(tile.column, tile.row, columns, rows) =
            gram.block(tile.row, tile.column, rows, columns).transpose();
}

} // namespace

Result<Eigen::MatrixXd> gramMatrix(
    const std::vector<at::Tensor>& blocks, const StageContext& context)
{
    at::NoGradGuard noGrad;
    const std::int64_t n = blocks.empty() ? 0 : blocks.front().size(0);
    const std::vector<Chunk> chunks = chunksOf(blocks);
    if (chunks.empty())
        return Eigen::MatrixXd(Eigen::MatrixXd::Zero(n, n));
    Eigen::MatrixXd gram(n, n); // not cleared: of a large group that takes longer than a tile
    const std::vector<Tile> tiles = lowerTiles(n);
    const auto steps = static_cast<double>(chunks.size() * tiles.size());
    SingleThreadedBlas guard; // the bits of a product depend on its threads
    for (std::size_t c = 0; c < chunks.size(); ++c) {
        const at::Tensor rows = chunks[c]
                                    .block->narrow(1, chunks[c].begin, chunks[c].width)
                                    .to(at::kDouble)
                                    .contiguous();
        std::atomic<std::size_t> next = 0;
        onThreads(static_cast<int>(tiles.size()), [&](int worker, int) {
            at::NoGradGuard noGradHere;
            for (std::size_t t = next++; t < tiles.size() && !context.cancelled(); t = next++) {
                addToTile(rows, tiles[t], c == 0, gram);
                if (c + 1 == chunks.size())
                    mirror(tiles[t], gram);
                if (worker == 0)
                    context.progress("clustering", "similarities",
                        static_cast<double>(c * tiles.size() + t + 1) / steps);
            }
        });
        if (context.cancelled())
            return cancelledError();
    }
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
