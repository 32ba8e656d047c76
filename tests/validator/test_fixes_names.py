"""Names that a fix uses and nobody defines, versions that disagree, statements with verdicts of their own, and flips."""

from collections.abc import Sequence

import pytest

from bot.model.claim import Claim, Role, Span
from bot.model.evidence import Evidence, Outcome, Strength, Verdict
from bot.model.place import Location, Rung
from bot.validator.engine import validate
from bot.validator.scene import Scene
from tests.fakes import MemoryCode
from tests.validator.fixing import PATH, finding, judge, seen, verdict

CLASS = """\
class Store(Base):
    def save(self, rows):
        first = self.begin(rows)
        second = self.next(rows)
        self.finish(first, second)
"""
CALLS = "Call it:\n```python\ndef save(self, rows):\n    self._flush_everything(rows)\n```"


def test_unknown_method_of_open_class() -> None:
    """
    A method that no line of the repository names is doubted where a base class is unknown.
    """
    judged = judge(finding(CALLS), CLASS)

    assert seen(judged)[0] == "fix-unknown-method"
    assert verdict(judged) is Verdict.UNVERIFIABLE
    assert judged.suggestions[0].unknown_names == ("_flush_everything",)


def test_unknown_method_of_closed_class() -> None:
    """
    The same method refutes the fix where all bases are classes of the repository.
    """
    old = "from base import Base\n\n\n" + CLASS

    assert verdict(judge(finding(CALLS), old, base="class Base:\n    pass\n")) is Verdict.REFUTED


@pytest.mark.parametrize(
    "base",
    [
        "class Base:\n    def _flush_everything(self, rows): pass\n",
        "class Base:\n    def __getattr__(self, name): pass\n",
        "class Base:\n    pass\n\nTABLE = ['_flush_everything']\n",
        "from elsewhere import Other\n\n\nclass Base(Other):\n    pass\n",
    ],
)
def test_method_that_may_exist(base: str) -> None:
    """
    A method that a base has, may make up, or inherit from elsewhere never refutes.
    """
    assert verdict(judge(finding(CALLS), "from base import Base\n\n\n" + CLASS, base=base)) is not Verdict.REFUTED


def test_method_of_the_library() -> None:
    """
    A method that a base of the standard library has is known.
    """
    old = "import unittest\n\n\nclass T(unittest.TestCase):\n    def test(self):\n        self.fail()\n"

    judged = judge(finding("```python\ndef test(self):\n    self.assertTrue(1)\n```"), old)

    assert verdict(judged) is Verdict.PLAUSIBLE


def test_name_from_another_block() -> None:
    """
    What one block of a finding defines, another may use.
    """
    text = f"Add:\n```python\ndef _flush_everything(self, rows):\n    return rows\n```\nThen:\n{CALLS}"
    old = "from base import Base\n\n\n" + CLASS

    judged = judge(finding(text), old, base="class Base:\n    pass\n")

    assert verdict(judged, "f2") is Verdict.PLAUSIBLE


def test_promised_name() -> None:
    """
    A name that the words promise to import or define does not refute.
    """
    text = "Import `cleaned` first.\n```suggestion\n        self.finish(cleaned(rows), 1)\n```"

    assert verdict(judge(finding(text, line=5), CLASS)) is Verdict.UNVERIFIABLE


def test_missing_import_in_a_snippet() -> None:
    """
    A snippet that uses a standard module without importing it is doubted; a suggestion that does so is refuted.
    """
    snippet = "```python\nsecond = random.choice(rows)\nself.finish(first, second)\n```"
    suggestion = "```suggestion\n        second = random.choice(rows)\n```"

    assert verdict(judge(finding(snippet, line=4), CLASS)) is Verdict.UNVERIFIABLE
    assert verdict(judge(finding(suggestion, line=4), CLASS.replace("(Base)", ""))) is Verdict.REFUTED


EARLY = """```python
def save(self, rows):
    # ... (rest of the method remains the same)

    self.drop(second)

    second = self.next(rows)
    self.finish(first, second)
```"""


def test_used_before_assignment() -> None:
    """
    A name read above the only statement that assigns it refutes the fix, even where it leaves code out.
    """
    judged = judge(finding(EARLY), CLASS)

    assert verdict(judged) is Verdict.REFUTED
    assert "fix-used-before-assignment" in seen(judged)
    assert verdict(judged, "f1.1") is Verdict.REFUTED
    assert [claim.quote for claim in judged.claims][:1] == ["    self.drop(second)"]


