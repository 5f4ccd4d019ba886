// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/gram.h"

#include "core/base/on_threads.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/mm.h>

#include <algorithm>
#include <atomic>
#include <dlfcn.h>
#include <mutex>

namespace pleat::cluster {

namespace {

// Fixed, because they decide the order of summation; chosen so that two tiles fit the cache.
constexpr std::int64_t kTileRows = 256;
constexpr std::int64_t kTileColumns = 2048;

/// One BLAS thread inside a tile: its bits depend on the thread count. Restored at the end.
class SingleThreadedBlas
{
public:
    SingleThreadedBlas()
        : m_lock(mutex())
        , m_set(reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
    {
        auto* get = reinterpret_cast<int (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_num_threads"));
        m_before = get ? get() : 1;
        if (m_set)
            m_set(1);
    }
    ~SingleThreadedBlas()
    {
        if (m_set)
            m_set(m_before);
    }

private:
    static std::mutex& mutex()
    {
        static std::mutex instance;
        return instance;
    }
    std::lock_guard<std::mutex> m_lock;
    void (*m_set)(int) = nullptr;
    int m_before = 1;
};

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
            const at::Tensor product =
                at::mm(part(tile.row, rows), part(tile.column, columns).t()).contiguous();
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

} // namespace pleat::cluster
