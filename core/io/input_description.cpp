// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/input_description.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <filesystem>
#include <sstream>

namespace fs = std::filesystem;
using nlohmann::json;

namespace pleat::io {

namespace {

constexpr const char* kFashionMnistFolder = "/usr/share/datasets/fashion-mnist";
constexpr double kLargestField = 4096;
constexpr double kLargestSize = 1 << 20;
constexpr std::int64_t kLargestInput = std::int64_t{1} << 31;

/// Nothing if the product of the sizes is more than any input can be.
std::optional<std::int64_t> elementCount(const std::vector<std::int64_t>& shape)
{
    std::int64_t count = 1;
    for (std::int64_t size : shape) {
        if (count > kLargestInput / size)
            return std::nullopt;
        count *= size;
    }
    return count;
}

Error wrong(const std::string& where, const std::string& field, const json& value,
    const std::string& allowed)
{
    return {ErrorCode::Unreadable,
        "\"" + field + "\" is " + describeJson(value) + ", but must be " + allowed, where,
        "correct the file"};
}

bool isWithin(const json& value, double lowest, double highest)
{
    return value.is_number() && value.get<double>() >= lowest && value.get<double>() <= highest;
}

bool isNumberOrList(const json& value)
{
    if (!value.is_array())
        return value.is_number();
    for (const json& item : value) {
        if (!item.is_number())
            return false;
    }
    return true;
}

template <typename Number>
std::vector<Number> numbers(const json& value)
{
    return value.is_array() ? value.get<std::vector<Number>>()
                            : std::vector<Number>{value.get<Number>()};
}

/// "inputs": a list of shapes, each with its batch axis.
Result<void> checkInputs(const json& object, const std::string& where)
{
    const json inputs = object.value("inputs", json::array());
    bool good = inputs.is_array();
    for (std::size_t i = 0; good && i < inputs.size(); ++i) {
        good = inputs[i].is_array() && inputs[i].size() >= 2;
        for (std::size_t axis = 0; good && axis < inputs[i].size(); ++axis)
            good = isWithin(inputs[i][axis], 1, kLargestSize);
        good = good && elementCount(numbers<std::int64_t>(inputs[i]));
    }
    if (!good)
        return wrong(where, "inputs", inputs, "a list of shapes such as [[1, 3, 8, 8], [1, 10]]");
    return {};
}

Result<void> checkFields(const json& object, const std::string& where)
{
    if (!object.is_object())
        return Error{ErrorCode::Unreadable, "not a JSON object", where, "correct the file"};
    for (const char* field :
        {"shape", "resize", "crop", "mean", "std", "pad", "channels", "tested"}) {
        if (object.contains(field) && !isNumberOrList(object[field]))
            return wrong(where, field, object[field], "a number or a list of numbers");
    }
    for (const char* field : {"pad", "channels"}) {
        if (object.contains(field) && !isWithin(object[field], 0, kLargestField))
            return wrong(where, field, object[field], "a number from 0 to 4096");
    }
    if (object.contains("tested") && !isWithin(object["tested"], 0, 1))
        return wrong(where, "tested", object["tested"], "an accuracy from 0 to 1");
    for (const char* field : {"shape", "resize", "crop"}) {
        for (const json& size : object.contains(field) ? object[field] : json::array()) {
            if (!isWithin(size, 1, kLargestSize))
                return wrong(where, field, object[field], "sizes from 1 to 1048576");
        }
    }
    if (auto inputs = checkInputs(object, where); !inputs)
        return inputs.error();
    if (object.contains("data") && !object["data"].is_string())
        return wrong(where, "data", object["data"], "a path or \"fashion-mnist\"");
    if (object.contains("classes") && !object["classes"].is_array())
        return wrong(where, "classes", object["classes"], "a list of names");
    return {};
}

/// "resize" and "crop": a list of two sizes, or one number, as torchvision's transforms take them.
Result<void> readFraming(const json& object, const std::string& where, InputDescription& result)
{
    const json resize = object.value("resize", json::array());
    result.resize = numbers<std::int64_t>(resize);
    if (resize.is_array() && !resize.empty() && resize.size() != 2)
        return wrong(
            where, "resize", resize, "[height, width], or one number for the shorter side");
    const json crop = object.value("crop", json::array());
    result.crop = numbers<std::int64_t>(crop);
    if (crop.is_array() && !crop.empty() && crop.size() != 2)
        return wrong(where, "crop", crop, "[height, width], or one number for both");
    if (crop.is_number())
        result.crop.push_back(result.crop.front());
    return {};
}

} // namespace

Result<InputDescription> inputDescriptionFromJson(const std::string& text, const std::string& where)
{
    const json object = parseJson(text);
    if (auto checked = checkFields(object, where); !checked)
        return checked.error();
    InputDescription result;
    if (object.contains("shape"))
        result.shape = numbers<std::int64_t>(object["shape"]);
    if (!elementCount(result.shape))
        return wrong(where, "shape", object["shape"], "a shape of at most 2^31 elements");
    for (const json& shape : object.value("inputs", json::array()))
        result.inputs.push_back(numbers<std::int64_t>(shape));
    if (auto framed = readFraming(object, where, result); !framed)
        return framed.error();
    result.pad = object.value("pad", std::int64_t{0});
    result.channels = object.value("channels", std::int64_t{0});
    if (object.contains("mean"))
        result.mean = numbers<double>(object["mean"]);
    if (object.contains("std"))
        result.std = numbers<double>(object["std"]);
    for (const char* field : {"mean", "std"}) {
        const std::size_t count = field[0] == 'm' ? result.mean.size() : result.std.size();
        const bool perChannel =
            !result.shape.empty() && count == static_cast<std::size_t>(result.shape[0]);
        if (count != 1 && !perChannel)
            return wrong(
                where, field, object[field], "one number, or one per channel of \"shape\"");
    }
    for (double deviation : result.std) {
        if (!(deviation > 0))
            return wrong(where, "std", object["std"], "positive");
    }
    if (object.contains("classes")) {
        for (const json& name : object["classes"])
            result.classes.push_back(
                name.is_string() ? name.get<std::string>() : describeJson(name));
    }
    result.data = object.value("data", "");
    result.tested = object.value("tested", -1.0);
    return result;
}

std::string toJson(const InputDescription& description)
{
    nlohmann::ordered_json object;
    object["shape"] = description.shape;
    if (!description.inputs.empty())
        object["inputs"] = description.inputs;
    if (description.resize.size() == 1)
        object["resize"] = description.resize.front();
    else if (!description.resize.empty())
        object["resize"] = description.resize;
    if (!description.crop.empty())
        object["crop"] = description.crop;
    if (description.pad)
        object["pad"] = description.pad;
    if (description.channels)
        object["channels"] = description.channels;
    object["mean"] = description.mean;
    object["std"] = description.std;
    if (!description.classes.empty())
        object["classes"] = description.classes;
    if (!description.data.empty())
        object["data"] = description.data;
    return object.dump(2) + "\n";
}

Result<std::optional<InputDescription>> inputDescriptionBeside(const std::string& modelPath)
{
    const fs::path model(modelPath);
    for (const fs::path& candidate : {model.parent_path() / (model.stem().string() + ".input.json"),
             model.parent_path() / "input.json"}) {
        std::error_code failure;
        if (!fs::is_regular_file(candidate, failure))
            continue;
        auto text = readFile(candidate.string());
        if (!text)
            return text.error();
        auto description = inputDescriptionFromJson(*text, candidate.string());
        if (!description)
            return description.error();
        return std::optional(std::move(*description));
    }
    return std::optional<InputDescription>{};
}

Result<std::vector<std::vector<std::int64_t>>> parseShapes(const std::string& text)
{
    const Error wrongShape{ErrorCode::Usage, "\"" + text + "\" is not a list of shapes", "--input",
        "write batch, channels, height and width, as in 1x3x32x32; several inputs: 1x3x32x32,1x10"};
    std::vector<std::vector<std::int64_t>> shapes;
    std::istringstream list(text);
    for (std::string shape; std::getline(list, shape, ',');) {
        std::istringstream sizes(shape);
        shapes.emplace_back();
        for (std::string size; std::getline(sizes, size, 'x');) {
            std::int64_t number = 0;
            const auto [end, failure] =
                std::from_chars(size.data(), size.data() + size.size(), number);
            if (failure != std::errc{} || end != size.data() + size.size() || number < 1
                || number > 1 << 20)
                return wrongShape;
            shapes.back().push_back(number);
        }
        if (shapes.back().size() < 2 || !elementCount(shapes.back()))
            return wrongShape;
    }
    if (shapes.empty())
        return wrongShape;
    return shapes;
}

std::string resolveDataPath(const std::string& data, const std::string& modelPath)
{
    if (data.empty())
        return {};
    if (data == "fashion-mnist")
        return kFashionMnistFolder;
    return fs::path(data).is_absolute() ? data
                                        : (fs::path(modelPath).parent_path() / data).string();
}

} // namespace pleat::io
