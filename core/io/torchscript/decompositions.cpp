// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript/decompositions.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/jit/api/compilation_unit.h>
#include <torch/csrc/jit/frontend/resolver.h>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/library.h>

#include <map>
#include <mutex>

namespace pleat::io {

namespace {

namespace jit = torch::jit;

// numel is a product of sizes, so that the widths among them become constants. The formulas are
// those of PyTorch's documentation of each operator. A boolean mask of scaled_dot_product_attention
// keeps what is True, those of the fused operators hide it.
constexpr const char* kSource = R"(
def scaled_dot_product_attention(query, key, value, attn_mask: Optional[Tensor], dropout_p: float,
                                 is_causal: bool, scale: Optional[float], enable_gqa: Optional[bool]):
    if enable_gqa is not None and enable_gqa:
        copies = query.size(-3) // key.size(-3)
        key = key.repeat_interleave(copies, -3)
        value = value.repeat_interleave(copies, -3)
    factor = 1.0 / float(query.size(-1)) ** 0.5
    if scale is not None:
        factor = scale
    scores = torch.matmul(query, key.transpose(-2, -1)) * factor
    if is_causal:
        seen = torch.ones([query.size(-2), key.size(-2)], dtype=11).tril()
        scores = scores.masked_fill(torch.logical_not(seen), float("-inf"))
    if attn_mask is not None:
        if attn_mask.dtype == 11:
            scores = scores.masked_fill(torch.logical_not(attn_mask), float("-inf"))
        else:
            scores = scores + attn_mask
    return torch.matmul(torch.softmax(scores, -1), value)

def _native_multi_head_attention(query, key, value, embed_dim: int, num_head: int, qkv_weight, qkv_bias,
                                 proj_weight, proj_bias, mask: Optional[Tensor], need_weights: bool,
                                 average_attn_weights: bool, mask_type: Optional[int]):
    if (query is key) and (key is value):
        q, k, v = torch.chunk(torch.linear(query, qkv_weight, qkv_bias), 3, -1)
    else:
        weights = torch.chunk(qkv_weight, 3)
        biases = torch.chunk(qkv_bias, 3)
        q = torch.linear(query, weights[0], biases[0])
        k = torch.linear(key, weights[1], biases[1])
        v = torch.linear(value, weights[2], biases[2])
    width = embed_dim // num_head
    q = q.reshape([q.size(0), q.size(1), num_head, width]).transpose(1, 2)
    k = k.reshape([k.size(0), k.size(1), num_head, width]).transpose(1, 2)
    v = v.reshape([v.size(0), v.size(1), num_head, width]).transpose(1, 2)
    scores = torch.matmul(q / (float(width) ** 0.5), k.transpose(-2, -1))
    if mask is not None:
        hidden = mask.to(11)
        if mask_type is not None and mask_type == 1:
            hidden = hidden.unsqueeze(1).unsqueeze(1)
        scores = scores.masked_fill(hidden, float("-inf"))
    attention = torch.softmax(scores, -1)
    heads = torch.matmul(attention, v).transpose(1, 2)
    joint = heads.reshape([heads.size(0), heads.size(1), embed_dim])
    if average_attn_weights:
        attention = attention.mean(1)
    return (torch.linear(joint, proj_weight, proj_bias), attention)

def _transformer_encoder_layer_fwd(src, embed_dim: int, num_heads: int, qkv_weight, qkv_bias, proj_weight,
                                   proj_bias, use_gelu: bool, norm_first: bool, eps: float, norm_weight_1,
                                   norm_bias_1, norm_weight_2, norm_bias_2, ffn_weight_1, ffn_bias_1,
                                   ffn_weight_2, ffn_bias_2, mask: Optional[Tensor], mask_type: Optional[int]):
    x = src
    if norm_first:
        x = torch.layer_norm(x, [embed_dim], norm_weight_1, norm_bias_1, eps)
    x = src + torch._native_multi_head_attention(x, x, x, embed_dim, num_heads, qkv_weight, qkv_bias,
                                                 proj_weight, proj_bias, mask, False, False, mask_type)[0]
    if not norm_first:
        x = torch.layer_norm(x, [embed_dim], norm_weight_1, norm_bias_1, eps)
    y = x
    if norm_first:
        y = torch.layer_norm(x, [embed_dim], norm_weight_2, norm_bias_2, eps)
    y = torch.linear(y, ffn_weight_1, ffn_bias_1)
    if use_gelu:
        y = torch.gelu(y)
    else:
        y = torch.relu(y)
    x = x + torch.linear(y, ffn_weight_2, ffn_bias_2)
    if not norm_first:
        x = torch.layer_norm(x, [embed_dim], norm_weight_2, norm_bias_2, eps)
    return x

def numel(x):
    count = 1
    for axis in range(x.dim()):
        count = count * x.size(axis)
    return count

def channel_shuffle(x, groups: int):
    blocks = x.reshape([x.size(0), groups, x.size(1) // groups, -1])
    return blocks.transpose(1, 2).reshape(x.size())
)";

constexpr const char* kNewerOperators[] = {
    "scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, "
    "float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> "
    "Tensor"};

using Functions = std::map<std::string, std::shared_ptr<jit::Graph>>;

Functions compiled()
{
    static jit::CompilationUnit unit; // owns the functions
    unit.define(c10::nullopt, kSource, jit::nativeResolver(), nullptr);
    Functions functions;
    for (const jit::Function* function : unit.get_functions()) {
        auto graph = jit::toGraphFunction(*const_cast<jit::Function*>(function)).graph()->copy();
        jit::Inline(*graph);
        functions["aten::" + function->name()] = std::move(graph);
    }
    functions["aten::native_channel_shuffle"] = functions.at("aten::channel_shuffle");
    return functions;
}

} // namespace

std::shared_ptr<jit::Graph> decomposition(const std::string& operatorName)
{
    static const Functions kFunctions = compiled();
    const auto found = kFunctions.find(operatorName);
    return found == kFunctions.end() ? nullptr : found->second;
}

void declareNewerOperators()
{
    static std::once_flag once;
    std::call_once(once, [] {
        // Not __FILE__, which may hold the folder of whoever built this.
        static torch::Library library(
            torch::Library::FRAGMENT, "aten", c10::nullopt, "decompositions.cpp", __LINE__);
        for (const char* schema : kNewerOperators) {
            const std::string text = schema;
            const std::string name = "aten::" + text.substr(0, text.find('('));
            if (!c10::Dispatcher::singleton().findSchema({name, ""}))
                library.def(schema);
        }
    });
}

} // namespace pleat::io
