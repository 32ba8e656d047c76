"""What we reply to commands, as Markdown without a marker: short, harmless, and no line of it a command."""

from collections.abc import Mapping

from bot.model.neutral import break_triggers, neutralise_markdown, one_line, shorten
from bot.model.secrets import cut_secrets

SHOWN_FINDINGS = 50
_TITLE = 100
_NAME = 64

HELP = """\
What you can ask for, each at the beginning of a line, with the id of a finding as it is printed:

- judge once more, now: `/recheck-review`
- why a finding is judged so, with all that was seen: `/metareview explain ID`
- put a finding aside, on later revisions too: `/metareview dismiss ID REASON`
- take it up again: `/metareview restore ID`
- say nothing here any longer, until somebody asks: `/metareview pause`
- go on: `/metareview resume`
- this list: `/metareview help`
"""

NO_REASON = "Nothing was dismissed: say why, after the id. The reason is shown beside the finding.\n"
GONE = "Nobody proposes {} any longer, so there is nothing to explain.\n"

PAUSED = "Paused: nothing more is said on this change until somebody asks with `/metareview resume`.\n"
"""Where a message can't be marked as done, and no answer follows."""


def no_such_finding(name: str, findings: Mapping[str, str]) -> str:
    """That a finding is not there, or was not named, and which there are, by id with their titles."""
    head = f"There is no finding {_code(name)} here." if name else "Name a finding by its id."
    if not findings:
        return f"{head} This change has none.\n"
    rows = [f"- {_code(id)} {_plain(title)}" for id, title in list(findings.items())[:SHOWN_FINDINGS]]
    rows += [f"- and {len(findings) - SHOWN_FINDINGS} more"] if len(findings) > SHOWN_FINDINGS else []
    return break_triggers("\n".join([f"{head} These are:", "", *rows])) + "\n"


def gone(name: str) -> str:
    """That a finding was told of once, and is no longer proposed."""
    return GONE.format(_code(name))


def _plain(text: str) -> str:
    return neutralise_markdown(shorten(cut_secrets(one_line(text)), _TITLE))


def _code(name: str) -> str:
    return neutralise_markdown(f"`{one_line(name).replace('`', '')[:_NAME]}`")
