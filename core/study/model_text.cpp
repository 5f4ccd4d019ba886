// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/group_text.h"
#include "core/graph/graph_text.h"
#include "core/study/model_content.h"

namespace pleat::study {

std::string describeAsText(const Model& model)
{
    const Model::Content& content = model.content();
    std::string text;
    for (const Finding& finding : model.info().findings)
        text += "# note: " + finding.where + ": " + finding.message + "\n";
    return text + "# graph\n" + graph::dump(*content.graph) + "\n# groups\n"
        + coupling::dump(*content.graph, *content.coupling);
}

} // namespace pleat::study
