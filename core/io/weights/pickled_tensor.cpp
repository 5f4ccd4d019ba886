// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/pickled_tensor.h"

#include <iterator>

namespace pleat::io {

namespace {

/// In the order of ElementType.
constexpr std::string_view kStorageClasses[] = {"DoubleStorage", "FloatStorage", "HalfStorage",
    "BFloat16Storage", "LongStorage", "IntStorage", "ShortStorage", "CharStorage", "ByteStorage",
    "BoolStorage"};

constexpr std::string_view kRebuild = "torch._utils._rebuild_";
constexpr std::string_view kParameterClass = "torch.nn.parameter.Parameter";
constexpr std::string_view kFromType = "torch._tensor._rebuild_from_type_v2";
/// A Parameter of a Parameter of ... is never deeper.
constexpr int kDeepestWrapper = 4;
/// More than any weight has; a small file may give millions of names to one tensor.
constexpr std::size_t kMostAxes = 16;

/// What cannot be read, by a part of the function's or the storage's name, and the Python that
/// makes it readable.
struct Unreadable
{
    std::string_view part, what, python;
};
constexpr Unreadable kUnreadable[] = {
    {"_rebuild_qtensor", "it is quantised", "save the network before it is quantised"},
    {"QInt", "it is quantised", "save the network before it is quantised"},
    {"QUInt", "it is quantised", "save the network before it is quantised"},
    {"_rebuild_sparse", "it is sparse", "in Python, save tensor.to_dense() instead"},
    {"_rebuild_meta", "it is on the meta device and has no values", "save the loaded network"},
    {"_rebuild_nested", "it is nested", "in Python, save tensor.to_padded_tensor(0) instead"},
    {"_from_numpy", "it is of a device that saves no storages",
        "in Python, save tensor.cpu() instead"},
    {"_rebuild_xla", "it is of a device that saves no storages",
        "in Python, save tensor.cpu() instead"},
    {"_rebuild_tensor_v3", "it has a type that PyTorch 1.13 does not know",
        "in Python, save tensor.float() instead"},
    {"Complex", "it is complex", "in Python, save torch.view_as_real(tensor) instead"},
};

struct ElementSize
{
    std::string_view storageClass;
    std::int64_t size_bytes;
};
constexpr ElementSize kOtherSizes[] = {{"ComplexFloatStorage", 8}, {"ComplexDoubleStorage", 16},
    {"QInt8Storage", 1}, {"QUInt8Storage", 1}, {"QInt32Storage", 4}, {"UntypedStorage", 1}};

/// "FloatStorage" of "torch.FloatStorage" and "torch.cuda.FloatStorage"; empty for other modules.
std::string_view storageName(std::string_view className)
{
    return className.starts_with("torch.") ? className.substr(className.rfind('.') + 1)
                                           : std::string_view{};
}

std::optional<ElementType> elementTypeOf(std::string_view className)
{
    for (std::size_t i = 0; i < std::size(kStorageClasses); ++i) {
        if (storageName(className) == kStorageClasses[i])
            return static_cast<ElementType>(i);
    }
    return std::nullopt;
}

struct Reader
{
    const Pickle& pickle;
    const std::string& name;
    const std::string& where;

    const PickleNode& node(PickleId id) const { return pickle.nodes[id]; }
    Error damaged(const std::string& what) const
    {
        return {ErrorCode::Unreadable, name + ": " + what, where,
            "the file is damaged or was made by hand; save it again"};
    }
    Error unsupported(const std::string& of) const
    {
        for (const Unreadable& reason : kUnreadable) {
            if (of.find(reason.part) != std::string::npos)
                return {ErrorCode::Unsupported, name + " (" + of + "): " + std::string(reason.what),
                    where, std::string(reason.python)};
        }
        return {ErrorCode::Unsupported, name + " is of an unknown kind (" + of + ")", where,
            "in Python, save tensor.float() instead"};
    }

