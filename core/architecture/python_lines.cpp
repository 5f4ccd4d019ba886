// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/architecture/python_lines.h"

namespace pleat::architecture {

namespace {

constexpr const char* kWidths = R"PY(
for name, value in weights.items():  # every module gets the widths of the file
    path, _, leaf = name.rpartition(".")
    module = net.get_submodule(path)
    old = getattr(module, leaf)
    new = old.new_empty(value.shape)
    setattr(module, leaf, nn.Parameter(new) if isinstance(old, nn.Parameter) else new)
for module in net.modules():
    if isinstance(module, (nn.Conv1d, nn.Conv2d, nn.Conv3d)):
        outputs, reads = module.weight.shape[:2]
        if module.groups > 1:
            module.groups = module.groups * outputs // module.out_channels
        module.in_channels, module.out_channels = reads * module.groups, outputs
    elif isinstance(module, nn.Linear):
        module.out_features, module.in_features = module.weight.shape
    elif isinstance(module, nn.modules.batchnorm._BatchNorm):
        module.num_features = len(module.running_mean)
)PY";

constexpr const char* kGroupNorm = R"PY(    elif isinstance(module, nn.GroupNorm):
        module.num_groups = module.num_groups * len(module.weight) // module.num_channels
        module.num_channels = len(module.weight)
)PY";

constexpr const char* kAttention = R"PY(

class FoldedAttention(nn.Module):  # nn.MultiheadAttention with fewer heads or narrower values
    def __init__(self, old):
        super().__init__()
        self.in_proj_weight, self.in_proj_bias, self.out_proj = old.in_proj_weight, old.in_proj_bias, old.out_proj
        self.width = old.embed_dim // old.num_heads  # of a query and a key

    def forward(self, query, key, value, need_weights=False):
        joint = nn.functional.linear(query, self.in_proj_weight, self.in_proj_bias)
        values = self.out_proj.weight.shape[1]
        keys = (joint.shape[-1] - values) // 2
        q, k, v = (part.unflatten(-1, (keys // self.width, -1)).transpose(1, 2)
                   for part in joint.split([keys, keys, values], -1))
        scores = (q @ k.transpose(-2, -1)) / self.width ** 0.5
        return self.out_proj((scores.softmax(-1) @ v).transpose(1, 2).flatten(2)), None


for module in list(net.modules()):
    for name, child in module.named_children():
        if isinstance(child, nn.MultiheadAttention):
            setattr(module, name, FoldedAttention(child))
)PY";

std::string quoted(const std::string& text)
{
    constexpr const char* kDigits = "0123456789abcdef";
    std::string result = "\"";
    for (char c : text) {
        if (c >= 0 && c < ' ') {
            result += std::string("\\x") + kDigits[c / 16] + kDigits[c % 16];
            continue;
        }
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + "\"";
}

std::string renaming(const PythonModule& module)
{
    std::string pairs;
    for (const auto& [old, now] : module.renamed)
        pairs += (pairs.empty() ? "(" : ", (") + quoted(old) + ", " + quoted(now) + ")";
    return pairs.empty() ? ""
                         : "for old, new in [" + pairs
            + "]:  # the names of newer modules\n"
              "    weights = {name.replace(old, new): value for name, value in weights.items()}\n";
}

} // namespace

std::string pythonLines(
    const PythonModule& module, const std::string& fileName, const std::string& format)
{
    const bool known = !module.constructor.empty();
    const bool safetensors = format == "safetensors";
    std::string lines = "import torch\n";
    if (known)
        lines += "import torchvision\n";
    if (safetensors)
        lines += "from safetensors.torch import load_file\n";
    lines += "from torch import nn\n\n";
    lines += "weights = "
        + (safetensors ? "load_file(" + quoted(fileName) + ")"
                       : "torch.load(" + quoted(fileName) + ", map_location=\"cpu\")")
        + "\n" + renaming(module);
    lines += known ? "net = " + module.constructor + "\n"
                   : "net = YourNetwork()  # the module that the weights were trained in\n";
    lines += kWidths;
    if (!known)
        lines += kGroupNorm;
    if (module.foldedAttention)
        lines += kAttention;
    lines += "net.load_state_dict(weights, strict=True)\nnet.eval()\n";
    return lines;
}

} // namespace pleat::architecture
