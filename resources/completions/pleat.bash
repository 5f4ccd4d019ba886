# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of pleat for bash; needs nothing of the package bash-completion but its folder.

# Folders, and files that end in one of the words.
_pleat_files()
{
    local path ending
    compopt -o filenames 2>/dev/null
    while IFS= read -r path; do
        [[ -d $path ]] && COMPREPLY+=("$path") && continue
        for ending in "$@"; do
            [[ $path == *"$ending" ]] && COMPREPLY+=("$path") && break
        done
    done < <(compgen -f -- "$cur")
}

_pleat_words()
{
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

# Repairs may be chained by +, which completes the last of them.
_pleat_repairs()
{
    local before=""
    [[ $cur == *+* ]] && before=${cur%+*}+
    mapfile -t COMPREPLY < <(
        compgen -P "$before" -W "none ar ar-scale ar-published bn repair ls ls-channel" -- "${cur#"$before"}")
}

# The value of the option $1; fails if it takes none.
_pleat_value()
{
    case $1 in
        --repair) _pleat_repairs ;;
        --cluster) _pleat_words "ward kmeans kmeans++ average complete single greedy spectral" ;;
        --features) _pleat_words "raw normalised fused incoming outgoing scale-free" ;;
        --reduce) _pleat_words "fold prune best" ;;
        --groups) _pleat_words "all inner" ;;
        --probe)
            _pleat_words "inversion noise data:"
            [[ ${COMPREPLY[0]} == data: ]] && compopt -o nospace 2>/dev/null
            ;;
        --recipe) _pleat_files .json ;;
        --save-images) _pleat_files .npy ;;
        --against) _pleat_files $models ;;
        -o | --output) _pleat_files $models ;;
        --measure | --data) _pleat_files "" ;;
        --report) _pleat_files ;;
        --keep | --params | --macs | --k | --multiple | --floor | --samples | --images) ;;
        --feature-weights | --starts | --input | --threads | --seed) ;;
        *) return 1 ;;
    esac
}

_pleat()
{
    local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local models=".pt .pth .safetensors .onnx"
    local common="--input --json --quiet --threads --seed --help -h"
    local clustering="--cluster --features --feature-weights --starts"
    COMPREPLY=()
    # A colon is a word of its own, so data:PATH is three.
    [[ $cur == : ]] && cur=""
    if [[ $previous == : || ${COMP_WORDS[COMP_CWORD]} == : ]]; then
        _pleat_files ""
        return
    fi
    if ((COMP_CWORD == 1)); then
        case $cur in
            -*) _pleat_words "--help --version -h" ;;
            *) _pleat_words "inspect fold eval" && _pleat_files $models .pleat .json ;;
        esac
        return
    fi
    _pleat_value "$previous" && return
    case $command:$cur in
        inspect:-*) _pleat_words "--text --clusters $clustering $common" ;;
        fold:-*)
            _pleat_words "-o --output --keep --k --recipe --params --macs --multiple --floor --reduce --repair
                --probe --samples --images --save-images --fuse-bn --groups --measure --report
                $clustering $common"
            ;;
        eval:-*) _pleat_words "--data --against --samples $common" ;;
        inspect:* | fold:* | eval:*) _pleat_files $models ;;
        *) _pleat_files $models .pleat .json ;;
    esac
}

complete -F _pleat pleat
