"""One run for one change on a forge: what was said is gathered, judged, answered, and where wanted published."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot import pipeline
from bot.consolidation.weights import Weights
from bot.errors import Superseded, Unreachable
from bot.human import mended
from bot.intake.proposed import Who, proposed_reviews
from bot.model.change import ChangedFile
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Decision
from bot.model.forge import Answer, ChangeState, CodePlace, Message, Published
from bot.model.history import History
from bot.model.place import Lines
from bot.model.record import Record, Told
from bot.model.report import Report
from bot.model.review import Comment, ProposedReview, told_apart
from bot.model.settings import PostingSettings
from bot.ports import CodeView, Forge, Memory
from bot.poster.gerrit import Footing
from bot.poster.gerrit import answer as gerrit_answer
from bot.poster.github import answer as github_answer
from bot.poster.history import read as read_history
from bot.poster.marker import Marker
from bot.report.explained import explain_finding, explain_on_gerrit
from bot.report.gerrit_text import Known, render_gerrit
from bot.report.markdown import Look, render_markdown
from bot.validator.revisions import Since

ATTEMPTS = 3
"""How often a change is judged anew when it moves on under our hands."""

Link = Callable[[Lines], str]
"""Makes the permanent URL of some lines."""


class SinceCode(CodeView, Protocol):
    """Code that can also tell how other revisions differ from head."""

    def since(self, revision: str) -> Sequence[ChangedFile] | None:
        """What changed from another commit to head; None where it is not known."""
        ...


class OpenedCode(Protocol):
    """The code of a change at head, and at earlier revisions."""

    @property
    def code(self) -> SinceCode:
        """At head."""
        ...

    @property
    def earlier(self) -> Mapping[str, CodeView]:
        """By revision, as far as they can be had."""
        ...


OpenCode = Callable[[CodePlace, ChangeState, Sequence[str]], AbstractContextManager[OpenedCode]]
"""Opens the code of a change, with the earlier revisions that are named."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a run needs beside the change: the forge, how its code is opened, and what the site has configured.

    `key` stands in our marker; `kind` is the forge's, as the configuration calls it; `who` tells who counts, asked with
    the account that we act as; `commands`: somebody listens to commands in comments. `memory` holds what people decided,
    None where nobody remembers that; `records` how each reviewer's findings fared with people so far. `read_review` reads
    the body of a review that was sent to us.
    """

    forge: Forge
    open_code: OpenCode
    who: Callable[[ChangeState], Who]
    link: Callable[[ChangeState], Link | None]
    posting: PostingSettings
    weights: Weights
    key: str
    kind: str
    commands: bool = False
    memory: Memory | None = None
    records: Mapping[str, Record] = field(default_factory=dict)
    read_review: Callable[[Mapping[str, object]], Sequence[ProposedReview]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: the report, the answer as it is to be published, and the code lines that a text form may show.

    `is_silent`: nothing was proposed, now or before. `mended`: what people did about it meanwhile.
    `link` makes permanent URLs of lines, where the forge has some. `history` is what was told of the change last time.
    """

    report: Report
    answer: Answer
    shown: Mapping[Lines, tuple[str, ...]]
    is_silent: bool
    link: Link | None = None
    mended: tuple[Told, ...] = ()
    history: History | None = None

    def explained(self, finding: str) -> str:
        """Everything that is known of a finding, as Markdown; empty where the report has none with this id."""
        return explain_finding(self.report, finding, self.link, lambda place: self.shown.get(place, ()))

    def explained_on_gerrit(self, finding: str) -> str:
        """The same for Gerrit."""
        return explain_on_gerrit(self.report, finding, lambda place: self.shown.get(place, ()))


def judge(site: Site, ref: ChangeRef) -> Run:
    """Read a change, judge what was proposed, and word the answer. Raises what the forge and the code cache raise."""
    state = site.forge.state(ref)
    said = proposed_reviews(_without_ours(state, site.key), site.who(state))
    reviews = told_apart((*said, *_submitted(site, ref)))
    ours = _ours(site, state)
    history = None if ours is None else read_history(ours.body, site.key)
    if not reviews:
        return _silent(site, state, history)
    named = _revisions(reviews, state, history)
    with site.open_code(site.forge.code(ref), state, named) as opened:
        since = {revision: opened.code.since(revision) for revision in named}
        reviews = tuple(_as_written(review, since) for review in reviews)
        setting = pipeline.Setting(
            change=str(ref),
            base=state.base,
            head=state.head,
            since=since,
            earlier=opened.earlier,
            history=history,
            matters=site.posting.matters,
            limits=state.limits,
            tells_revisions=False,
            decisions=_decisions(site, ref),
            records=site.records,
        )
        report = pipeline.review(reviews, opened.code, site.weights, setting)
        source = _Source(opened.code)
        answer = _worded(site, state, report, source, history)
        shown, told = source.evidence(report), mended(ref, report, since)
        return Run(report, answer, shown, is_silent=False, link=site.link(state), mended=told, history=history)


