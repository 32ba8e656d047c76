"""
missing-test: the finding says that something has no tests.

Why: tests often stand in a file that the reviewer did not see; a call of the thing in a test file shows one.
Blind spot: indirect tests are not seen, so absence is never proof; whether a test covers a certain case is not judged.
"""

import re

from bot.code.quotes import squeeze
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Facts, Hit
from bot.model.place import Lines
from bot.validator.check import Check, Seen, abstains, at, files, proof, says, shows, silent, strong
from bot.validator.scene import Scene

_TEST = re.compile(
    r"(?:^|/)(?:tests?|testing|specs?|__tests__)/|(?:^|/)(?:test_[^/]*|[^/]*_tests?|[^/]*[.-](?:test|spec)|[^/]*Tests?)\.\w+$|(?:^|/)conftest\.py$"
)
_CASE = re.compile(
    r"\b(?:case|cases|branch|path|paths|edge|when|scenario|scenarios|error|errors|failure|negative|enough|sufficient|insufficient)\b"
)
_WITH_ARGUMENTS = re.compile(r"[\w.]+\([^)….].*\)")
_SHORTEST = 4
_MOST_HITS = 200
_MOST_FILES = 10


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The tree has test files, and the word stands in none of them."""
    name = last_part(claim.subject)
    hits = scene.words(name) if len(name) >= _SHORTEST else ()
    if not hits or len(hits) >= _MOST_HITS or any(_TEST.search(hit.path) for hit in hits):
        return None
    if not any(_TEST.search(path) for path in scene.paths()):
        return None
    return strong(f"no test file mentions `{name}`")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """A test file imports the name, or the module that defines it, and calls or reads it."""
    name = last_part(claim.subject)
    if (seen := _called_as_said(claim, scene)) is not None:
        return seen
    if len(name) < _SHORTEST or _CASE.search(claim.words):
        return None
    hits = [hit for hit in scene.words(name) if _TEST.search(hit.path)]
    for path in list(dict.fromkeys(hit.path for hit in hits))[:_MOST_FILES]:
        seen = _used(name, path, claim, scene)
        if seen is not None:
            return seen
    return None


def note(claim: Claim, scene: Scene) -> Seen | None:
    """Show where a test mentions the name when it cannot be told whether it tests it."""
    name = last_part(claim.subject)
    hits: list[Hit] = [hit for hit in scene.words(name) if _TEST.search(hit.path)] if len(name) >= _SHORTEST else []
    return (
        strong(f"`{name}` is mentioned in tests", *(Lines(hit.path, hit.line, hit.line) for hit in hits[:3]))
        if hits
        else None
    )


def _called_as_said(claim: Claim, scene: Scene) -> Seen | None:
    """A call in the test file at hand with the arguments that the words give."""
    source, facts = scene.source(claim), scene.facts(claim)
    said = squeeze(claim.subject).replace('"', "'")
    if source is None or facts is None or not _TEST.search(source.path) or not _WITH_ARGUMENTS.fullmatch(said):
        return None
    calls = [call for call in facts.calls if squeeze(call.text).replace('"', "'").endswith(said)]
    lines = [call.lines for call in calls if "test" in call.scope.rpartition(".")[2]]
    return proof(f"`{claim.subject}` is called here", *(at(source.path, one) for one in lines[:3])) if lines else None


def _used(name: str, path: str, claim: Claim, scene: Scene) -> Seen | None:
    source = scene.file(path)
    facts = source.facts if source else None
    if facts is None or not facts.is_complete or not _is_imported(name, facts, claim.location.path):
        return None
    lines = [call.lines.start for call in facts.calls if call.name == name]
    return proof(f"`{name}` is called in `{path}`", *(at(path, line) for line in lines[:3])) if lines else None


def _is_imported(name: str, facts: Facts, home: str | None) -> bool:
    """Whether the test imports the name itself, or the module of the file that the claim speaks of."""
    stem = home.rsplit("/", 1)[-1].removesuffix(".py") if home else ""
    for found in facts.imports:
        module = found.module.rsplit(".", 1)[-1]
        if found.name == name or (stem and stem in (module, found.name)):
            return True
    return False


_APP = "def total(rows):\n    return sum(rows)\n\n\ndef mean_of(rows):\n    return sum(rows) / len(rows)\n"
_TESTS = "from app import total\n\n\ndef test_total():\n    assert total([1]) == 1\n"

CHECK = Check(
    kind="missing-test",
    confirm=confirm,
    refute=refute,
    note=note,
    examples=(
        shows(
            "called in a test",
            says("There are no tests for `total`."),
            files({"app.py": _APP, "tests/test_app.py": _TESTS}),
            Verdict.REFUTED,
            (5, 5),
        ),
        shows(
            "mentioned by none",
            says("`mean_of` has no unit tests."),
            files({"app.py": _APP, "tests/test_app.py": _TESTS}),
            Verdict.PLAUSIBLE,
        ),
        abstains("no tests at all", says("`mean_of` is not tested."), files({"app.py": _APP})),
        abstains(
            "another thing of that name",
            says("There are no tests for `total`."),
            files({"app.py": _APP, "tests/test_shop.py": "def test_shop(shop):\n    assert shop.total() == 1\n"}),
        ),
        silent("a case", says("There are no tests for `total` when the list is empty."), files({"app.py": _APP})),
    ),
)
