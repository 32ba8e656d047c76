"""What other Apps' check runs say on lines of the head: their annotations, as messages of the App's account."""

from collections.abc import Iterable
from itertools import islice

from bot.errors import Refused
from bot.forges.github.api import Api, Declined
from bot.forges.github.messages import ANNOTATION, Dated
from bot.model.fields import Row, number, text
from bot.model.forge import Message, MessageKind, Person

MOST_RUNS = 20
"""Check runs whose annotations are read, one call or more each."""

MOST_NOTES = 1000
"""Annotations of one check run that are read."""


def read(api: Api, full_name: str, head: str, me: Person) -> tuple[list[Dated], tuple[str, ...]]:
    """The annotations on the head, and what could not be read in words. Raises what Api raises, but for a missing right."""
    try:
        runs = list(api.pages(f"/repos/{full_name}/commits/{head}/check-runs", key="check_runs", filter="latest"))
        latest = _latest(runs, me)
        found: list[Dated] = []
        limits = [f"only {MOST_RUNS} of {len(latest)} check runs with annotations were read"] * (
            len(latest) > MOST_RUNS
        )
        for run in latest[:MOST_RUNS]:
            notes = api.pages(f"/repos/{full_name}/check-runs/{number(run, 'id')}/annotations")
            found += [_message(run, note, at) for at, note in enumerate(islice(notes, MOST_NOTES))]
            if (number(run, "output", "annotations_count") or 0) > MOST_NOTES:
                limits.append(f"only {MOST_NOTES} annotations of a check run by {_login(run)} were read")
    except Refused as error:
        if isinstance(error, Declined) and error.status in (403, 404):
            return [], (f"annotations of check runs could not be read: {error}",)
        raise
    return found, tuple(limits)


def _latest(runs: Iterable[Row], me: Person) -> list[Row]:
    """The last run of each name and App that says anything, without ours, in order of number."""
    last: dict[tuple[int | None, str], Row] = {}
    for run in sorted(runs, key=lambda one: (text(one, "started_at"), number(one, "id") or 0)):
        last[number(run, "app", "id"), text(run, "name")] = run
    wanted = (one for one in last.values() if (number(one, "output", "annotations_count") or 0) > 0)
    others = (one for one in wanted if text(one, "app", "slug") and _login(one) != me.login)
    return sorted(others, key=lambda one: number(one, "id") or 0)


def _message(run: Row, note: Row, place: int) -> Dated:
    key, line, end = number(run, "id") or 0, number(note, "start_line"), number(note, "end_line")
    when = text(run, "completed_at") or text(run, "started_at")
    said = Message(
        f"annotation-{key}-{place}",
        MessageKind.ANNOTATION,
        Person(_login(run), f"app-{number(run, 'app', 'id')}", is_bot=True),
        text(note, "message"),
        url=text(run, "html_url") or None,
        revision=text(run, "head_sha") or None,
        path=text(note, "path") or None,
        line=line,
        end_line=end if line is not None and end is not None and end > line else None,
        group=f"check-{key}",
        updated_at=when,
        title=text(note, "title") or None,
        severity=text(note, "annotation_level") or None,
    )
    return (when, ANNOTATION, key, place), said


def _login(run: Row) -> str:
    """The account that an App writes as."""
    return f"{text(run, 'app', 'slug')}[bot]"
