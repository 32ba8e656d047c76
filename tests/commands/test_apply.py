"""Tests of what comes of a command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from bot.commands.apply import Response, Scene, findings_of, is_run_due, refused, remember, respond
from bot.commands.delivered import Given, given
from bot.commands.parse import commands_in, gerrit_commands_in
from bot.commands.rights import Refusal
from bot.commands.wording import HELP, SHOWN_FINDINGS
from bot.model.change_ref import ChangeRef
from bot.model.command import Command, Reaction, Verb
from bot.model.delivery import Decision, DecisionKind, Delivery, DeliveryKind
from bot.model.evidence import Verdict
from bot.model.history import History, Past, State
from bot.ports import Memory
from tests.builders import finding, report
from tests.poster.hostile import TEXTS
from tests.poster.rendering import ACTS, COMMANDS, rendered

REF = ChangeRef.parse("github:acme/widgets#12")
FINDINGS = {"c7d1e2": "The lock is not released", "1": "Odd"}


@dataclass
class Notebook:
    """A memory of one change."""

    decided: dict[str, Decision] = field(default_factory=dict)
    paused: str | None = None

    def decisions(self, change: ChangeRef) -> Mapping[str, Decision]:
        """What holds."""
        return self.decided

    def decide(self, change: ChangeRef, decision: Decision) -> None:
        """Keep it."""
        self.decided[decision.finding] = decision

    def is_paused(self, change: ChangeRef) -> bool:
        """Whether somebody asked for silence."""
        return self.paused is not None

    def pause(self, change: ChangeRef, by: str | None) -> None:
        """Be silent, or not."""
        self.paused = by

    def reviews(self, change: ChangeRef) -> Sequence[Mapping[str, object]]:
        """None."""
        return ()


_: type[Memory] = Notebook


def scene(findings: Mapping[str, str] = FINDINGS, explained: str = "Because.") -> Scene:
    """A command of dave's in the comment 5."""
    return Scene("dave", "comment-5", findings, lambda id: explained)


def did(text: str, **told: object) -> Response:
    """What comes of a line."""
    (command,) = commands_in(text)
    return respond(command, scene(**told))  # type: ignore[arg-type]


def test_recheck() -> None:
    """
    To judge once more asks for a run, and says nothing.
    """
    assert did("/recheck-review") == Response(Reaction.DONE, is_run_wanted=True)


def test_help() -> None:
    """
    Help is the list of commands, and none itself.
    """
    response = did("/metareview help")

    assert (response.reaction, response.reply, response.is_run_wanted) == (Reaction.DONE, HELP, False)
    assert all(verb.value in HELP for verb in Verb)
    assert commands_in(HELP) == gerrit_commands_in(HELP) == ()
    for what, pattern in COMMANDS.items():
        assert not pattern.search(HELP), what
        assert not pattern.search(rendered(HELP).text), what


def test_explain() -> None:
    """
    An explanation is what the report says of the finding; of one that is no longer proposed there is none.
    """
    assert did("/metareview explain `C7D1E2`").reply == "Because."
    assert "Nobody proposes `c7d1e2` any longer" in did("/metareview explain c7d1e2", explained="").reply


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("/metareview dismiss c7d1e2 the caller `locks`", DecisionKind.DISMISSED, "the caller `locks`"),
        ("/metareview restore c7d1e2", DecisionKind.RESTORED, ""),
    ],
)
def test_decide(line: str, kind: DecisionKind, words: str) -> None:
    """
    A decision is remembered with who made it and why, asks for a run, and needs no reply.
    """
    decision = Decision("c7d1e2", kind, "dave", words)
    memory = Notebook()

    response = did(line)
    remember(response, memory, REF, "dave")
    remember(response, memory, REF, "dave")

    assert response == Response(Reaction.DONE, is_run_wanted=True, decision=decision)
    assert memory.decisions(REF) == {"c7d1e2": decision}


def test_no_reason() -> None:
    """
    Without a reason nothing is dismissed.
    """
    response = did("/metareview dismiss c7d1e2")

    assert (response.reaction, response.decision, response.is_run_wanted) == (Reaction.REFUSED, None, False)
    assert "say why" in response.reply


@pytest.mark.parametrize("verb", ["explain", "dismiss", "restore"])
@pytest.mark.parametrize("name", ["2", "c7", "#1", "c7d1e20", "the", ""])
def test_unknown(verb: str, name: str) -> None:
    """
    An id counts as printed, never its beginning nor a position; anything else gets the list.
    """
    findings = {"c7d1e2": "The lock is not released", "d402cc": "Twice"}

    response = did(f"/metareview {verb} {name}", findings=findings)

    assert (response.reaction, response.decision, response.is_run_wanted) == (Reaction.REFUSED, None, False)
    assert response.reply.endswith("\n\n- `c7d1e2` The lock is not released\n- `d402cc` Twice\n")


def test_nothing_to_name() -> None:
    """
    A change without findings says so; of many the first are listed, and the rest is counted.
    """
    many = {f"a{n}": "x" for n in range(SHOWN_FINDINGS + 3)}

    assert did("/metareview explain c7", findings={}).reply == "There is no finding `c7` here. This change has none.\n"
    assert did("/metareview explain c7", findings=many).reply.endswith("- and 3 more\n")