    /// Sizes or strides: a tuple of integers, or a torch.Size made of one.
    std::optional<std::vector<std::int64_t>> integers(PickleId id) const;
    Result<void> readStorage(PickleId id, PickledTensor& tensor) const;
};

std::optional<std::vector<std::int64_t>> Reader::integers(PickleId id) const
{
    const PickleNode* list = &node(id);
    if (list->kind == PickleKind::Object && className(pickle, id) == "torch.Size") {
        const auto arguments = node(list->items()[1]).items();
        if (arguments.size() != 1)
            return std::nullopt;
        list = &node(arguments[0]);
    }
    const bool isList = list->kind == PickleKind::Tuple || list->kind == PickleKind::List;
    if (!isList || list->items().size() > kMostAxes)
        return std::nullopt;
    std::vector<std::int64_t> result;
    for (PickleId item : list->items()) {
        if (node(item).kind != PickleKind::Int)
            return std::nullopt;
        result.push_back(node(item).integer());
    }
    return result;
}

/// ("storage", its class, key, device, elements); where it lay does not matter, unless it lay
/// nowhere.
Result<void> Reader::readStorage(PickleId id, PickledTensor& tensor) const
{
    if (node(id).kind != PickleKind::Persistent)
        return damaged("it has no storage");
    const auto parts = node(node(id).items()[0]).items();
    if (parts.size() < 5 || node(parts[0]).text() != "storage"
        || node(parts[1]).kind != PickleKind::Class || node(parts[2]).kind != PickleKind::Text
        || node(parts[4]).kind != PickleKind::Int || node(parts[4]).integer() < 0)
        return damaged("its storage is not described as PyTorch does");
    const std::string storageClass = className(pickle, parts[1]);
    if (node(parts[3]).text() == "meta")
        return unsupported("torch._utils._rebuild_meta_tensor");
    const auto type = elementTypeOf(storageClass);
    if (!type)
        return unsupported(storageClass);
    tensor.storage = node(parts[2]).text();
    tensor.type = *type;
    if (__builtin_mul_overflow(
            node(parts[4]).integer(), elementSize_bytes(*type), &tensor.storage_bytes))
        return damaged("its storage is impossibly large");
    return {};
}

} // namespace

std::string_view storageClassName(ElementType type)
{
    return kStorageClasses[static_cast<int>(type)];
}

std::optional<std::int64_t> storageElementSize_bytes(std::string_view className)
{
    if (const auto type = elementTypeOf(className))
        return elementSize_bytes(*type);
    for (const ElementSize& other : kOtherSizes) {
        if (storageName(className) == other.storageClass)
            return other.size_bytes;
    }
    return std::nullopt;
}

std::optional<TensorCall> tensorCall(const Pickle& pickle, PickleId id)
{
    for (int depth = 0; depth < kDeepestWrapper; ++depth) {
        const PickleNode& node = pickle.nodes[id];
        if (node.kind != PickleKind::Object)
            return std::nullopt;
        std::string function = className(pickle, id);
        const auto arguments = pickle.nodes[node.items()[1]].items();
        const bool isParameter = function == kParameterClass
            || function == std::string(kRebuild) + "parameter"
            || function == std::string(kRebuild) + "parameter_with_state";
        // A subclass of Tensor, or one with attributes: (function, class, arguments, state).
        if (function == kFromType && arguments.size() >= 3)
            return TensorCall{className(pickle, arguments[0]), arguments[2]};
        if (!isParameter)
            return function.starts_with(kRebuild)
                ? std::optional(TensorCall{std::move(function), node.items()[1]})
                : std::nullopt;
        if (arguments.empty())
            return std::nullopt;
        id = arguments[0];
    }
    return std::nullopt;
}

Result<PickledTensor> readPickledTensor(
    const Pickle& pickle, const TensorCall& call, const std::string& name, const std::string& where)
{
    const Reader reader{pickle, name, where};
    const std::string_view function =
        std::string_view(call.function).substr(call.function.rfind('.') + 1);
    const bool isNewest = function == "_rebuild_tensor_v2";
    if (!isNewest && function != "_rebuild_tensor")
        return reader.unsupported(call.function);
    const auto arguments = pickle.nodes[call.arguments].items();
    if (arguments.size() < 4)
        return reader.damaged("it is not described as PyTorch does");
    PickledTensor tensor;
    if (auto read = reader.readStorage(arguments[0], tensor); !read)
        return read.error();
    const auto shape = reader.integers(arguments[2]);
    const auto strides = reader.integers(arguments[3]);
    if (!shape || !strides || reader.node(arguments[1]).kind != PickleKind::Int)
        return reader.damaged(
            "its offset is no integer, or its sizes and strides are no lists of at most 16");
    // (..., requires_grad, hooks, {"conj": ..., "neg": ...})
    if (isNewest && arguments.size() > 6 && !reader.node(arguments[6]).pairs().empty())
        return Error{ErrorCode::Unsupported, name + " is a view that negates or conjugates", where,
            "in Python, save tensor.resolve_neg().resolve_conj() instead"};
    tensor.shape = *shape;
    tensor.strides = *strides;
    tensor.offset = reader.node(arguments[1]).integer();
    return tensor;
}

} // namespace pleat::io
