"""Obeys what people ask for in messages of a change: by which messages, who may, what comes of it, and how it is shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot import runs
from bot.commands.apply import Response, Scene, findings_of, refused, remember, respond
from bot.commands.delivered import Given, given
from bot.commands.parse import commands_in, gerrit_commands_in
from bot.commands.rights import REFUSAL, allowed, is_heard
from bot.commands.wording import PAUSED
from bot.human import decided
from bot.model.change_ref import ChangeRef
from bot.model.command import Asker, Command, Reaction, Verb
from bot.model.delivery import Delivery
from bot.model.forge import ChangeState, Message
from bot.ports import Judgements, Memory, Talk
from bot.poster.gerrit import reply as gerrit_reply
from bot.poster.marker import Marker
from bot.runs import Run, Site

_ABOUT_FINDINGS = (Verb.EXPLAIN, Verb.DISMISS, Verb.RESTORE)
_MOST_ORDERS = 20
"""Messages with commands that one run obeys; what is beyond is said again by whoever means it."""

Order = tuple[Message, tuple[Command, ...]]
"""A message that stands on the change, and what it asks for."""


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What came of the commands of one message."""

    message: str
    responses: tuple[Response, ...]

    @property
    def is_run_wanted(self) -> bool:
        """Whether one of them asks for a run."""
        return any(one.is_run_wanted for one in self.responses)


@dataclass(frozen=True, slots=True)
class Books:
    """What is remembered beside the forges. `since_run`: seconds since a change was last judged, None where it never was."""

    memory: Memory
    judgements: Judgements
    since_run: Callable[[ChangeRef], float | None] = lambda _: None


class Clerk:
    """Obeys the commands of one run. Raises what the forge, the code and the books raise."""

    def __init__(self, site: Site, change: ChangeRef, talk: Talk | None, books: Books) -> None:
        self._site, self._change, self._talk, self._books = site, change, talk, books
        self._rights: dict[str, bool] = {}

    def obey(self, arrived: Iterable[Delivery]) -> tuple[Obeyed, ...]:
        """What came of the commands of each message that still stands and whose author is somebody to be heard."""
        named = [order for delivery in arrived if (order := given(delivery)) is not None][:_MOST_ORDERS]
        if not named and not self._is_gerrit:
            return ()
        state = self._site.forge.state(self._change)
        orders = self._unanswered(state) if self._is_gerrit else self._named(state, named)
        verbs = {command.verb for _, commands in orders for command in commands}
        run = runs.judge(self._site, self._change) if verbs.intersection(_ABOUT_FINDINGS) else None
        obeyed = []
        for message, commands in orders:
            responses = tuple(self._obey(command, message, state, run) for command in commands)
            self._say(message, responses)
            obeyed.append(Obeyed(message.id, responses))
        return tuple(obeyed)

    def mark(self, obeyed: Iterable[Obeyed]) -> None:
        """Show what came of each message, once everything is done."""
        for one in obeyed:
            for reaction in dict.fromkeys(response.reaction for response in one.responses):
                self._react(one.message, reaction)

    @property
    def _is_gerrit(self) -> bool:
        return self._site.kind == "gerrit"

    def _named(self, state: ChangeState, named: Sequence[Given]) -> list[Order]:
        """The messages that deliveries name, with those of their commands that still stand there."""
        messages = {message.id: message for message in state.messages}
        found = [(messages[order.message], order) for order in named if order.message in messages]
        return [
            (message, tuple(command for command in commands_in(message.body) if command in order.commands))
            for message, order in found
            if self._is_heard(message, state)
        ]

    def _unanswered(self, state: ChangeState) -> list[Order]:
        """Every message with commands that none of ours answers: Gerrit's events name no message, and leave out most."""
        waiting = [one for one in state.messages if one.id not in state.answered and self._is_heard(one, state)]
        orders = [(message, gerrit_commands_in(message.body)) for message in waiting]
        return [(message, commands) for message, commands in orders if commands][:_MOST_ORDERS]

    def _is_heard(self, message: Message, state: ChangeState) -> bool:
        marks = (Marker(self._site.key).prefix, Marker(self._site.key).reply_prefix)
        return is_heard(message, state.me, marks)

    def _obey(self, command: Command, message: Message, state: ChangeState, run: Run | None) -> Response:
        response = self._response(command, message, state, run)
        if response.reaction is not Reaction.REFUSED:
            self._react(message.id, Reaction.SEEN)
        login = message.author.login
        remember(response, self._books.memory, self._change, login)
        if response.decision is not None and run is not None:
            self._books.judgements.keep(decided(self._change, response.decision, run.report))
        return response

    def _say(self, message: Message, responses: Sequence[Response]) -> None:
        """Reply, each time in the same words. The last word answers the message: that may be the answer of the run."""
        spoken = [response for response in responses if response.reply]
        is_last_ours = not any(response.is_run_wanted for response in responses)
        for at, response in enumerate(spoken, 1):
            if self._talk is not None:
                text = gerrit_reply(response.reply) if self._is_gerrit else response.reply
                to = message.id if is_last_ours and at == len(spoken) else ""
                self._talk.say(self._change, text, Marker(self._site.key).reply(response.key), to)

    def _response(self, command: Command, message: Message, state: ChangeState, run: Run | None) -> Response:
        """What a command comes to; on Gerrit, where a message can't be marked, each is answered in words."""
        login = message.author.login
        in_charge = self._may_write(login)
        is_author = message.author.id == state.author.id
        asker = Asker(login, may_write=in_charge, is_author=is_author, is_member=in_charge)
        since = self._books.since_run(self._change)
        refusal = allowed(command, asker, self._site.kind, seconds_since_run=since)
        if refusal is not None:
            response = refused(refusal)
            return replace(response, key=f"{REFUSAL} {message.id}") if self._is_gerrit else response
        response = respond(command, self._scene(message, run))
        if self._is_gerrit and response.pause:
            return replace(response, reply=PAUSED, key=f"{message.id} {command.verb}")
        return response

    def _scene(self, message: Message, run: Run | None) -> Scene:
        if run is None:
            return Scene(message.author.login, message.id, {}, lambda _: "")
        explained = run.explained_on_gerrit if self._is_gerrit else run.explained
        return Scene(message.author.login, message.id, findings_of(run.report, run.history), explained)

    def _may_write(self, login: str) -> bool:
        if login not in self._rights:
            self._rights[login] = self._site.forge.may_write(self._change, login)
        return self._rights[login]

    def _react(self, message: str, reaction: Reaction) -> None:
        if self._talk is not None:
            self._talk.react(self._change, message, reaction)
