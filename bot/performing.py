"""One run of the service: commands are obeyed, the change is judged, and its forge shows the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot import runs
from bot.commands.apply import Response, Scene, findings_of, is_run_due, refused, remember, respond
from bot.commands.delivered import Given, given, groups_of
from bot.commands.parse import commands_in
from bot.commands.rights import allowed, is_heard
from bot.human import decided
from bot.journal import Entry, Journal
from bot.model.change_ref import ChangeRef
from bot.model.command import Asker, Command, Reaction, Verb
from bot.model.delivery import Delivery, DeliveryKind, Outcome, RunState
from bot.model.forge import ChangeState, Message
from bot.model.settings import CheckRun
from bot.ports import Checks, Judgements, Memory, Talk, Turn
from bot.poster.marker import Marker
from bot.report.json_report import render_json
from bot.runs import Run, Site

_ABOUT_FINDINGS = (Verb.EXPLAIN, Verb.DISMISS, Verb.RESTORE)
_MOST_ORDERS = 20
"""Messages with commands that one run obeys; what is beyond is said again by whoever means it."""

_OVERTAKEN = Outcome(RunState.SUPERSEDED, "something newer arrived before it was published")


@dataclass(frozen=True, slots=True)
class Service:
    """What the runs of a service share. `site_for` gives None for a change that the configuration ignores."""

    site_for: Callable[[ChangeRef], Site | None]
    talk_for: Callable[[Site], Talk | None]
    checks_for: Callable[[Site], Checks | None]
    memory: Memory
    judgements: Judgements
    journal: Journal = field(default_factory=Journal)

    def perform(self, change: ChangeRef, arrived: Sequence[Delivery], turn: Turn) -> Outcome:
        """Carry one run out. Raises Refused, Unreachable, GaveUp and Superseded."""
        return self.journal.keep(change, turn.run, lambda entry: self._perform(change, arrived, turn, entry))

    def _perform(self, change: ChangeRef, arrived: Sequence[Delivery], turn: Turn, entry: Entry) -> Outcome:
        entry.start(arrived)
        site = self.site_for(change)
        if site is None:
            return Outcome(RunState.DONE, "the configuration ignores this change")
        queued, said = groups_of(arrived)
        note = self._skip(site, change, queued)
        if not said:
            return Outcome(RunState.DONE, note or "the merge queue need not wait for us")
        orders = [order for delivery in said if (order := given(delivery)) is not None][:_MOST_ORDERS]
        clerk = _Clerk(self, site, change)
        obeyed = clerk.obey(orders) if orders else []
        responses = [response for _, found in obeyed for response in found]
        kinds = {delivery.kind for delivery in said}
        is_paused = self.memory.is_paused(change)
        if not is_run_due(kinds, responses, is_paused=is_paused):
            # Where somebody asked for silence, a new head is not judged, and a required check must not hang.
            self._skip(site, change, [""] if kinds != {DeliveryKind.COMMAND} else [])
            clerk.mark(obeyed)
            return Outcome(
                RunState.DONE, "somebody asked for silence here" if is_paused else "nothing was to be judged"
            )
        asked = DeliveryKind.RECHECK in kinds or any(one.is_run_wanted for one in responses)
        run = runs.judge(site, change)
        entry.judged(run)
        outcome = _OVERTAKEN if turn() else self._answer(site, change, (run, entry), asked=asked)
        if outcome.state is RunState.DONE:
            clerk.mark(obeyed)
        return outcome

    def _answer(self, site: Site, change: ChangeRef, done: tuple[Run, Entry], *, asked: bool) -> Outcome:
        run, entry = done
        report = None if run.is_silent else render_json(run.report)
        self.judgements.keep(run.mended)
        if site.posting.dry_run:
            return Outcome(RunState.DONE, "posting.dry_run is set", run.report.revision, report=report)
        published = site.forge.publish(change, run.answer, asked=asked)
        entry.posted(run, has_changed=published.changed)
        return Outcome(RunState.DONE, published.note, run.report.revision, published.url, report)

    def _skip(self, site: Site, change: ChangeRef, commits: Sequence[str]) -> str:
        """Let commits show that there is nothing to judge, the head where none is named; what could not be done, in words."""
        checks = self.checks_for(site)
        if checks is None or site.posting.check_run is CheckRun.NONE or site.posting.dry_run:
            return ""
        return " ".join(dict.fromkeys(note for one in commits if (note := checks.skip(change, one).note)))


class _Clerk:
    """Obeys the commands of one run."""

    def __init__(self, service: Service, site: Site, change: ChangeRef) -> None:
        self._service, self._site, self._change = service, site, change
        self._talk = service.talk_for(site)
        self._rights: dict[str, bool] = {}

    def obey(self, orders: Sequence[Given]) -> list[tuple[str, list[Response]]]:
        """What came of the commands of each message that still stands and whose author is somebody to be heard."""
        state = self._site.forge.state(self._change)
        messages = {message.id: message for message in state.messages}
        marks = (Marker(self._site.key).prefix, Marker(self._site.key).reply_prefix)
        asked = {command.verb for order in orders for command in order.commands}
        run = runs.judge(self._site, self._change) if asked.intersection(_ABOUT_FINDINGS) else None
        done = []
        for order in orders:
            message = messages.get(order.message)
            if message is None or not is_heard(message, state.me, marks):
                continue
            commands = [command for command in commands_in(message.body) if command in order.commands]
            done.append((message.id, [self._obey(command, message, state, run) for command in commands]))
        return done

    def _obey(self, command: Command, message: Message, state: ChangeState, run: Run | None) -> Response:
        login = message.author.login
        asker = Asker(login, may_write=self._may_write(login), is_author=message.author.id == state.author.id)
        refusal = allowed(command, asker, self._site.kind)
        response = refused(refusal) if refusal else respond(command, self._scene(message, run))
        if response.reaction is not Reaction.REFUSED:
            self._react(message.id, Reaction.SEEN)
        remember(response, self._service.memory, self._change, login)
        if response.decision is not None and run is not None:
            self._service.judgements.keep(decided(self._change, response.decision, run.report))
        if response.reply and self._talk is not None:
            self._talk.say(self._change, response.reply, Marker(self._site.key).reply(response.key))
        return response

    def _scene(self, message: Message, run: Run | None) -> Scene:
        if run is None:
            return Scene(message.author.login, message.id, {}, lambda _: "")
        return Scene(message.author.login, message.id, findings_of(run.report, run.history), run.explained)

    def _may_write(self, login: str) -> bool:
        if login not in self._rights:
            self._rights[login] = self._site.forge.may_write(self._change, login)
        return self._rights[login]

    def mark(self, obeyed: Sequence[tuple[str, Sequence[Response]]]) -> None:
        """Show what came of each message, once everything is done."""
        for message, responses in obeyed:
            for reaction in dict.fromkeys(response.reaction for response in responses):
                self._react(message, reaction)

    def _react(self, message: str, reaction: Reaction) -> None:
        if self._talk is not None:
            self._talk.react(self._change, message, reaction)
