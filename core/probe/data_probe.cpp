// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/data_probe.h"

#include "core/evaluate/input_batch.h"
#include "core/io/data/data_set.h"

namespace pleat::probe {

Result<std::string> dataProbePath(const std::string& probe)
{
    static const std::string kPrefix = "data:";
    if (!probe.starts_with(kPrefix) || probe.size() == kPrefix.size())
        return Error{ErrorCode::Usage, "unknown probe \"" + probe + "\"", "--probe",
            "write inversion, noise or data:PATH"};
    return probe.substr(kPrefix.size());
}

Result<at::Tensor> dataProbe(const std::string& path, const io::InputDescription& description,
    std::int64_t samples, std::uint64_t seed, const std::stop_token& stop)
{
    auto data = io::readDataSet(path, io::Split::Train);
    if (!data)
        return data.error();
    return evaluate::inputBatch(
        *data, io::drawSamples(data->count, samples, seed), description, stop);
}

} // namespace pleat::probe
