// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_method.h"
#include "core/cluster/linkage.h"

namespace pleat::cluster {

extern const ClusterMethod cluster_ward{"ward", "Ward", wardTree};

} // namespace pleat::cluster
