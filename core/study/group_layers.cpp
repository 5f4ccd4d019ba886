// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/group_layers.h"

#include "core/fold/fold.h"
#include "core/fold/rows.h"

namespace pleat::study {

std::vector<const coupling::Layer*> layersOf(const Model::Content& content, int group)
{
    std::vector<const coupling::Layer*> layers;
    for (const coupling::Layer& layer : content.coupling->layers) {
        if (!layer.repeated && coupling::makes(layer, group))
            layers.push_back(&layer);
    }
    return layers;
}

at::Tensor whiteRows(const Model::Content& content, const coupling::Layer& layer, int group)
{
    const fold::FusedRows rows = fold::fusedRows(*content.graph, layer);
    return fold::channelRows(fold::rowsWithStd(rows.weight, rows.std).flatten(1), layer.rows, group,
        content.coupling->groups[static_cast<std::size_t>(group)].channels);
}

} // namespace pleat::study
