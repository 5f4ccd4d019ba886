// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/text_parts.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue_inl.h>
#include <ATen/core/jit_type.h>
#include <c10/core/Device.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <utility>

namespace pleat::graph {

namespace {

constexpr std::int64_t kMostAxes = 64; // of LibTorch

const std::vector<std::pair<std::string, c10::TypePtr>>& baseTypes()
{
    static const std::vector<std::pair<std::string, c10::TypePtr>> kTypes = {
        {"Tensor", c10::TensorType::get()},
        {"int", c10::IntType::get()},
        {"float", c10::FloatType::get()},
        {"bool", c10::BoolType::get()},
        {"str", c10::StringType::get()},
        {"Scalar", c10::NumberType::get()},
        {"Device", c10::DeviceObjType::get()},
        {"NoneType", c10::NoneType::get()},
        {"Any", c10::AnyType::get()},
    };
    return kTypes;
}

const std::vector<std::pair<std::string, at::ScalarType>>& dtypes()
{
    static const std::vector<std::pair<std::string, at::ScalarType>> kTypes = {
        {"float32", at::kFloat},
        {"float64", at::kDouble},
        {"float16", at::kHalf},
        {"bfloat16", at::kBFloat16},
        {"int8", at::kChar},
        {"int16", at::kShort},
        {"int32", at::kInt},
        {"int64", at::kLong},
        {"uint8", at::kByte},
        {"bool", at::kBool},
    };
    return kTypes;
}

template <typename Table>
auto entryCalled(const Table& table, std::string_view name)
{
    return std::find_if(
        table.begin(), table.end(), [name](const auto& entry) { return entry.first == name; });
}

bool isReserved(std::string_view word)
{
    static const std::vector<std::string> kWords = {
        "None", "True", "False", "inf", "nan", "tensor", "device", "Tuple"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end()
        || entryCalled(baseTypes(), word) != baseTypes().end();
}

/// An int if it has digits only, else a float.
bool hasDigitsOnly(std::string_view word)
{
    word.remove_prefix(word.starts_with('-') ? 1 : 0);
    return !word.empty()
        && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<double> asFloat(std::string_view word)
{
    double number = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (failure != std::errc() || end != word.data() + word.size())
        return std::nullopt;
    return number;
}

/// The shortest text that gives the same number again, never one of an int.
std::string floatText(double number)
{
    if (number != number)
        return "nan"; // of either sign
    char buffer[32];
    const auto written = std::to_chars(buffer, buffer + sizeof buffer, number);
    const std::string text(buffer, written.ptr);
    return hasDigitsOnly(text) ? text + ".0" : text;
}

std::string tensorText(const at::Tensor& tensor)
{
    if (!tensor.defined())
        return "tensor(None)";
    const std::string type = dtypeText(tensor.scalar_type());
    if (tensor.dim() > 0)
        return "tensor(" + shapeText(tensor.sizes()) + ", " + type + ")";
    const c10::Scalar item = tensor.item();
    return "tensor(" + constantText(c10::IValue(item)) + ", " + type + ")";
}

template <typename Items>
std::string joined(const Items& items, char open, char close)
{
    std::string text(1, open);
    for (const c10::IValue& item : items)
        text += (text.size() == 1 ? "" : ", ") + constantText(item);
    return text + close;
}

/// Without a type where the items show it.
std::string listText(const c10::IValue& constant)
{
    const c10::TypePtr type = constant.toList().elementType();
    const c10::List<c10::IValue> list = constant.toList();
    const bool shown = list.size() > 0
        && (type->kind() == c10::TypeKind::IntType || type->kind() == c10::TypeKind::FloatType
            || type->kind() == c10::TypeKind::BoolType
            || type->kind() == c10::TypeKind::StringType);
    return (shown ? "" : typeText(type)) + joined(list.vec(), '[', ']');
}

c10::TypePtr readBaseType(TextScanner& scanner, int depth);

void checkDepth(TextScanner& scanner, int depth)
{
    if (depth > kDeepestText)
        scanner.failAt(
            scanner.position(), "the type is nested deeper than " + std::to_string(kDeepestText));
}

c10::TypePtr readTypeAt(TextScanner& scanner, bool beforeList, int depth)
{
    checkDepth(scanner, depth);
    c10::TypePtr type = readBaseType(scanner, depth);
    for (;; checkDepth(scanner, ++depth)) {
        const std::size_t position = scanner.position();
        if (scanner.accept("?")) {
            type = c10::OptionalType::create(type);
        } else if (scanner.accept("[") && scanner.accept("]")
            && (!beforeList || scanner.startsWith("[") || scanner.startsWith("{")
                || scanner.startsWith("?"))) {
            type = c10::ListType::create(type);
        } else {
            scanner.returnTo(position);
            return type;
        }
    }
}

c10::TypePtr readBaseType(TextScanner& scanner, int depth)
{
    if (scanner.acceptWord("Tuple")) {
        std::vector<c10::TypePtr> items;
        scanner.expect("(");
        while (!scanner.accept(")")) {
            if (!items.empty())
                scanner.expect(",");
            items.push_back(readTypeAt(scanner, false, depth + 1));
        }
        return c10::TupleType::create(std::move(items));
    }
    const auto found = entryCalled(baseTypes(), scanner.peekWord());
    if (found == baseTypes().end()) {
        std::string names = "a type: Tuple";
        for (const auto& entry : baseTypes())
            names += ", " + entry.first;
        scanner.fail(names);
    }
    scanner.word("");
    return found->second;
}

} // namespace

std::string nameText(const std::string& name)
{
    const bool plain = isWord(name) && !isReserved(name) && !hasDigitsOnly(name) && !asFloat(name)
        && !name.starts_with('-') && !name.starts_with('+');
    return plain ? name : delimited(name, '`', '`');
}

std::string readName(TextScanner& scanner, const std::string& allowed)
{
    return scanner.startsWith("`") ? scanner.text('`', '`') : std::string(scanner.word(allowed));
}

std::string typeText(const c10::TypePtr& type)
{
    if (type->kind() == c10::TypeKind::ListType)
        return typeText(type->containedType(0)) + "[]";
    if (type->kind() == c10::TypeKind::OptionalType)
        return typeText(type->expectRef<c10::OptionalType>().getElementType()) + "?";
    if (type->kind() == c10::TypeKind::TupleType) {
        std::string items;
        for (const c10::TypePtr& item : type->containedTypes())
            items += (items.empty() ? "" : ", ") + typeText(item);
        return "Tuple(" + items + ")";
    }
    for (const auto& [name, base] : baseTypes()) {
        if (base->kind() == type->kind())
            return name;
    }
    return "<" + type->str() + ">";
}

bool startsType(TextScanner& scanner)
{
    const std::string_view word = scanner.peekWord();
    return word == "Tuple" || entryCalled(baseTypes(), word) != baseTypes().end();
}

c10::TypePtr readType(TextScanner& scanner, bool beforeList)
{
    return readTypeAt(scanner, beforeList, 0);
}

std::string dtypeText(at::ScalarType type)
{
    for (const auto& [name, known] : dtypes()) {
        if (known == type)
            return name;
    }
    return c10::toString(type);
}

at::ScalarType readDtype(TextScanner& scanner)
{
    const auto found = entryCalled(dtypes(), scanner.peekWord());
    if (found == dtypes().end()) {
        std::string names;
        for (const auto& entry : dtypes())
            names += (names.empty() ? "" : ", ") + entry.first;
        scanner.fail(names);
    }
    scanner.word("");
    return found->second;
}

std::string shapeText(c10::IntArrayRef shape)
{
    std::string text;
    for (std::int64_t extent : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(extent);
    return "[" + text + "]";
}

std::vector<std::int64_t> readShape(TextScanner& scanner, std::int64_t most)
{
    const std::size_t position = scanner.position();
    std::vector<std::int64_t> shape;
    std::int64_t elements = 1;
    scanner.expect("[");
    while (!scanner.accept("]")) {
        if (!shape.empty())
            scanner.expect(",");
        shape.push_back(scanner.integer("an extent from 0 to " + std::to_string(most), 0, most));
        const std::int64_t factor = std::max<std::int64_t>(1, shape.back());
        if (elements > most / factor)
            scanner.failAt(
                position, "the shape has too many elements, allowed are " + std::to_string(most));
        elements *= factor;
        if (shape.size() > kMostAxes)
            scanner.failAt(
                position, "the shape has too many axes, allowed are " + std::to_string(kMostAxes));
    }
    return shape;
}

std::string constantText(const c10::IValue& constant)
{
    if (constant.isNone())
        return "None";
    if (constant.isBool())
        return constant.toBool() ? "True" : "False";
    if (constant.isInt())
        return std::to_string(constant.toInt());
    if (constant.isDouble())
        return floatText(constant.toDouble());
    if (constant.isString())
        return delimited(constant.toStringRef(), '"', '"');
    if (constant.isDevice())
        return "device(" + delimited(constant.toDevice().str(), '"', '"') + ")";
    if (constant.isTensor())
        return tensorText(constant.toTensor());
    if (constant.isTuple())
        return joined(constant.toTupleRef().elements().vec(), '(', ')');
    if (constant.isList())
        return listText(constant);
    return "<" + constant.tagKind() + ">";
}

std::optional<c10::IValue> readScalar(TextScanner& scanner)
{
    if (scanner.startsWith("\""))
        return c10::IValue(scanner.text('"', '"'));
    if (scanner.acceptWord("None"))
        return c10::IValue();
    for (const bool truth : {true, false}) {
        if (scanner.acceptWord(truth ? "True" : "False"))
            return c10::IValue(truth);
    }
    using Limits = std::numeric_limits<std::int64_t>;
    if (hasDigitsOnly(scanner.peekWord()))
        return c10::IValue(scanner.integer("an int of 64 bits", Limits::min(), Limits::max()));
    if (const auto number = asFloat(scanner.peekWord())) {
        scanner.word("");
        return c10::IValue(*number);
    }
    if (!scanner.acceptWord("device"))
        return std::nullopt;
    scanner.expect("(");
    const std::size_t position = scanner.position();
    const std::string name = scanner.text('"', '"');
    scanner.expect(")");
    try {
        return c10::IValue(c10::Device(name));
    } catch (const c10::Error&) {
        scanner.failAt(position, "no device " + name + ", allowed is as in \"cpu\" or \"cuda:0\"");
    }
}

} // namespace pleat::graph
