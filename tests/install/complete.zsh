# SPDX-License-Identifier: GPL-3.0-or-later
# Prints what zsh offers behind LINE, one word a line: zsh -f complete.zsh COMPLETION LINE
# Only the line editor of zsh completes, so an inner zsh gets a terminal of its own. Its compadd also
# writes down what matches.
zmodload zsh/zpty || exit 1
folder=$(mktemp -d)
cp $1 $folder/_pleat
print -rn -- "$2" > $folder/line
cat > $folder/setup <<END
folder=$folder
END
cat >> $folder/setup <<'END'
fpath=($folder $fpath)
autoload -Uz compinit
compinit -D -u
zstyle ':completion:*' completer _complete
compadd() {
    local pleat_argument
    local -a pleat_words
    for pleat_argument in "$@"; do
        case $pleat_argument in
            -|--) break ;;
            -[OAD]) builtin compadd "$@"; return ;; # only asks or filters
        esac
    done
    builtin compadd -O pleat_words "$@"
    print -rl -- $pleat_words >> $folder/offered
    builtin compadd "$@"
}
zle -C offer .list-choices _main_complete
zle-line-init() {
    BUFFER=$(< $folder/line)
    CURSOR=$#BUFFER
    zle offer
    : > $folder/done
}
zle -N zle-line-init
END
zpty -b inner zsh -f -i
trap 'rm -rf $folder' EXIT # not before zpty: its fork would clean up, too
zpty -w inner "source $folder/setup"
for i in {1..1000}; do
    [[ -e $folder/done ]] && break
    zpty -r -t inner _
    sleep 0.02
done
zpty -d inner
[[ -e $folder/done ]] || { print -u2 "zsh did not complete"; exit 1 }
[[ -e $folder/offered ]] && sort -u $folder/offered
exit 0
