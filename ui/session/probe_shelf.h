// SPDX-License-Identifier: GPL-3.0-or-later
// The latest probe of each kind that jobs have made for one model, for the jobs that come next.
#pragma once

#include "core/study/probe.h"

#include <map>
#include <mutex>
#include <string>

namespace pleat::ui {

/// Thread-safe. A job finds here what the one before it made, even before the window hears of it.
class ProbeShelf
{
public:
    void put(const study::ProbePtr& probe)
    {
        const auto kind = study::probeKind(probe->info().request.source);
        const std::scoped_lock lock(m_mutex);
        if (kind)
            m_probes[*kind] = probe;
    }
    /// Null if there is none of the kind of `source`.
    study::ProbePtr get(const std::string& source) const
    {
        const auto kind = study::probeKind(source);
        const std::scoped_lock lock(m_mutex);
        const auto found = kind ? m_probes.find(*kind) : m_probes.end();
        return found == m_probes.end() ? nullptr : found->second;
    }

private:
    mutable std::mutex m_mutex;
    std::map<study::ProbeKind, study::ProbePtr> m_probes;
};

} // namespace pleat::ui
