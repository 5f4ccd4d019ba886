# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of pleat for fish.

set -l commands inspect fold eval
complete -c pleat -n "not __fish_seen_subcommand_from $commands" -a inspect -d "Groups, widths, frozen reasons"
complete -c pleat -n "not __fish_seen_subcommand_from $commands" -a fold -d "Fold a network, repair it, save it"
complete -c pleat -n "not __fish_seen_subcommand_from $commands" -a eval -d "Accuracy, loss, latency"
complete -c pleat -n "not __fish_seen_subcommand_from $commands" -l version -d "Print the version"
complete -c pleat -s h -l help -d "Print the options"

set -l any "__fish_seen_subcommand_from $commands"
complete -c pleat -n $any -l input -x -d "Example input shapes, as in 1x3x32x32"
complete -c pleat -n $any -l json -d "Result as one JSON object"
complete -c pleat -n $any -l quiet -d "No progress on stderr"
complete -c pleat -n $any -l threads -x -d "Threads to use"
complete -c pleat -n $any -l seed -x -d "Seed of everything that is drawn"

set -l clusters "__fish_seen_subcommand_from inspect fold"
complete -c pleat -n $clusters -l cluster -x -d "How to cluster" \
    -a "ward kmeans kmeans++ average complete single greedy spectral"
complete -c pleat -n $clusters -l features -x -d "What to compare" \
    -a "raw normalised fused incoming outgoing scale-free"
complete -c pleat -n $clusters -l feature-weights -x -d "Factors on incoming and outgoing weights"
complete -c pleat -n $clusters -l starts -x -d "Starts of clusterers that draw them"

set -l inspect "__fish_seen_subcommand_from inspect"
complete -c pleat -n $inspect -l text -d "Graph and groups as text"
complete -c pleat -n $inspect -l clusters -d "Suggested k per group"

set -l fold "__fish_seen_subcommand_from fold"
complete -c pleat -n $fold -s o -l output -r -d "The folded network"
complete -c pleat -n $fold -l keep -x -d "Share of channels that every group keeps"
complete -c pleat -n $fold -l k -x -d "Channels that one group keeps: NAME=K"
complete -c pleat -n $fold -l recipe -r -d "k per group from a recipe"
complete -c pleat -n $fold -l params -x -d "Share of parameters that remains"
complete -c pleat -n $fold -l macs -x -d "Share of multiply-accumulates that remains"
complete -c pleat -n $fold -l multiple -x -d "Of a budget: k is a multiple of it"
complete -c pleat -n $fold -l floor -x -d "Of a budget: share that every group keeps"
complete -c pleat -n $fold -l reduce -x -a "fold prune best" -d "Merge, drop, or what changes less"
complete -c pleat -n $fold -l repair -x -d "How statistics are restored" \
    -a "none ar ar-scale ar-published bn repair ls ls-channel"
complete -c pleat -n $fold -l probe -x -a "inversion noise data:" -d "Where activations come from"
complete -c pleat -n $fold -l samples -x -d "Images drawn for probe and measuring"
complete -c pleat -n $fold -l images -x -d "Images that inversion makes"
complete -c pleat -n $fold -l save-images -r -d "Keep the images of the probe"
complete -c pleat -n $fold -l fuse-bn -d "Write BatchNorms into the layers before them"
complete -c pleat -n $fold -l groups -x -a "all inner" -d "Which groups"
complete -c pleat -n $fold -l measure -r -d "Data to measure variance ratios on"
complete -c pleat -n $fold -l report -r -d "Folder for tables and pictures"

set -l eval "__fish_seen_subcommand_from eval"
complete -c pleat -n $eval -l data -r -d "Labelled data"
complete -c pleat -n $eval -l against -r -d "The original, to compare with"
complete -c pleat -n $eval -l samples -x -d "Images drawn"