def publish(site: Site, ref: ChangeRef, *, asked: str) -> tuple[Run, Published]:
    """Judge a change and make it show the answer; once more where it moved on meanwhile.

    Raises what `judge` and the forge raise, Unreachable where the change does not come to rest.
    """
    for _ in range(ATTEMPTS):
        run = judge(site, ref)
        try:
            return run, site.forge.publish(ref, run.answer, asked=asked)
        except Superseded as moved:
            last = moved
    raise Unreachable(f"{last}; it moved {ATTEMPTS} times while it was judged, so run again when it rests") from last


def _submitted(site: Site, ref: ChangeRef) -> list[ProposedReview]:
    """The reviews that were sent to us and not to the forge."""
    sent = () if site.memory is None else site.memory.reviews(ref)
    return [replace(review, name=review.reviewer) for body in sent for review in site.read_review(body)]


def _ours(site: Site, state: ChangeState) -> Message | None:
    """Our answer as it was just read; where there is none, the forge is asked for one of an account that we had before."""
    marker = Marker(site.key).prefix
    own = (one for one in state.messages if one.author.id == state.me.id and marker in one.body)
    return next(own, None) or site.forge.ours(state.ref)


def _without_ours(state: ChangeState, key: str) -> ChangeState:
    """The change without our answers and replies: an account may be shared with others, so each is known by its marker too."""
    markers = (Marker(key).prefix, Marker(key).reply_prefix)
    said = (one for one in state.messages if one.author.id != state.me.id or not any(m in one.body for m in markers))
    return replace(state, messages=tuple(said))


def _decisions(site: Site, ref: ChangeRef) -> Mapping[str, Decision] | None:
    """What people decided; None where nobody remembers it, and only our own comment does."""
    return None if site.memory is None else site.memory.decisions(ref)


def _silent(site: Site, state: ChangeState, history: History | None) -> Run:
    """Nothing is proposed: there is nothing to judge, and no code is fetched."""
    setting = pipeline.Setting(
        change=str(state.ref), base=state.base, head=state.head, history=history, limits=state.limits
    )
    report = pipeline.silence(site.weights, setting)
    return Run(report, _worded(site, state, report, None, history), {}, is_silent=history is None, history=history)


def _worded(
    site: Site, state: ChangeState, report: Report, source: "_Source | None", history: History | None
) -> Answer:
    if site.kind == "gerrit":
        look = Look(site.posting.max_findings, site.posting.fold_below)
        return gerrit_answer(
            report,
            lambda room: render_gerrit(report, source, look, room, Known(history, state.revisions)),
            site.key,
            site.posting,
            Footing(state.revisions.get(report.revision, ""), site.commands),
        )
    link = site.link(state)

    def render(most: int) -> str:
        return render_markdown(report, link, source, Look(most, site.posting.fold_below))

    return github_answer(report, render, site.key, site.posting, commands=site.commands)


def _revisions(reviews: Sequence[ProposedReview], state: ChangeState, history: History | None) -> list[str]:
    """Every other revision that a review or a comment speaks of, in order of appearance, and those told of before."""
    named = [
        revision
        for review in reviews
        for revision in (review.revision, *(comment.revision for comment in review.comments), *_written(review))
    ]
    named += [] if history is None else [history.since, history.revision]
    return list(dict.fromkeys(revision for revision in named if revision and revision != state.head))


def _written(review: ProposedReview) -> list[str]:
    return [comment.written.revision for comment in review.comments if comment.written is not None]


def _as_written(review: ProposedReview, since: Since) -> ProposedReview:
    """The review with its comments at the revision that its words speak of, where that can still be compared with head."""
    return replace(review, comments=tuple(_first_place(comment, since) for comment in review.comments))


def _first_place(comment: Comment, since: Since) -> Comment:
    written = comment.written
    if written is None or since.get(written.revision) is None:
        return comment
    return replace(comment, revision=written.revision, line=written.line, end_line=written.end_line)


class _Source:
    """The code lines of places at head, read once a file."""

    def __init__(self, code: CodeView) -> None:
        self._code = code
        self._files: dict[str, tuple[str, ...]] = {}

    def __call__(self, place: Lines) -> tuple[str, ...]:
        """The lines of a place; empty where there is no such file."""
        if place.path not in self._files:
            source = self._code.read(place.path)
            self._files[place.path] = () if source is None else tuple(source.lines)
        return self._files[place.path][place.start_line - 1 : place.end_line]

    def evidence(self, report: Report) -> dict[Lines, tuple[str, ...]]:
        """The lines behind every piece of evidence."""
        places = {lines for finding in report.findings for seen in finding.evidence for lines in seen.lines}
        return {lines: self(lines) for lines in sorted(places)}