@pytest.mark.parametrize(
    "old",
    [
        CLASS.replace("(self, rows)", "(self, rows, second)"),
        CLASS.replace("first =", "second =", 1),
        CLASS.replace("        first", "        global second\n        first", 1),
        CLASS.replace("        first", "        while rows:\n            print(second)\n        first", 1),
    ],
)
def test_used_before_assignment_is_not_sure(old: str) -> None:
    """
    A parameter, a second assignment, a global name or an old early read is no proof.
    """
    assert "fix-used-before-assignment" not in seen(judge(finding(EARLY), old))


VERSIONS = """The corrected code should look like this:
```python
self.finish(first, first)
```
The updated method:
```python
def save(self, rows):
    first = self.begin(rows)
    second = self.next(rows)
    self.finish(second, second)
```"""


def test_versions_that_disagree() -> None:
    """
    Two blocks that give one call different arguments refute each other, and each names the other.
    """
    judged = judge(finding(VERSIONS), CLASS)

    assert verdict(judged, "f1") is verdict(judged, "f2") is Verdict.REFUTED
    details = [row.detail for row in judged.evidence if row.check == "fix-contradicts-itself"]
    assert all("self.finish(first, first)" in text and "self.finish(second, second)" in text for text in details)


@pytest.mark.parametrize(
    "text",
    [
        VERSIONS.replace("The updated method", "Alternatively, the updated method"),
        VERSIONS.replace("(second, second)", "(first, first)"),
        VERSIONS.replace("The corrected code should look like this:", "For example:"),
        VERSIONS.replace("self.finish(first, first)", "self.finish(first, ...)"),
    ],
)
def test_versions_that_agree(text: str) -> None:
    """
    A choice, equal versions, an example and a shortened call are no contradiction.
    """
    assert "fix-contradicts-itself" not in seen(judge(finding(text), CLASS))


def test_statements() -> None:
    """
    Each new statement with a call is a claim: its quote and its span are the source's own text.
    """
    text = "Do it like this:\n```python\ndef save(self, rows):\n    self.lock(\n        rows)\n    self.finish(rows, 1)\n```"
    found = finding(text)

    judged = judge(found, CLASS)

    assert [claim.id for claim in judged.claims] == ["f1.1", "f1.2"]
    assert [claim.quote for claim in judged.claims] == ["    self.lock(\n        rows)", "    self.finish(rows, 1)"]
    assert all(text[claim.span.start : claim.span.end] == claim.quote for claim in judged.claims)
    assert all(claim.role is Role.FIX and claim.kind == "fix-statement" for claim in judged.claims)


def test_many_statements() -> None:
    """
    A finding's fixes give at most twenty statements.
    """
    lines = "\n".join(f"    self.step({at})" for at in range(60))

    judged = judge(finding(f"```python\ndef save(self, rows):\n{lines}\n```"), CLASS)

    assert len(judged.claims) == 20


def examine(claim: Claim, scene: Scene) -> Sequence[Evidence]:
    """A check for a defect that is there while the claim's file says `begin`."""
    source = scene.source(claim)
    outcome = Outcome.SUPPORTS if source is not None and "begin" in source.text else Outcome.DISPROVES
    return [Evidence("begins", claim.id, outcome, Strength.PROOF, "it begins")]


@pytest.mark.parametrize(("new", "wanted"), [("start", Verdict.CONFIRMED), ("begin_now", Verdict.PLAUSIBLE)])
def test_flip(new: str, wanted: Verdict) -> None:
    """
    A fix is confirmed where the finding's own check proves the defect before and its absence after.
    """
    core = Claim("c1", "other", Role.PREDICATE, "begins", Span(0, 1), location=Location(PATH, 3, 3, rung=Rung.LINE))
    found = finding(f"```suggestion\n        first = self.{new}(rows)\n```", line=3)
    found = finding(found.quote, line=3, claims=(core, *found.claims))

    judged = judge(found, CLASS, examine, other="start = begin_now = 1\n")

    assert verdict(judged) is wanted


def test_engine_shows_statements() -> None:
    """
    The engine gives the statements of a fix their verdicts, and the finding keeps its own.
    """
    (judged,) = validate([finding(EARLY)], Scene(MemoryCode({PATH: CLASS})))

    verdicts = {found.claim.id: found.verdict for found in judged.claims}
    assert verdicts["f1"] is verdicts["f1.1"] is Verdict.REFUTED
    assert judged.verdict is Verdict.UNVERIFIABLE
    assert judged.crashes == ()
