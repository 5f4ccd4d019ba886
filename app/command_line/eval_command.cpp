// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/commands.h"
#include "core/study/run.h"

#include <cstdio>

namespace pleat::app {

Result<void> evaluate(
    const EvalOptions& options, const CommonOptions& common, const StageContext& context)
{
    auto model = study::openModel({options.model, common.inputShapes}, context);
    if (!model)
        return model.error();
    study::ModelPtr against;
    if (!options.against.empty()) {
        auto original = study::openModel({options.against, common.inputShapes}, context);
        if (!original)
            return original.error();
        against = *original;
    }
    auto result =
        study::evaluateModel(**model, against.get(), {options.data, options.samples}, context);
    if (!result)
        return result.error();
    finishProgress();
    if (common.json) {
        std::fputs(study::toJson(*result, (*model)->info()).c_str(), stdout);
        return {};
    }
    if (result->accuracy)
        std::printf("accuracy    %.2f %% of %lld images\n", 100 * *result->accuracy,
            static_cast<long long>(result->samples));
    if (result->loss)
        std::printf("loss        %.4f\n", *result->loss);
    if (result->outputError)
        std::printf("difference  %.3g relative to the original, same top-1 for %.2f %%\n",
            *result->outputError, 100 * *result->agreement);
    std::printf("latency     %.2f ms for one image\n", result->latencyMs);
    std::printf("size        %s parameters, %s MACs, %s bytes\n",
        shortNumber((*model)->info().parameters).c_str(),
        shortNumber((*model)->info().macs).c_str(),
        shortNumber((*model)->info().fileBytes).c_str());
    return {};
}

} // namespace pleat::app
