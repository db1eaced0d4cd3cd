#!/bin/sh
# Write the lock files anew from pyproject.toml (needs uv). No index address is written.
set -eu
cd "$(dirname "$0")/.."
compile() {
  uv pip compile --universal --generate-hashes --python-version 3.12 --quiet \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}
compile pyproject.toml --group build --extra web -o requirements/web.txt
compile pyproject.toml --group build --extra web --group dev -o requirements/dev.txt
compile pyproject.toml --group build --group test -o requirements/library.txt
compile --group pyproject.toml:postgres -o requirements/postgres.txt
