#!/bin/sh
# Resolve the dependencies anew, for every platform and Python at once: hashes, and no address.
# usage: tools/lock.sh UV [option for uv pip compile …], for example --upgrade
set -eu
cd "$(dirname "$0")/.."
uv=$1
shift
compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@"
}
compile "$@" pyproject.toml --output-file requirements.lock
compile "$@" --group build --constraint requirements.lock --output-file requirements-build.lock
compile "$@" pyproject.toml --group dev --constraint requirements.lock \
    --constraint requirements-build.lock --output-file requirements-dev.lock
