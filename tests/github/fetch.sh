#!/bin/sh
# Fetches what GitHub and its clients publish, pinned and checked, into .cache/github (never committed). Needs npm and pip.
# Usage: fetch.sh [PYTHON]
set -eu
cd "$(dirname "$0")/../.."
python=${1:-.venv/bin/python}
target=.cache/github
if [ -f "$target/complete" ] && cmp -s "$target/complete" tests/github/fetch.sh; then
    exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
    echo "GitHub's published contract needs npm (Node.js) to be fetched: install it and run this again" >&2
    exit 3
fi
rm -rf "$target"
mkdir -p "$target"
work=$(pwd)/$target/work
mkdir "$work"

# npm_package NAME VERSION SHA512-OF-THE-TARBALL FILE...: extracts only these files of the package into their own folder
npm_package() {
    name=$1 version=$2 sum=$3
    shift 3
    tarball=$(cd "$work" && npm pack --silent --ignore-scripts "$name@$version" 2>"$work/npm-says" | tail -1) || {
        cat "$work/npm-says" >&2
        exit 1
    }
    "$python" -c 'import hashlib, sys; sys.exit(hashlib.sha512(open(sys.argv[1], "rb").read()).hexdigest() != sys.argv[2])' "$work/$tarball" "$sum" || {
        echo "$name $version is not what was pinned" >&2
        exit 1
    }
    folder=$target/${name#*/}
    mkdir -p "$folder"
    for file in "$@"; do
        tar -xzf "$work/$tarball" -C "$folder" --strip-components=1 "package/$file"
    done
}
npm_package @octokit/openapi 23.0.2 a55f0cecbf46636dc0c9b36f4e6a369f28e6a669edebedac444fedaabd192d070f4b8967c3bbb979918d9b044d9010b70fb8195db171e401f32d455105718386 generated/api.github.com.json
npm_package @octokit/graphql-schema 15.26.1 4450c2d8ca5105de00c5246f51e04855e054ee88cdfd2c437c02d477b89560e49e10ade065aa91d8c18ecac8f8661db18f6458e5f400513f8eaaaee1593ada30 schema.graphql
npm_package @octokit/webhooks-examples 7.6.1 0dee94dd707a3b70ed09aedb2a008ccd31dd7a8a6aa99e92362bcc6099caeb989eaca2f5027348034b644580914bb970193efdd9df8fb3559b7c796ca3a3329d api.github.com/index.json
npm_package @octokit/webhooks-schemas 7.6.1 a96d01c2d6fbeabe26d96cd584a0f27c47849edd46110a118e40aa9aad99781d273550c9f99d8b0434bd1433f276eb8c5dffd94d6882269f4f1451e045f05edc schema.json

# The recorded exchanges with the real GitHub are in the source distribution only.
echo 'PyGithub==2.10.0 --hash=sha256:90ff24ef1cd1bd57124c2a3869cafee9d7b066909129ecdaba2c2d1903bc118d' >"$work/recordings.txt"
"$python" -m pip download --quiet --disable-pip-version-check --no-deps --no-binary PyGithub --require-hashes -r "$work/recordings.txt" -d "$work"
mkdir -p "$target/recordings"
tar -xzf "$work/pygithub-2.10.0.tar.gz" -C "$target/recordings" --strip-components=3 pygithub-2.10.0/tests/ReplayData

rm -rf "$work"
cp tests/github/fetch.sh "$target/complete"
