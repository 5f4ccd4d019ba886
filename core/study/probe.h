// SPDX-License-Identifier: GPL-3.0-or-later
// Where the activations of a repair come from, as the window and the command line see it: plain
// values, no tensors.
#pragma once

#include "core/base/finding.h"
#include "core/study/model.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pleat::study {

enum class ProbeKind
{
    Data, ///< "data:PATH": training images
    Inversion, ///< "inversion": images made from the network alone
    Noise ///< "noise"
};
/// ErrorCode::Usage, with what is allowed.
Result<ProbeKind> probeKind(const std::string& source);

/// What decides a probe, besides the model.
struct ProbeRequest
{
    std::string source; ///< as in Plan::probe
    std::int64_t samples = 0;
    std::uint64_t seed = 0;
    bool operator==(const ProbeRequest&) const = default;
};
/// Of inversion `samples` is Plan::images, of the others Plan::samples.
ProbeRequest probeRequest(const fold::Plan& plan);

/// One step of deep inversion.
struct InversionPoint
{
    std::int64_t step = 0; ///< from 0
    double total = 0; ///< the loss; its parts follow, unweighted
    double classes = 0; ///< cross-entropy, nats
    double statistics = 0; ///< distance to the BatchNorm statistics
    double variation = 0; ///< between neighbouring pixels
};

/// Some inputs of a probe as pictures, 8 bits RGB, each stretched between black and white pixels.
struct Pictures
{
    std::int64_t count = 0, height = 0, width = 0; ///< count 0: the inputs are no images
    std::vector<std::uint8_t> rgb; ///< [count, height, width, 3]
    std::vector<std::string> labels; ///< [count] the class each was made for; empty if none
};

struct ProbeInfo
{
    ProbeRequest request;
    std::string modelHash; ///< of the network that it was made for
    std::int64_t steps = 0; ///< of inversion: planned
    bool complete = true; ///< false: stopped, this is the best so far
    bool fromFile = false; ///< read, not made
    std::vector<InversionPoint> curve; ///< of inversion that ran here
    std::vector<Finding> findings;
    double seconds = 0; ///< it took to make
};

/// Immutable; may be shared between threads.
class Probe
{
public:
    struct Content; // the tensor: core only
    Probe(std::shared_ptr<const Content> content, ProbeInfo info);
    const ProbeInfo& info() const { return m_info; }
    const Content& content() const { return *m_content; }
    std::int64_t count() const;

private:
    std::shared_ptr<const Content> m_content;
    ProbeInfo m_info;
};
using ProbePtr = std::shared_ptr<const Probe>;

/// Sent while an inversion is under way, on the thread of the job.
struct ProbeProgress
{
    InversionPoint point;
    std::int64_t steps = 0; ///< planned
    Pictures pictures; ///< as they now are; empty in most steps, since they cost more
};

/// Reads, draws or inverts. A cancelled inversion gives the best images so far (`complete` false)
/// if it has any; other probes give ErrorCode::Cancelled.
Result<ProbePtr> makeProbe(const Model& model, const ProbeRequest& request,
    const std::function<void(const ProbeProgress&)>& onProgress, const StageContext& context);

/// Whether a probe is what `request` asks for on this model.
bool fits(const Probe& probe, const ProbeRequest& request, const Model& model);

/// At most so many pictures.
Pictures picturesOf(const Probe& probe, const Model& model, std::int64_t most);

/// float32 .npy [N, ...], as the network reads it: NumPy reads it too, and --probe data:FILE.
Result<void> saveProbe(const Probe& probe, const std::string& path);
/// For `request` (an inversion); `complete` as it was known of the images. ErrorCode::Unreadable if
/// the file does not fit the network.
Result<ProbePtr> loadProbe(const Model& model, const ProbeRequest& request,
    const std::string& path, bool complete = true);

} // namespace pleat::study
