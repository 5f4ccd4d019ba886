// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/graph_values.h"

#include <qcustomplot.h>

namespace pleat::ui {

QVariant valueAt(const QCPGraph& graph, double key)
{
    const auto found = graph.data()->findBegin(key, false);
    if (found == graph.data()->constEnd() || found->key != key)
        return {};
    return found->value;
}

} // namespace pleat::ui
