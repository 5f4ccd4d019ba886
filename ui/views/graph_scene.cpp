// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/graph_scene.h"

#include "ui/plots/palettes.h"
#include "ui/session/core_text.h"
#include "ui/session/operator_kinds.h"
#include "ui/session/session.h"
#include "ui/session/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <set>

namespace pleat::ui {

namespace {

/// Where lupdate finds the texts of functions without a class.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(GraphScene)
};

QString lastPart(const std::string& path)
{
    return QString::fromStdString(path.substr(path.rfind('.') + 1));
}

/// "A", ..., "Z", "AA", ...
QString letterOf(int index)
{
    QString letters;
    for (int rest = index; rest >= 0; rest = rest / 26 - 1)
        letters.prepend(QChar(u'A' + rest % 26));
    return letters;
}

bool contains(const std::vector<int>& sorted, int value)
{
    return std::binary_search(sorted.begin(), sorted.end(), value);
}

QColor diverging(double value)
{
    const double place = (std::clamp(value, -1.0, 1.0) + 1) / 2 * (kScaleSteps - 1);
    return QColor(divergingColors()[static_cast<std::size_t>(std::lround(place))]);
}

/// Of WCAG 2.
double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

QString groupLine(const GraphGroup& group)
{
    const QString text =
        Texts::tr("Group %1: %2 of %3 channels").arg(group.name).arg(group.k).arg(group.channels);
    return group.frozen.isEmpty()
        ? text
        : text + QLatin1Char('\n') + Texts::tr("Frozen: %1").arg(group.frozen);
}

} // namespace

std::vector<GraphGroup> graphGroups(const Session& session)
{
    std::vector<GraphGroup> groups;
    int letters = 0;
    for (int g = 0; g < static_cast<int>(session.info().groups.size()); ++g) {
        const study::GroupInfo& info = session.info().groups[g];
        const int layers = static_cast<int>(info.layers.size());
        groups.push_back(
            {QString::fromStdString(info.name), layers > 1 ? letterOf(letters++) : QString(),
                info.channels, session.kOf(g), coreText(info.frozen), layers});
    }
    return groups;
}

const study::OutlineNode* GraphScene::nodeOf(const GraphBox& box) const
{
    return box.isBlock() ? nullptr : &outline->nodes[box.node];
}

QString GraphScene::titleOf(const GraphBox& box) const
{
    if (box.isBlock())
        return lastPart(outline->blocks[box.block].name);
    const study::OutlineNode& node = outline->nodes[box.node];
    return node.layer ? lastPart(node.name) : kindText(node.kind);
}

QString GraphScene::kindOf(const GraphBox& box) const
{
    if (box.isBlock())
        return Texts::tr("block of %1 nodes").arg(counts[box.block]);
    return kindText(outline->nodes[box.node].kind);
}

std::vector<int> GraphScene::groupsOf(int box) const
{
    if (!layout->boxes[box].isBlock())
        return outline->nodes[layout->boxes[box].node].groups;
    std::set<int> made;
    for (std::size_t n = 0; n < outline->nodes.size(); ++n) {
        if (layout->boxOf[n] == box && outline->nodes[n].layer)
            made.insert(outline->nodes[n].groups.begin(), outline->nodes[n].groups.end());
    }
    return {made.begin(), made.end()};
}

bool GraphScene::lit(int box) const
{
    if (selectedGroup < 0)
        return false;
    if (const study::OutlineNode* node = nodeOf(layout->boxes[box]))
        return contains(node->groups, selectedGroup);
    for (std::size_t n = 0; n < outline->nodes.size(); ++n) {
        if (layout->boxOf[n] == box && contains(outline->nodes[n].groups, selectedGroup))
            return true;
    }
    return false;
}

std::vector<int> GraphScene::railsOf(int box) const
{
    std::vector<int> rails;
    for (int group : groupsOf(box)) {
        if (!groups[group].letter.isEmpty() || group == selectedGroup)
            rails.push_back(group);
    }
    return rails;
}

QString GraphScene::railText(int group) const
{
    const QString& letter = groups[group].letter;
    return letter.isEmpty() ? QStringLiteral("g%1").arg(group) : letter;
}

bool GraphScene::matched(int box) const
{
    return std::any_of(
        matches.begin(), matches.end(), [&](int node) { return layout->boxOf[node] == box; });
}

std::optional<GraphScene::Value> GraphScene::valueOf(int box) const
{
    double sum = 0;
    int known = 0;
    bool previewed = false;
    for (int group : groupsOf(box)) {
        if (fill.number == GroupNumber::None || !fill.values[group])
            continue;
        sum += *fill.values[group];
        ++known;
        previewed = previewed || fill.previewed[group];
    }
    if (known == 0)
        return std::nullopt;
    const bool total = fill.number == GroupNumber::SavedParameters;
    const double value = total ? sum : sum / known;
    QString text = numberText(fill.number, value);
    if (previewed)
        text.prepend(QStringLiteral("≈ "));
    if (known > 1)
        text = (total ? Texts::tr("sum %1") : Texts::tr("mean %1")).arg(text);
    return Value{value, text};
}

bool GraphScene::frozen(int box) const
{
    const std::vector<int> made = groupsOf(box);
    return fill.number != GroupNumber::None && !made.empty()
        && std::all_of(
            made.begin(), made.end(), [&](int group) { return !groups[group].frozen.isEmpty(); });
}

QString GraphScene::toolTipOf(int index) const
{
    const GraphBox& box = layout->boxes[index];
    const study::OutlineNode* node = nodeOf(box);
    QStringList lines{
        QString::fromStdString(node ? node->name : outline->blocks[box.block].name), kindOf(box)};
    if (node) {
        lines += Texts::tr("Output: %1").arg(shapeText(node->shape));
        lines += Texts::tr("Parameters: %1").arg(countText(node->parameters));
    }
    const std::vector<int> made = groupsOf(index);
    constexpr std::size_t kMostLines = 6;
    for (std::size_t i = 0; i < std::min(made.size(), kMostLines); ++i)
        lines += groupLine(groups[made[i]]);
    if (made.size() > kMostLines)
        lines += Texts::tr("and %1 more groups").arg(made.size() - kMostLines);
    if (const auto value = valueOf(index))
        lines += QStringLiteral("%1: %2").arg(fillTitle(fill), value->text);
    return plainToolTip(lines.join(QLatin1Char('\n')));
}

QString fillTitle(const GroupNumbers& fill)
{
    const QString title = titleOf(fill.number);
    return fill.estimated ? Texts::tr("%1 (estimate)").arg(title) : title;
}

QString shapeText(const std::vector<std::int64_t>& shape)
{
    QStringList sizes;
    for (std::size_t axis = shape.size() > 1 ? 1 : 0; axis < shape.size(); ++axis)
        sizes += QString::number(shape[axis]);
    return sizes.join(QStringLiteral("×"));
}

QColor fillColor(const GroupNumbers& numbers, double value)
{
    if (numbers.number == GroupNumber::PredictedRatio
        || numbers.number == GroupNumber::MeasuredRatio)
        return diverging(value - 1);
    const double share = (value - numbers.low) / (numbers.high - numbers.low);
    const double dark = numbers.number == GroupNumber::Keep ? 1 - share : share;
    return diverging(0.85 * std::clamp(dark, 0.0, 1.0));
}

QColor textOn(const QColor& fill)
{
    const double light = luminance(fill);
    return (light + 0.05) * (light + 0.05) > 1.05 * 0.05 ? Qt::black : Qt::white;
}

QColor railColor(int group, bool dark)
{
    return clusterColor(group, dark);
}

} // namespace pleat::ui
