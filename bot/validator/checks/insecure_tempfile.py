"""
insecure-tempfile: the finding says that the name of a temporary file is made by `mktemp`, and the file only later.

Why: `mkstemp` and `mktemp` differ in one letter; a call of either can be read.
Blind spot: a temporary file that is made without the library.
"""

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.lineage import library_name
from bot.validator.scene import Scene

_UNSAFE = frozenset({"tempfile.mktemp", "os.tempnam", "os.tmpnam"})
_NAMES = frozenset(name.rpartition(".")[2] for name in _UNSAFE)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a call of the library's unsafe function."""
    found, path, facts = _calls(claim, scene), claim.location.path, scene.facts(claim)
    sure = [call for call in found if facts and library_name(facts, call.callee) in _UNSAFE]
    return proof(f"`{sure[0].callee}` is called", *(at(path, one.lines) for one in sure[:3])) if sure and path else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Nothing in the file, which alone can be meant, calls a function of such a name; show what it calls instead."""
    path, facts = claim.location.path, scene.facts(claim)
    if facts is None or path is None or _calls(claim, scene) or not is_certain(claim, scene):
        return None
    if any(read.name in _NAMES for read in facts.reads):
        return None
    safe = [call for call in facts.calls if (library_name(facts, call.callee) or "").startswith("tempfile.")]
    tail = f"; `{safe[0].callee}` is" if safe else ""
    return proof(f"nothing in this file calls `mktemp`{tail}", *(at(path, one.lines) for one in safe[:3]))


def _calls(claim: Claim, scene: Scene) -> list[Call]:
    facts = scene.facts(claim)
    return [call for call in facts.calls if call.name in _NAMES] if facts else []


_SAFE = "import tempfile\n\nhandle, path = tempfile.mkstemp()\n"

CHECK = Check(
    kind="insecure-tempfile",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "unsafe",
            says("The file is created with `tempfile.mktemp`, which is insecure."),
            python("import tempfile\n\npath = tempfile.mktemp()\n"),
            Verdict.CONFIRMED,
            (3, 3),
        ),
        shows(
            "the safe one",
            says("The file is created with `tempfile.mktemp`, which is insecure."),
            python(_SAFE),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains(
            "another function of the name",
            says("The file is created with `mktemp`, which is insecure."),
            python("path = shell.mktemp()\n"),
        ),
        silent("advice", says("Use `tempfile.mkstemp`."), python(_SAFE)),
    ),
)
