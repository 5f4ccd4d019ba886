#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs BUILD/package/pleat_*.deb with apt into a fresh Debian 12 and uses it there: the command line and,
# with Xvfb outside, the workbench.
#   clean_debian.sh BUILD     MIRROR=http://... for another mirror than this machine's, KEEP=1 keeps the folder,
#                             PICTURE=FILE.png keeps a picture of the window
# Ends with 77 (skipped) without root, debootstrap, or a mirror.
set -euo pipefail
build=$(realpath "$1")
# shellcheck disable=SC2016 # apt-get expands it
own_mirror=$(apt-get indextargets --format '$(SITE)' 'Codename: bookworm' 'Component: main' 2>/dev/null | sed -n 1p)
mirror=${MIRROR:-${own_mirror:-http://deb.debian.org/debian}}
number=97
root=""
server=""

skip()
{
    echo "skipped: $1"
    exit 77
}

fail()
{
    echo "FAILED: $1"
    exit 1
}

clean_up()
{
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -n "$root" ] || return 0
    local mounted
    for mounted in tmp/.X11-unix proc dev/pts; do
        ! mountpoint -q "$root/$mounted" || umount "$root/$mounted"
    done
    [ -n "${KEEP:-}" ] || rm -rf --one-file-system "$root"
}

inside()
{
    chroot "$root" env -i HOME=/home/user PATH=/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

as_user()
{
    inside setpriv --reuid=user --regid=user --init-groups env XDG_RUNTIME_DIR=/home/user/run "$@"
}

has_mirror()
{
    local folder
    folder=$(mktemp -d)
    /usr/lib/apt/apt-helper download-file "$mirror/dists/bookworm/InRelease" "$folder/InRelease" >/dev/null 2>&1
    local code=$?
    rm -r "$folder"
    return $code
}

make_system()
{
    root=$(mktemp -d "${TMPDIR:-/var/tmp}/pleat-debian.XXXXXX")
    chmod 755 "$root"
    # What this machine has fetched before need not come again.
    local cache=/var/cache/apt/archives
    debootstrap --variant=minbase --cache-dir="$cache" bookworm "$root" "$mirror" >"$root.log" 2>&1 \
        || { tail -n 20 "$root.log"; fail "debootstrap"; }
    rm "$root.log"
    cat >"$root/etc/apt/sources.list" <<END
deb $mirror bookworm main
deb $mirror bookworm-updates main
deb ${mirror%/debian}/debian-security bookworm-security main
END
    cp --reflink=auto "$cache"/*.deb "$root/var/cache/apt/archives/" 2>/dev/null || true
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    # A chroot starts no services.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    mount -t proc proc "$root/proc"
    inside apt-get -qq update
}

install_package()
{
    cp "$build"/package/pleat_*.deb "$root/tmp/pleat.deb"
    # Nothing that is only recommended: the package must name all that it needs.
    inside apt-get -qq -y --no-install-recommends install /tmp/pleat.deb >"$root/tmp/apt.log" 2>&1 \
        || { tail -n 30 "$root/tmp/apt.log"; fail "apt install"; }
    inside useradd --create-home user
    inside install -d -o user -g user -m 700 /home/user/run
}

use_command_line()
{
    local samples=/usr/share/pleat/samples
    as_user pleat --version
    inside sh -c "ldd /usr/bin/pleat /usr/lib/*/pleat/libpleat_workbench.so" >"$root/tmp/ldd.txt"
    ! grep "not found" "$root/tmp/ldd.txt" || fail "a library is missing"
    as_user pleat fold $samples/resnet18.pt -o /home/user/folded.pt --keep 0.75 --report /home/user/report --quiet \
        | tee "$root/tmp/fold.txt"
    grep -q "^written to  /home/user/folded.pt" "$root/tmp/fold.txt" || fail "nothing folded"
    # The reference BLAS would have been warned of.
    as_user pleat inspect $samples/mlp.pt 2>&1 >/dev/null | { ! grep -i "warning"; } || fail "a warning"
    [ "$(find "$root/home/user/report" -name '*.png' | wc -l)" -gt 3 ] || fail "no pictures in the report"
}

use_data()
{
    inside apt-get -qq -y --no-install-recommends install dataset-fashion-mnist >/dev/null 2>&1 || fail "Fashion-MNIST"
    as_user pleat eval /home/user/folded.pt --against /usr/share/pleat/samples/resnet18.pt --samples 500 --quiet \
        | tee "$root/tmp/eval.txt"
    grep -q "^accuracy  .*of 500 images" "$root/tmp/eval.txt" || fail "no accuracy"
    grep -q "^difference  " "$root/tmp/eval.txt" || fail "no comparison"
}

wait_for()
{
    local what=$1 tries
    shift
    for ((tries = 0; tries < 600; ++tries)); do
        ! "$@" >/dev/null 2>&1 || return 0
        sleep 0.1
    done
    fail "$what did not come"
}

has_loaded()
{
    grep -q libpleat_workbench "/proc/$(pgrep -n -x pleat)/maps"
}

window_has()
{
    xprop -id "$(xdotool search --name '^Pleat$' | tail -n 1)" "$1" | grep -q "$2"
}

# The start page finds the installed samples: its menu opens the first; Ctrl+Q ends the program with 0.
use_workbench()
{
    command -v Xvfb xdotool xprop >/dev/null || fail "Xvfb, xdotool and xprop are needed"
    mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
    Xvfb ":$number" -screen 0 1600x1000x24 -nolisten tcp >/dev/null 2>&1 &
    server=$!
    wait_for "the display" test -S "/tmp/.X11-unix/X$number"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    export DISPLAY=":$number"
    as_user env DISPLAY="$DISPLAY" pleat &
    local program=$! window settings="$root/home/user/.config/pleat/pleat.conf"
    wait_for "the window" xdotool search --name '^Pleat$'
    wait_for "the workbench" has_loaded
    sleep 8 # the placeholder gives way to it
    wait_for "the class of the desktop entry" window_has WM_CLASS '"pleat", "Pleat"'
    wait_for "the icon of the window" window_has _NET_WM_ICON Icon
    window=$(xdotool search --name '^Pleat$' | tail -n 1)
    xdotool windowfocus --sync "$window" key --delay 300 alt+f a Return
    wait_for "the sample" grep -q "/usr/share/pleat/samples/mlp.pt" "$settings"
    sleep 3
    [ -z "${PICTURE:-}" ] || import -window root "$PICTURE"
    xdotool windowfocus --sync "$window" key ctrl+q
    wait_for "the end" bash -c "! kill -0 $program"
    wait "$program" || fail "the workbench ended with $?"
}

remove_package()
{
    inside apt-get -qq -y purge pleat >/dev/null 2>&1 || fail "purge"
    [ -z "$(find "$root/usr" -iname '*pleat*' -not -path '*/dpkg/*')" ] || fail "something stayed behind"
}

[ "$(id -u)" -eq 0 ] || skip "needs root"
command -v debootstrap >/dev/null || skip "needs debootstrap"
has_mirror || skip "no mirror at $mirror"
ls "$build"/package/pleat_*.deb >/dev/null || fail "no package: cpack -G DEB"
trap clean_up EXIT
make_system
install_package
use_command_line
use_workbench
use_data
remove_package
echo "passed"
