// SPDX-License-Identifier: GPL-3.0-or-later
// Session: the repair of the plan, and the probe that it looks at.
#include "ui/session/session.h"

#include "ui/session/repair_text.h"

#include <algorithm>
#include <utility>

namespace pleat::ui {

void Session::setRepair(const QString& method)
{
    fold::Plan after = m_plan;
    after.repair = method.toStdString();
    after.probe = probeFor(after.repair);
    push(
        after, [repair = after.repair] { return tr("repair %1").arg(repairTitle(repair)); },
        Gesture::Begin);
}

std::string Session::probeFor(const std::string& repair) const
{
    if (!study::repairNeedsProbe(repair))
        return {};
    return m_plan.probe.empty() ? m_lastSource : m_plan.probe;
}

bool Session::needsProbe() const
{
    return hasModel() && study::repairNeedsProbe(m_plan.repair);
}

void Session::setProbe(const std::string& source)
{
    if (!needsProbe())
        return;
    m_lastSource = source;
    fold::Plan after = m_plan;
    after.probe = source;
    push(
        after, [source] { return tr("probe %1").arg(probeTitle(source)); }, Gesture::Begin);
}

std::int64_t Session::probeCount() const
{
    return study::probeRequest(m_plan).samples;
}

void Session::setProbeCount(std::int64_t count, Gesture gesture)
{
    if (!needsProbe())
        return;
    fold::Plan after = m_plan;
    (after.probe == "inversion" ? after.images : after.samples) = std::max<std::int64_t>(1, count);
    push(
        after, [count] { return tr("probe of %1 images").arg(count); }, gesture);
}

void Session::holdProbe(study::ProbePtr probe, study::Pictures pictures)
{
    const auto kind = study::probeKind(probe->info().request.source);
    if (!kind)
        return;
    m_probes[*kind] = {std::move(probe), std::move(pictures)};
    Q_EMIT probeChanged();
}

const Session::HeldProbe* Session::heldProbe() const
{
    const auto kind = study::probeKind(m_plan.probe);
    const auto found = kind ? m_probes.find(*kind) : m_probes.end();
    return found == m_probes.end() ? nullptr : &found->second;
}

study::ProbePtr Session::fittingProbe() const
{
    const HeldProbe* held = heldProbe();
    const bool fitting = held && study::fits(*held->probe, study::probeRequest(m_plan), *m_model);
    return fitting ? held->probe : nullptr;
}

} // namespace pleat::ui
