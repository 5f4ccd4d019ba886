// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/outline_blocks.h"

#include <algorithm>
#include <map>
#include <set>

namespace pleat::study {

namespace {

constexpr int kMostParts = 24; // of the path of a block

/// Whether `path` is `block` or lies in it.
bool within(const std::string& path, const std::string& block)
{
    return block.empty() || path == block
        || (path.size() > block.size() && path.compare(0, block.size(), block) == 0
            && path[block.size()] == '.');
}

std::string commonPath(std::string a, const std::string& b)
{
    while (!within(b, a))
        a = parentPath(a);
    return a;
}

/// The block directly in `outer` that holds `path`; `path` must lie deeper than `outer`.
std::string childTowards(const std::string& outer, const std::string& path)
{
    const auto begin = outer.empty() ? 0 : outer.size() + 1;
    return path.substr(0, path.find('.', begin));
}

/// Layers that read node `from` directly or through operators without parameters.
std::vector<int> layersBehind(const std::vector<OutlineNode>& nodes, int from)
{
    std::set<int> reached{from};
    std::vector<int> layers;
    for (int n = from + 1; n < static_cast<int>(nodes.size()); ++n) {
        const OutlineNode& node = nodes[static_cast<std::size_t>(n)];
        const bool reads = std::any_of(
            node.reads.begin(), node.reads.end(), [&](int read) { return reached.contains(read); });
        if (reads && node.layer)
            layers.push_back(n);
        else if (reads)
            reached.insert(n);
    }
    return layers;
}

/// The tree of blocks while it is being made: blocks may still be dissolved.
class BlockTree
{
public:
    BlockTree(const std::vector<std::string>& paths, const std::vector<OutlineNode>& nodes)
        : m_nodes(nodes)
    {
        m_blocks.push_back({"", -1, false, {}});
        for (const std::string& path : paths)
            m_blockOf.push_back(blockNamed(path));
        for (int n = 0; n < static_cast<int>(paths.size()); ++n) {
            int block = m_blockOf[index(n)];
            for (; block >= 0; block = m_blocks[index(block)].parent)
                m_blocks[index(block)].nodes.push_back(n);
        }
    }

    void dissolveCycles()
    {
        for (int block = 0; block < static_cast<int>(m_blocks.size()); ++block) {
            while (!m_blocks[index(block)].dissolved) {
                const int guilty = smallestInCycle(block);
                if (guilty < 0)
                    break;
                m_blocks[index(guilty)].dissolved = true;
            }
        }
    }

    std::vector<OutlineBlock> write(std::vector<OutlineNode>& nodes) const
    {
        std::vector<OutlineBlock> result;
        std::vector<int> written(m_blocks.size(), -1);
        for (std::size_t b = 0; b < m_blocks.size(); ++b) {
            if (m_blocks[b].dissolved)
                continue;
            written[b] = static_cast<int>(result.size());
            const int parent = alive(m_blocks[b].parent);
            result.push_back({m_blocks[b].name, parent < 0 ? -1 : written[index(parent)]});
        }
        for (std::size_t n = 0; n < nodes.size(); ++n)
            nodes[n].block = written[index(alive(m_blockOf[n]))];
        return result;
    }

private:
    struct Block
    {
        std::string name;
        int parent = -1;
        bool dissolved = false;
        std::vector<int> nodes; ///< in it, however deep
    };
    static std::size_t index(int i) { return static_cast<std::size_t>(i); }

    int blockNamed(const std::string& path)
    {
        if (path.empty())
            return 0;
        const auto known = m_byName.find(path);
        if (known != m_byName.end())
            return known->second;
        const int parent = blockNamed(parentPath(path));
        const int id = static_cast<int>(m_blocks.size());
        m_blocks.push_back({path, parent, false, {}});
        m_byName.emplace(path, id);
        return id;
    }

    int alive(int block) const
    {
        while (block >= 0 && m_blocks[index(block)].dissolved)
            block = m_blocks[index(block)].parent;
        return block;
    }

