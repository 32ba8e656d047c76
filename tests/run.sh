#!/bin/sh
# Runs the tests and names what was left out. Usage: run.sh quick|all
set -eu
bin=.venv/bin
left=
cases=${METAREVIEW_CASES:-}
if [ -z "$cases" ] || [ ! -d "$cases" ]; then
    left="the acceptance cases (METAREVIEW_CASES names no folder)"
fi
if [ "$1" = quick ]; then
    $bin/python -m pytest -n auto --dist worksteal -m "not slow"
    echo "left out: slow tests, those against a real Gerrit among them, and the recipes on real packages (make test-all)${left:+; $left}"
    exit 0
fi
# What can't be fetched is left out on a developer's machine, and a fault in CI.
[ -z "${CI:-}" ] || export METAREVIEW_REQUIRE_ALL=1
if ! command -v mvn >/dev/null 2>&1 && ! cmp -s .cache/gerrit/complete tests/gerrit/fetch.sh; then
    left="${left:+$left; }the tests against a real Gerrit (Maven, mvn, is missing)"
fi
sh tests/lint.sh
# Apart, because the published contract takes a lot of memory in each worker.
$bin/python -m pytest -n auto --dist worksteal -m slow --durations=12 --ignore tests/github
$bin/python -m pytest -n auto --dist worksteal -m slow tests/github
# The same exchanges once more, each held against what GitHub publishes.
METAREVIEW_CONTRACT=1 $bin/python -m pytest -n auto --dist worksteal -m "not slow" tests/forges/github tests/contracts
$bin/python -m tests.recipes
$bin/python -m tests.bench --small
if [ -n "$left" ]; then
    echo "left out: $left"
    [ -z "${CI:-}" ] || exit 1
fi
