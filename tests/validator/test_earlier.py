"""Tests of what became of findings since the revision that their reviewer saw."""

from bot.consolidation import Weights
from bot.model.change import ChangedFile, Hunk
from bot.model.evidence import Verdict
from bot.model.history import History, State
from bot.model.report import MergedFinding
from bot.model.review import Comment, ProposedReview
from bot.pipeline import Setting, review
from tests.fakes import MemoryCode

HEAD, SEEN = "2" * 40, "1" * 40
BEFORE = "import os\nimport sys\n\nprint(sys.argv)\n"
UNUSED = "`os` is imported but never used."
CLOSES = "Use a context manager so that the file is closed."


def judged(
    now: str, body: str = UNUSED, *, revision: str | None = SEEN, history: History | None = None
) -> MergedFinding:
    """The one finding about a.py, which was `BEFORE` when the reviewer looked and is `now` at head."""
    told = ProposedReview("acme", "acme", comments=(Comment("a.py", body, 1, id="1"),), revision=revision)
    changed = () if now == BEFORE else (ChangedFile("a.py", "modified", (Hunk(1, 1, 0, 0),)),)
    setting = Setting(
        "change", "0" * 40, HEAD, {SEEN: changed}, {SEEN: MemoryCode({"a.py": BEFORE})}, history, tells_revisions=False
    )
    [found] = review([told], MemoryCode({"a.py": now}), Weights(), setting).findings
    return found


def test_gone() -> None:
    """What was confirmed by a line that head no longer has is fixed, and says where it held."""
    found = judged(BEFORE.replace("import os\n", ""))

    assert (found.state, found.held_at) == (State.FIXED, SEEN)


def test_disproved() -> None:
    """What held at the reviewer's revision and is disproved at head is fixed."""
    found = judged(BEFORE + "print(os.sep)\n")

    assert (found.verdict, found.state, found.held_at) == (Verdict.REFUTED, State.FIXED, SEEN)


def test_still_there() -> None:
    """What head bears out is as new as ever."""
    found = judged(BEFORE + "# more\n")

    assert (found.verdict, found.state, found.held_at) == (Verdict.CONFIRMED, State.NEW, None)


def test_moved() -> None:
    """A line that only moved is not gone."""
    found = judged("import sys\n\nprint(sys.argv)\n\n\ndef late():\n    import os\n    return eval('os')\n")

    assert found.state is not State.FIXED


def test_never_true() -> None:
    """What was wrong at the reviewer's revision is refuted, not fixed."""
    found = judged(BEFORE + "# more\n", "`sys` is imported but never used.")

    assert (found.verdict, found.state) == (Verdict.REFUTED, State.NEW)


def test_without_a_revision() -> None:
    """Words that name no revision are taken for those of the one that we told of before."""
    found = judged(BEFORE.replace("import os\n", ""), revision=None, history=History(SEEN))

    assert (found.state, found.held_at) == (State.FIXED, SEEN)


def test_taken_care_of() -> None:
    """What nobody could prove at the reviewer's revision and only the change disproves is fixed, not refuted."""
    found = judged(BEFORE + "def load(path):\n    with open(path) as file:\n        return file.read()\n", CLOSES)

    assert (found.verdict, found.state, found.held_at) == (Verdict.REFUTED, State.FIXED, None)