    /// What of `outer` holds node n: the node itself (its index), a block b (-1 - b), or nothing
    /// (the number of nodes).
    int itemOf(int n, int outer) const
    {
        int item = n;
        int block = alive(m_blockOf[index(n)]);
        for (; block >= 0 && block != outer; block = alive(m_blocks[index(block)].parent))
            item = -1 - block;
        return block == outer ? item : static_cast<int>(m_nodes.size());
    }

    /// Of the blocks directly in `outer` that cannot be ordered by what they read; -1 if all can.
    int smallestInCycle(int outer) const
    {
        const int outside = static_cast<int>(m_nodes.size());
        std::map<int, std::set<int>> sources;
        for (int n : m_blocks[index(outer)].nodes) {
            const int item = itemOf(n, outer);
            std::set<int>& from = sources[item];
            for (int read : m_nodes[index(n)].reads) {
                const int source = itemOf(read, outer);
                if (source != outside && source != item)
                    from.insert(source);
            }
        }
        removeOrdered(sources);
        int guilty = -1;
        for (const auto& [item, from] : sources) {
            if (item < 0 && (guilty < 0 || sizeOf(-1 - item) < sizeOf(guilty)))
                guilty = -1 - item;
        }
        return guilty;
    }

    std::size_t sizeOf(int block) const { return m_blocks[index(block)].nodes.size(); }

    /// Leaves cycles and what lies between them.
    static void removeOrdered(std::map<int, std::set<int>>& sources)
    {
        for (const bool upwards : {false, true}) {
            std::map<int, std::set<int>> targets;
            for (const auto& [item, from] : sources) {
                targets[item];
                for (int source : from)
                    targets[source].insert(item);
            }
            auto& incoming = upwards ? targets : sources;
            auto& outgoing = upwards ? sources : targets;
            std::vector<int> free;
            for (const auto& [item, from] : incoming) {
                if (from.empty())
                    free.push_back(item);
            }
            while (!free.empty()) {
                const int item = free.back();
                free.pop_back();
                for (int next : outgoing[item]) {
                    incoming[next].erase(item);
                    if (incoming[next].empty())
                        free.push_back(next);
                }
                sources.erase(item);
                targets.erase(item);
            }
        }
    }

    const std::vector<OutlineNode>& m_nodes;
    std::vector<Block> m_blocks;
    std::vector<int> m_blockOf; ///< per node
    std::map<std::string, int> m_byName;
};

} // namespace

std::string parentPath(const std::string& path)
{
    std::size_t end = 0;
    for (int part = 0; part < kMostParts; ++part) {
        const auto dot = path.find('.', part == 0 ? 0 : end + 1);
        if (dot == std::string::npos)
            break;
        end = dot;
    }
    return path.substr(0, end);
}

std::string pathByNeighbours(const std::vector<OutlineNode>& nodes,
    const std::vector<std::string>& paths, const std::vector<int>& reads)
{
    const auto pathOf = [&](int node) { return paths[static_cast<std::size_t>(node)]; };
    const std::string latest = pathOf(reads.back());
    std::string common = latest;
    for (auto read = reads.begin(); read != reads.end() - 1; ++read) {
        const std::string both = commonPath(latest, pathOf(*read));
        std::string counts = both;
        if (both != latest) {
            const std::string child = childTowards(both, latest);
            for (int layer : layersBehind(nodes, *read)) {
                if (within(pathOf(layer), child))
                    counts = counts == both ? commonPath(latest, pathOf(layer))
                                            : commonPath(counts, pathOf(layer));
            }
        }
        common = commonPath(common, counts);
    }
    return common;
}

std::vector<OutlineBlock> nestBlocks(
    const std::vector<std::string>& paths, std::vector<OutlineNode>& nodes)
{
    BlockTree tree(paths, nodes);
    tree.dissolveCycles();
    return tree.write(nodes);
}

} // namespace pleat::study
