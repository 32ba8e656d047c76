"""What we say in reviewers' own threads: the verdict on their comment, and why, in one or two lines."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.evidence import Evidence, Outcome, Strength, Verdict
from bot.model.forge import ThreadNote
from bot.model.history import State
from bot.model.neutral import break_triggers, neutralise_gerrit, neutralise_markdown, one_line, shorten
from bot.model.place import Lines
from bot.model.report import MergedFinding, Report
from bot.model.secrets import cut_secrets
from bot.poster.telling import seen_of

_TOLD = (Verdict.CONFIRMED, Verdict.PLAUSIBLE, Verdict.REFUTED)
_SHOWN_EVIDENCE = 2
_SHOWN_PLACES = 4
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Form:
    """How a forge is written for: foreign words made harmless, and an id."""

    plain: Callable[[str], str]
    id: Callable[[str], str]


GERRIT = Form(neutralise_gerrit, neutralise_gerrit)
GITHUB = Form(neutralise_markdown, lambda id: neutralise_markdown(f"`{id}`"))


def notes_of(report: Report, form: Form) -> tuple[ThreadNote, ...]:
    """One note for each inline comment of which something was judged, in order of the findings; the first counts."""
    notes: dict[str, ThreadNote] = {}
    for finding in report.findings:
        if finding.verdict not in _TOLD or finding.state in (State.FIXED, State.DISMISSED):
            continue
        said = ""
        for source in finding.sources:
            if source.comment_id and source.comment_id not in notes:
                said = said or _words(finding, form)
                notes[source.comment_id] = ThreadNote(source.comment_id, said, is_news=finding.state is not State.OPEN)
    return tuple(notes.values())


def _words(finding: MergedFinding, form: Form) -> str:
    """Verdict and id, then what was seen, with its lines."""
    seen = dict.fromkeys(_sentence(entry, finding.location.path, form) for entry in _deciding(finding))
    head = f"{finding.verdict.value.capitalize()} {form.id(finding.id)}"
    return break_triggers(f"{head}: {' '.join(list(seen)[:_SHOWN_EVIDENCE])}" if seen else f"{head}.")


def _sentence(evidence: Evidence, home: str | None, form: Form) -> str:
    detail = _plain(evidence.detail, form).rstrip(".")
    places = [_place(lines, home, form) for lines in evidence.lines[:_SHOWN_PLACES]]
    places += ["…"] if len(evidence.lines) > _SHOWN_PLACES else []
    return f"{detail} ({', '.join(places)})." if places else f"{detail}."


def _place(lines: Lines, home: str | None, form: Form) -> str:
    is_one = lines.start_line == lines.end_line
    numbers = str(lines.start_line) if is_one else f"{lines.start_line}-{lines.end_line}"
    return (
        f"{'line' if is_one else 'lines'} {numbers}" if lines.path == home else f"{_plain(lines.path, form)}:{numbers}"
    )


def _deciding(finding: MergedFinding) -> list[Evidence]:
    """What the verdict rests on: only proofs where there are some."""
    seen = seen_of(finding, Outcome.DISPROVES if finding.verdict is Verdict.REFUTED else Outcome.SUPPORTS)
    return [one for one in seen if one.strength is Strength.PROOF] or seen


def _plain(text: str, form: Form) -> str:
    return form.plain(shorten(cut_secrets(one_line(text)), _LONGEST))
