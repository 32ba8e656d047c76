"""The composition root: the only place that names adapters, reads the environment and hands out data files."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING

from bot import pipeline
from bot.consolidation.weights import Weights
from bot.git.view import GitCode, open_repository
from bot.model.history import State
from bot.model.place import Lines
from bot.model.report import Report
from bot.model.review import ProposedReview
from bot.report.json_report import render_json
from bot.report.markdown import render_markdown
from bot.report.text import render_text

if TYPE_CHECKING:
    from bot.config.secrets import Secrets
    from bot.model.settings import Settings
    from bot.runs import Run


@dataclass(frozen=True, slots=True)
class Answer:
    """A report, the lines of code that its text form may show, and whether uncommitted work was left aside."""

    report: Report
    shown: dict[Lines, tuple[str, ...]]
    is_dirty: bool = False


def check(reviews: Sequence[ProposedReview], repo: str, head: str, base: str | None) -> Answer:
    """Judge reviews against the commit range of a repository. Raises Refused for a bad repository or revision."""
    with open_repository(repo, head, base) as code:
        named = sorted({one.revision for one in reviews if one.revision} - {code.head})
        since = {revision: code.since(revision) for revision in named}
        setting = pipeline.Setting(f"{code.base}..{code.head}", code.base, code.head, since)
        report = pipeline.review(reviews, code, load_weights(), setting)
        return Answer(report, _shown(report, code), code.is_dirty)


def cluster(reviews: Sequence[ProposedReview]) -> Answer:
    """Parse and merge reviews."""
    return Answer(pipeline.cluster(reviews, load_weights()), {})


def render(answer: Answer, form: str) -> str:
    """Write an answer as text, markdown, json or sarif."""
    if form == "json":
        return render_json(answer.report)
    if form == "sarif":
        return _render_sarif(answer.report)
    if form == "markdown":
        return render_markdown(answer.report, None)
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = max(40, min(shutil.get_terminal_size((110, 40)).columns, 120)) if is_terminal else 110
    colour = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return render_text(answer.report, lambda lines: answer.shown.get(lines, ()), colour=colour, width=width)


def _render_sarif(report: Report) -> str:
    from bot.report.sarif import render_sarif  # imported late, as few ask for it
    from bot.validator.checks import CHECKS

    modules = {check.kind: f"bot.validator.checks.{check.kind.replace('-', '_')}" for check in CHECKS}
    helps = {kind: sys.modules[module].__doc__ or "" for kind, module in modules.items()}
    return render_sarif(report, version("metareview"), helps)


def render_run(run: "Run", form: str) -> str:
    """Write what a run on a forge came to: as text, json, sarif, or the Markdown that would be posted."""
    if form == "markdown":
        return run.answer.text
    return render(Answer(run.report, dict(run.shown)), form)


def is_met(report: Report, level: str | None) -> bool:
    """Whether a finding has the verdict that `--fail-on` names, or is confirmed."""
    closed = (State.FIXED, State.DISMISSED)
    live = (finding for finding in report.findings if finding.state not in closed)
    return level is not None and any(finding.verdict in (level, "confirmed") for finding in live)


def load_weights() -> Weights:
    """The fitted weights that ship with the package."""
    return Weights.from_mapping(json.loads(resources.files("bot.data").joinpath("weights.json").read_text("utf-8")))


def load_settings(path: str) -> "Settings":
    """The configuration in a file. Raises BadConfig with every fault in it, Refused where it can't be opened."""
    from bot.config.files import read_config  # imported late, as all that only a configuration needs
    from bot.config.load import load_settings as read_settings

    return read_settings(path, read_config(path), os.path.dirname(path))


def secrets() -> "Secrets":
    """Looks secrets up in the environment and in files."""
    from bot.config.files import read_secret_file
    from bot.config.secrets import Secrets

    return Secrets(os.environ, read_secret_file)


def _shown(report: Report, code: GitCode) -> dict[Lines, tuple[str, ...]]:
    """The source lines behind every piece of evidence."""
    wanted = {lines for finding in report.findings for seen in finding.evidence for lines in seen.lines}
    shown: dict[Lines, tuple[str, ...]] = {}
    for lines in sorted(wanted):
        source = code.read(lines.path)
        if source is not None:
            shown[lines] = source.lines[lines.start_line - 1 : lines.end_line]
    return shown