def test_pause() -> None:
    """
    Silence is remembered with who asked for it, and its end asks for a run.
    """
    memory = Notebook()

    pause, resume = did("/metareview pause"), did("/metareview resume")
    remember(pause, memory, REF, "dave")
    assert memory.paused == "dave"
    remember(did("/recheck-review"), memory, REF, "dave")
    assert memory.is_paused(REF)
    remember(resume, memory, REF, "dave")
    assert not memory.is_paused(REF)

    assert (pause.is_run_wanted, resume.is_run_wanted) == (False, True)


def test_refused() -> None:
    """
    All refusals of a change have one key, so that one is said at most.
    """
    first, second = refused(Refusal("No.")), refused(Refusal("Not you."))

    assert first.key == second.key
    assert (first.reaction, first.reply, first.is_run_wanted) == (Reaction.REFUSED, "No.", False)


def test_keys() -> None:
    """
    Each command of each message has a key of its own for its reply, the same each time.
    """
    lines = ["/metareview help", "/metareview explain c7d1e2", "/metareview explain 1", "/metareview explain 2"]
    keys = [did(line).key for line in lines]
    other = respond(Command(Verb.HELP), Scene("dave", "comment-6", FINDINGS, lambda id: ""))

    assert len({*keys, other.key}) == 5
    assert keys == [did(line).key for line in lines]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile(text: str) -> None:
    """
    Neither a title nor an id that somebody made up does anything in a reply.
    """
    command = Command(Verb.EXPLAIN, text)
    for findings in ({"c7d1e2": text}, {}):
        reply = respond(command, scene(findings=findings)).reply
        page = rendered(reply)
        assert {tag for tag, _ in page.tags} <= {"p", "code", "ul", "li", "br"}
        assert page.comments == page.other == page.open == []
        for what, pattern in ACTS.items():
            assert not pattern.search(page.outside_code), what
        for what, pattern in COMMANDS.items():
            assert not pattern.search(reply), what
            assert not pattern.search(page.text), what


E_, C_, R_, P_, REV = (
    DeliveryKind.EVENT,
    DeliveryKind.COMMAND,
    DeliveryKind.RECHECK,
    DeliveryKind.POLL,
    DeliveryKind.REVIEW,
)


@pytest.mark.parametrize(
    ("kinds", "is_wanted", "is_due", "is_due_paused"),
    [
        ({E_}, False, True, False),
        ({P_}, False, True, False),
        ({REV}, False, True, False),
        ({R_}, False, True, True),
        ({C_}, False, False, False),
        ({C_}, True, True, True),
        ({C_, E_}, False, True, False),
        ({C_, E_}, True, True, True),
        (set(), False, False, False),
    ],
)
def test_run(kinds: set[DeliveryKind], is_wanted: bool, is_due: bool, is_due_paused: bool) -> None:
    """
    What was said and pushed asks for a run unless somebody wants silence; what people ask for by name always does.
    """
    responses = [Response(Reaction.DONE), Response(Reaction.DONE, is_run_wanted=is_wanted)]

    assert is_run_due(kinds, responses, is_paused=False) is is_due
    assert is_run_due(kinds, responses, is_paused=True) is is_due_paused


def test_findings() -> None:
    """
    People may name what the report has, in its order, and what was told of before.
    """
    before = [Past(id, Verdict.REFUTED, State.OPEN, "other", f"old {id}") for id in ("a", "c")]

    told = findings_of(report(finding("b", title="B"), finding("a", title="A")), History("1" * 40, tuple(before)))

    assert list(told.items()) == [("b", "B"), ("a", "A"), ("c", "old c")]
    assert findings_of(None, None) == {}


def delivery(**given: object) -> Delivery:
    """A delivery of one command."""
    row = {"verb": "dismiss", "finding": "c7d1e2", "words": "no"}
    body = {
        "commands": [row],
        "author": {"login": "dave", "id": "4", "is_bot": False},
        "message": {"id": "comment-5", "kind": "comment"},
    }
    return Delivery("d-1", REF, DeliveryKind.COMMAND, is_urgent=True, body=body | given)


def test_delivered() -> None:
    """
    A kept command is read as it was given; where the forge names no message the delivery stands for it.
    """
    command = Command(Verb.DISMISS, "c7d1e2", "no")

    assert given(delivery()) == Given((command,), "dave", "comment-5")
    assert given(delivery(message={"id": ""})) == Given((command,), "dave", "d-1")


@pytest.mark.parametrize(
    "body",
    [
        {"commands": []},
        {"commands": "dismiss"},
        {"commands": [{"verb": "obey", "finding": "", "words": ""}]},
        {"commands": [{"verb": "help"}]},
        {"commands": [7]},
        {"author": {"login": ""}},
        {"author": None},
        {"message": {"id": 5}},
    ],
)
def test_odd_delivery(body: dict[str, object]) -> None:
    """
    What is not as we write it asks for nothing.
    """
    assert given(delivery(**body)) is None


def test_no_command() -> None:
    """
    Neither does a delivery of another kind.
    """
    assert given(Delivery("d-1", REF, DeliveryKind.EVENT, body=delivery().body)) is None
