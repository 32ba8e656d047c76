#!/bin/sh
# Format, lint, types and import contracts: the same here and in CI.
set -eu
bin=.venv/bin
$bin/ruff format --check bot tests deploy
$bin/ruff check bot tests deploy
$bin/mypy
$bin/lint-imports
