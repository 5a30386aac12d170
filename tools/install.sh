#!/bin/sh
# Install dutyroom from this folder, without Internet.
# usage: ./install.sh [FOLDER]     FOLDER: where the program goes; $HOME/dutyroom by default
# Needs Python 3.11 to 3.14 of this machine; PYTHON=… names one. Data is kept elsewhere and is
# not touched, and neither is a version that is already there.
set -eu

say() { # English, Chinese
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
    esac
}

here=$(cd "$(dirname "$0")" && pwd)
name=$(basename "$here"/wheels/dutyroom-*.whl)
version=$(printf '%s' "$name" | cut -d- -f2)
target=${1:-$HOME/dutyroom}

if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
    say "This archive is for Linux on x86_64 and this machine is $(uname -s) on $(uname -m)." \
        "此安装包适用于 x86_64 架构的 Linux，本机是 $(uname -m) 架构的 $(uname -s)。" >&2
    exit 1
fi

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null
}
python=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if fits "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    say "Python 3.11 to 3.14 is needed and was not found. Name one: PYTHON=/path/to/python3 $0" \
        "需要 Python 3.11 至 3.14，本机未找到。可指定：PYTHON=/路径/python3 $0" >&2
    exit 1
fi

mkdir -p "$target"
target=$(cd "$target" && pwd)
program=$target/$version
if [ ! -e "$program/complete" ]; then
    rm -rf "$program"
    # The desk's own pip may be old or absent; the one that lies here needs no installing.
    "$python" -m venv --without-pip "$program"
    "$program/bin/python" "$(echo "$here"/wheels/pip-*.whl)/pip" --quiet --isolated \
        --disable-pip-version-check install --no-index --find-links "$here/wheels" \
        --require-hashes --requirement "$here/requirements.lock"
    : >"$program/complete"
fi
ln -sfn "$version/bin/dutyroom" "$target/dutyroom"

if ! "$program/bin/python" -c 'import sounddevice' 2>/dev/null; then
    say "PortAudio is missing: without it nothing is recorded. Debian's package: libportaudio2" \
        "缺少 PortAudio，无法录音。Debian 系统的软件包名：libportaudio2"
fi
say "Installed. Start: $target/dutyroom     Devices: $target/dutyroom setup" \
    "安装完成。启动：$target/dutyroom     设置线路设备：$target/dutyroom setup"
