"""A plugin for the real Gerrit that posts its events, compiled when the tests need it.

Gerrit's own plugin `webhooks` is in no package registry. `Webhooks.java` is ours and stands in for it: the events and their
JSON are the server's own, who is told and how often follows what that plugin is documented to do.
"""

import fcntl
import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

SOURCE = Path(__file__).with_name("Webhooks.java")
MANIFEST = """Manifest-Version: 1.0
Gerrit-PluginName: webhooks
Gerrit-ApiType: plugin
Gerrit-Module: tests.gerrit.hooks.Webhooks$Module
Implementation-Version: stand-in

"""


def plugin(fetched: Path, version: str) -> Path:
    """The plugin for a version of Gerrit as a jar, compiled where it isn't yet. `fetched` is what tests/gerrit/fetch.sh made."""
    key = hashlib.sha256(SOURCE.read_bytes() + MANIFEST.encode() + (fetched / "complete").read_bytes()).hexdigest()[:16]
    jar = fetched / f"webhooks-{version}-{key}.jar"
    with (fetched / f"webhooks-{version}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not jar.exists():
            _compile(fetched, version, jar)
    return jar


def _compile(fetched: Path, version: str, jar: Path) -> None:
    classes, half = jar.with_suffix(".classes"), jar.with_suffix(".half")
    shutil.rmtree(classes, ignore_errors=True)
    compiler = next((fetched / "compiler").glob("ecj-*.jar"))
    server = ":".join(str(one) for one in sorted((fetched / version).glob("*.jar")))
    java, options = str(fetched / "java/bin/java"), ("-source", "21", "-target", "21", "-proc:none", "-nowarn")
    done = subprocess.run(
        [java, "-jar", str(compiler), *options, "-cp", server, "-d", str(classes), str(SOURCE)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(half, "w") as packed:
        packed.writestr("META-INF/MANIFEST.MF", MANIFEST)
        for one in sorted(classes.rglob("*.class")):
            packed.write(one, one.relative_to(classes))
    half.rename(jar)
    shutil.rmtree(classes)
