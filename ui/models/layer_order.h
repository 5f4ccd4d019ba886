// SPDX-License-Identifier: GPL-3.0-or-later
// In which order, and how far apart, the elements of layers stand.
#pragma once

#include "core/base/stage_context.h"

#include <QtGlobal>

#include <cstddef>
#include <vector>

namespace pleat::ui {

/// A piece of a line between elements of two neighbouring layers; offsets are from their left
/// sides.
struct LayerSegment
{
    int upper = 0, lower = 0; ///< elements
    double upperOffset = 0, lowerOffset = 0;
};

/// Orders layers such that few lines cross: barycentres, up and down in turn. Deterministic.
class LayerOrder
{
public:
    using Layers = std::vector<std::vector<int>>; ///< elements from left to right

    /// `segments[i]` lie between layer i and i + 1; `widths` has one entry per element.
    LayerOrder(Layers layers, const std::vector<std::vector<LayerSegment>>& segments,
        std::vector<double> widths);
    Layers run(const StageContext& context);

private:
    void numberLayer(std::size_t layer);
    void sortLayer(std::size_t layer, bool byUpper);
    qint64 crossings() const;
    bool cross(const LayerSegment& a, const LayerSegment& b) const;

    Layers m_layers;
    const std::vector<std::vector<LayerSegment>>& m_segments;
    std::vector<double> m_widths;
    std::vector<double> m_positions; ///< per element: its index in its layer
};

/// Places as near as possible to `wanted` (least squares with `weights`), each at least `distances`
/// behind the one before; distances[0] is ignored.
std::vector<double> spreadOut(const std::vector<double>& wanted, const std::vector<double>& weights,
    const std::vector<double>& distances);

} // namespace pleat::ui
