#!/bin/sh
# Format, lint, types and import contracts: the same here and in CI.
set -eu
bin=.venv/bin
$bin/ruff format --check bot tests
$bin/ruff check bot tests
$bin/mypy
$bin/lint-imports
