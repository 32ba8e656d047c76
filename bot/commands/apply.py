"""What comes of a command: a reaction, perhaps a reply, something to remember, a run."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.commands.rights import REFUSAL, Refusal
from bot.commands.wording import HELP, NO_REASON, gone, no_such_finding
from bot.model.change_ref import ChangeRef
from bot.model.command import Command, Reaction, Verb
from bot.model.delivery import Decision, DecisionKind, DeliveryKind
from bot.model.history import History
from bot.model.report import Report
from bot.ports import Memory

_DECISIONS = {Verb.DISMISS: DecisionKind.DISMISSED, Verb.RESTORE: DecisionKind.RESTORED}


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a command was given: by whom, in which message (or delivery), and about which findings, as titles by id.

    `explain` words all that is known of a finding; empty where nobody proposes it now.
    """

    by: str
    message: str
    findings: Mapping[str, str]
    explain: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Response:
    """What is to be done. `key` tells the `reply` from all others on the change, so that it is said once.

    `pause`: True and False where somebody asked for silence, or for its end.
    """

    reaction: Reaction
    reply: str = ""
    key: str = ""
    is_run_wanted: bool = False
    decision: Decision | None = None
    pause: bool | None = None


def refused(refusal: Refusal) -> Response:
    """What comes of a command that is not allowed."""
    return Response(Reaction.REFUSED, refusal.sentence, REFUSAL)


def respond(command: Command, scene: Scene) -> Response:
    """What comes of a command that is allowed; the same command in the same scene comes to the same."""
    match command.verb:
        case Verb.RECHECK:
            return Response(Reaction.DONE, is_run_wanted=True)
        case Verb.HELP:
            return Response(Reaction.DONE, HELP, _key(command, scene))
        case Verb.EXPLAIN:
            return _explained(command, scene)
        case Verb.DISMISS | Verb.RESTORE:
            return _decided(command, scene)
        case Verb.PAUSE:
            return Response(Reaction.DONE, pause=True)
        case Verb.RESUME:
            return Response(Reaction.DONE, is_run_wanted=True, pause=False)


def remember(response: Response, memory: Memory, change: ChangeRef, by: str) -> None:
    """Keep what was decided; doing it again changes nothing. Raises what the memory raises."""
    if response.decision is not None:
        memory.decide(change, response.decision)
    if response.pause is not None:
        memory.pause(change, by if response.pause else None)


def findings_of(report: Report | None, history: History | None) -> dict[str, str]:
    """The findings that people may name, titles by id: those of the report in its order, then those told of before."""
    told = {one.id: one.title for one in report.findings} if report else {}
    before = [*(report.since.gone if report and report.since else ()), *(history.findings if history else ())]
    return told | {one.id: one.title for one in before if one.id not in told}


def is_run_due(kinds: Collection[DeliveryKind], responses: Iterable[Response], *, is_paused: bool) -> bool:
    """Whether what arrived asks for a run. Where somebody asked for silence, only what people ask for by name does.

    `responses` are what came of the commands among the deliveries.
    """
    if any(one.is_run_wanted for one in responses) or DeliveryKind.RECHECK in kinds:
        return True
    return not is_paused and any(kind is not DeliveryKind.COMMAND for kind in kinds)


def _explained(command: Command, scene: Scene) -> Response:
    if command.finding not in scene.findings:
        return _unknown(command, scene)
    text = scene.explain(command.finding) or gone(command.finding)
    return Response(Reaction.DONE, text, _key(command, scene))


def _decided(command: Command, scene: Scene) -> Response:
    if command.finding not in scene.findings:
        return _unknown(command, scene)
    if command.verb is Verb.DISMISS and not command.words:
        return Response(Reaction.REFUSED, NO_REASON, _key(command, scene))
    decision = Decision(command.finding, _DECISIONS[command.verb], scene.by, command.words)
    return Response(Reaction.DONE, is_run_wanted=True, decision=decision)


def _unknown(command: Command, scene: Scene) -> Response:
    return Response(Reaction.REFUSED, no_such_finding(command.finding, scene.findings), _key(command, scene))


def _key(command: Command, scene: Scene) -> str:
    return f"{scene.message} {command.verb} {command.finding}".rstrip()
