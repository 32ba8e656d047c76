"""One run of the service: commands are obeyed, the change is judged, and its forge shows the answer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot import runs
from bot.commands.apply import is_run_due
from bot.commands.delivered import groups_of
from bot.journal import Entry, Journal
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, DeliveryKind, Outcome, RunState
from bot.model.settings import CheckRun
from bot.obeying import Books, Clerk, Obeyed
from bot.ports import Checks, Talk, Turn
from bot.report.json_report import render_json
from bot.runs import Run, Site

_OVERTAKEN = Outcome(RunState.SUPERSEDED, "something newer arrived before it was published")


@dataclass(frozen=True, slots=True)
class Service:
    """What the runs of a service share. `site_for` gives None for a change that the configuration ignores."""

    site_for: Callable[[ChangeRef], Site | None]
    talk_for: Callable[[Site], Talk | None]
    checks_for: Callable[[Site], Checks | None]
    books: Books
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
        clerk = Clerk(site, change, self.talk_for(site), self.books)
        obeyed = clerk.obey(said)
        kinds = {delivery.kind for delivery in said}
        is_paused = self.books.memory.is_paused(change)
        responses = [response for one in obeyed for response in one.responses]
        if not is_run_due(kinds, responses, is_paused=is_paused):
            # Where somebody asked for silence, a new head is not judged, and a required check must not hang.
            self._skip(site, change, [""] if kinds != {DeliveryKind.COMMAND} else [])
            clerk.mark(obeyed)
            return Outcome(
                RunState.DONE, "somebody asked for silence here" if is_paused else "nothing was to be judged"
            )
        run = runs.judge(site, change)
        entry.judged(run)
        outcome = _OVERTAKEN if turn() else self._answer(site, change, (run, entry), _asked(said, obeyed))
        if outcome.state is RunState.DONE:
            clerk.mark(obeyed)
        return outcome

    def _answer(self, site: Site, change: ChangeRef, done: tuple[Run, Entry], asked: str) -> Outcome:
        run, entry = done
        report = None if run.is_silent else render_json(run.report)
        self.books.judgements.keep(run.mended)
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


def _asked(said: Iterable[Delivery], obeyed: Iterable[Obeyed]) -> str:
    """What asked for the answer: the messages whose commands want a run, and questions over the API."""
    asked = [one.message for one in obeyed if one.is_run_wanted]
    asked += ["-".join(one.id.split()) for one in said if one.kind is DeliveryKind.RECHECK]
    return " ".join(asked)
