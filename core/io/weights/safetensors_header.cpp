// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/safetensors_header.h"

#include "core/io/weights/json_visitor.h"
#include "core/io/weights/safetensors.h"

#include <limits>

namespace pleat::io {

namespace {

constexpr std::size_t kMostAxes = 64; // as in graphs; a shape of millions of ones takes memory

class HeaderVisitor : public JsonVisitor
{
public:
    SafetensorsHeader header;

private:
    void onScalar(const Place& place, JsonScalar value) override;
    void onBegin(const Place& place, bool isObject) override;
    void onEnd(const Place& place) override;

    void onField(const std::string& field, JsonScalar value);
    void onItem(const std::string& field, const JsonScalar& value);
    void refuseTensor(const std::string& what);

    bool m_hasType = false, m_hasShape = false;
    std::vector<std::uint64_t> m_offsets;
};

bool isMetadata(const std::vector<std::string>& place)
{
    return place[0] == kSafetensorsMetadata;
}

void HeaderVisitor::refuseTensor(const std::string& what)
{
    refuse(printableName(header.entries.back().name) + ": " + what);
}

void HeaderVisitor::onBegin(const Place& place, bool isObject)
{
    if (place.size() < 2) {
        if (!isObject)
            return refuse(place.empty() ? "it is a list, not an object"
                                        : printableName(place[0]) + ": a list, not an object");
        if (place.size() == 1 && !isMetadata(place)) {
            header.entries.push_back({place[0], {}, {}, 0, 0});
            m_hasType = m_hasShape = false;
            m_offsets.clear();
        }
        return;
    }
    if (isMetadata(place))
        return refuse("__metadata__: \"" + printableName(place[1]) + "\" must be a string");
    if (place.size() > 2 || isObject || (place[1] != "shape" && place[1] != "data_offsets"))
        return refuseTensor("\"" + printableName(place[1])
            + "\" holds a list or an object that the format does not know");
    m_hasShape |= place[1] == "shape";
}

void HeaderVisitor::onScalar(const Place& place, JsonScalar value)
{
    if (place.empty())
        return refuse("it is " + value.text + ", not an object");
    if (place.size() == 1)
        return refuse(printableName(place[0]) + ": " + value.text + ", not an object");
    if (!isMetadata(place))
        return place.size() == 2 ? onField(place[1], std::move(value)) : onItem(place[1], value);
    if (!value.string)
        return refuse("__metadata__: \"" + printableName(place[1]) + "\" is " + value.text
            + ", but must be a string");
    if (place[1] == kSafetensorsDescription)
        header.description = std::move(*value.string);
    else if (place[1] == kSafetensorsFramework)
        header.framework = std::move(*value.string);
}

void HeaderVisitor::onField(const std::string& field, JsonScalar value)
{
    if (field == "shape" || field == "data_offsets")
        return refuseTensor(
            "\"" + field + "\" is " + value.text + ", but must be a list of numbers");
    if (field != "dtype")
        return refuseTensor("\"" + printableName(field)
            + "\" is unknown; allowed are \"dtype\", \"shape\" and \"data_offsets\"");
    if (!value.string)
        return refuseTensor(
            "\"dtype\" is " + value.text + ", but must be a string such as \"F32\"");
    header.entries.back().type = std::move(*value.string);
    m_hasType = true;
}

void HeaderVisitor::onItem(const std::string& field, const JsonScalar& value)
{
    constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max();
    if (!value.number || *value.number > kLargest)
        return refuseTensor("\"" + field + "\" holds " + value.text
            + ", but must hold whole numbers from 0 to 2^63 - 1");
    std::vector<std::int64_t>& shape = header.entries.back().shape;
    if (field == "shape")
        shape.push_back(static_cast<std::int64_t>(*value.number));
    else
        m_offsets.push_back(*value.number);
    if (shape.size() > kMostAxes)
        refuseTensor("its shape has more than " + std::to_string(kMostAxes) + " axes");
    if (m_offsets.size() > 2)
        refuseTensor("\"data_offsets\" holds more than a beginning and an end");
}

void HeaderVisitor::onEnd(const Place& place)
{
    if (place.size() != 1 || isMetadata(place))
        return;
    if (!m_hasType || !m_hasShape)
        return refuseTensor(std::string("it has no \"") + (m_hasType ? "shape" : "dtype") + "\"");
    if (m_offsets.size() != 2)
        return refuseTensor("\"data_offsets\" must be a beginning and an end");
    header.entries.back().begin_bytes = m_offsets[0];
    header.entries.back().end_bytes = m_offsets[1];
}

} // namespace

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json, const std::string& where)
{
    HeaderVisitor visitor;
    if (const std::string reason = visitor.visit(json); !reason.empty())
        return Error{ErrorCode::Unreadable, "the header is damaged: " + reason, where,
            "copy or download the file again"};
    return std::move(visitor.header);
}

} // namespace pleat::io
