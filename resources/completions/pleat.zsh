#compdef pleat
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of pleat for zsh.

local models='*.(pt|pth|safetensors|onnx)'
local -a common clustering

common=(
    '--input[example input shapes, as in 1x3x32x32]:shapes:'
    '--json[result as one JSON object]'
    '--quiet[no progress on stderr]'
    '--threads[threads to use]:number:'
    '--seed[seed of everything that is drawn]:number:'
    '(- *)'{-h,--help}'[print the options]'
)
clustering=(
    '--cluster[how to cluster]:method:(ward kmeans kmeans++ average complete single greedy spectral)'
    '--features[what to compare]:set:(raw normalised fused incoming outgoing scale-free)'
    '--feature-weights[factors on incoming and outgoing weights]:factors:'
    '--starts[starts of clusterers that draw them]:number:'
)

_pleat_probe() {
    if compset -P 'data:'; then
        _files
    else
        compadd inversion noise
        compadd -S '' data:
    fi
}

_pleat_repair() {
    compset -P '*+'
    compadd none ar ar-scale ar-published bn repair ls ls-channel
}

if ((CURRENT == 2)); then
    if [[ $words[2] == -* ]]; then
        _arguments '(- *)'{-h,--help}'[print the options]' '(- *)--version[print the version]'
        return
    fi
    local -a commands
    commands=(
        'inspect:groups, widths, frozen reasons, parameters, MACs'
        'fold:fold a network, repair it, save it'
        'eval:accuracy, loss, latency'
    )
    _describe 'command' commands
    _files -g '*.(pt|pth|safetensors|onnx|pleat|json)'
    return
fi

local command=$words[2]
case $command in
    inspect)
        shift words
        ((CURRENT--))
        _arguments $common $clustering \
            '(--clusters --json)--text[graph and groups as text]' \
            '(--text)--clusters[suggested k per group]' \
            "1:model:_files -g '$models'"
        ;;
    fold)
        shift words
        ((CURRENT--))
        _arguments $common $clustering \
            '(-o --output)'{-o,--output}'[the folded network]:file:_files' \
            '(--params --macs --recipe)--keep[share of channels that every group keeps]:share:' \
            '*--k[channels that one group keeps]:group=k:' \
            "(--keep --params --macs --groups)--recipe[k per group from a recipe]:recipe:_files -g '*.json'" \
            '(--keep --macs --recipe --k)--params[share of parameters that remains]:share:' \
            '(--keep --params --recipe --k)--macs[share of multiply-accumulates that remains]:share:' \
            '--multiple[of a budget: k is a multiple of it]:number:' \
            '--floor[of a budget: share that every group keeps]:share:' \
            '--reduce[merge, drop, or what changes less]:way:(fold prune best)' \
            '--repair[how statistics are restored]:repair:_pleat_repair' \
            '--probe[where activations come from]:probe:_pleat_probe' \
            '--samples[images drawn for probe and measuring]:number:' \
            '--images[images that inversion makes]:number:' \
            "--save-images[keep the images of the probe]:file:_files -g '*.npy'" \
            '--fuse-bn[write BatchNorms into the layers before them]' \
            '(--recipe)--groups[which groups]:set:(all inner)' \
            '--measure[data to measure variance ratios on]:data:_files' \
            '--report[folder for tables and pictures]:folder:_files -/' \
            "1:model:_files -g '$models'"
        ;;
    eval)
        shift words
        ((CURRENT--))
        _arguments $common \
            '--data[labelled data]:data:_files' \
            "--against[the original, to compare with]:model:_files -g '$models'" \
            '--samples[images drawn]:number:' \
            "1:model:_files -g '$models'"
        ;;
    *)
        _files -g '*.(pt|pth|safetensors|onnx|pleat|json)'
        ;;
esac
