"""How words are set: as a sentence, in a list, with a line, as an inline comment, with a quote, hedged, under a bot's title."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.validator.check import Said
from tests.recipes.case import Case, Form, Wording


@dataclass(frozen=True)
class Frame:
    """A way to set words of a form; `states_line`: words that name a line themselves don't go into it."""

    name: str
    form: Form
    make: Callable[[str, Case, str], Said]
    states_line: bool = False
    needs_quote: bool = False


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(words: str, case: Case, path: str) -> Said:
    return Said(f"{_upper(words)}.", path)


def _in_file(words: str, case: Case, path: str) -> Said:
    return Said(f"In `{path}`, {words}.", path)


def _item(words: str, case: Case, path: str) -> Said:
    return Said(
        f"I looked at this file and found the following:\n\n1. **{path}**: {words}.\n2. The naming is consistent.\n",
        path,
    )


def _line(words: str, case: Case, path: str) -> Said:
    return Said(f"Line {case.line + case.shift}: {words}.", path)


def _on_line(words: str, case: Case, path: str) -> Said:
    return Said(f"`{path}:{case.line + case.shift}` - {words}.", path)


def _inline(words: str, case: Case, path: str) -> Said:
    return Said(f"{_upper(words)}.", path, case.line + case.shift)


def _quoted(words: str, case: Case, path: str) -> Said:
    return Said(
        f"In `{path}`, line {case.line + case.shift}:\n\n```python\n{case.quote}\n```\n\n{_upper(words)}.", path
    )


def _inline_quote(words: str, case: Case, path: str) -> Said:
    return Said(f"`{case.quote}`\n\n{_upper(words)}.", path, case.line + case.shift)


def _hedged(words: str, case: Case, path: str) -> Said:
    return Said(f"It looks like {words}.", path, case.line + case.shift)


def _with_impact(words: str, case: Case, path: str) -> Said:
    return Said(f"{_upper(words)}, which makes the code harder to maintain.", path, case.line + case.shift)


def _emphatic(words: str, case: Case, path: str) -> Said:
    return Said(f"**Issue:** {words}. This should be addressed before merging.", path, case.line + case.shift)


def _please(words: str, case: Case, path: str) -> Said:
    return Said(f"Please {words[:1].lower()}{words[1:]}.", path, case.line + case.shift)


def _bot_title(words: str, case: Case, path: str) -> Said:
    return Said(
        f"_🛠️ Refactor suggestion_ | _🟡 Minor_\n\n**{words}.**\n\nThis was noticed while reading the change.",
        path,
        case.line + case.shift,
    )


def _heading(words: str, case: Case, path: str) -> Said:
    return Said(f"### {words}\n\n**File:** `{path}`\n**Line:** {case.line + case.shift}\n", path)


def _bullet(words: str, case: Case, path: str) -> Said:
    return Said(f"## Findings\n\n- **{words}** (`{path}:{case.line + case.shift}`)\n", path)


def _severity(words: str, case: Case, path: str) -> Said:
    return Said(f"[nit] {words}", path, case.line + case.shift)


def _as_it_is(words: str, case: Case, path: str) -> Said:
    return Said(words, path, case.line + case.shift)


FRAMES: tuple[Frame, ...] = (
    Frame("sentence", Form.CLAUSE, _sentence),
    Frame("in file", Form.CLAUSE, _in_file),
    Frame("item", Form.CLAUSE, _item),
    Frame("line", Form.CLAUSE, _line, states_line=True),
    Frame("path:line", Form.CLAUSE, _on_line, states_line=True),
    Frame("inline", Form.CLAUSE, _inline),
    Frame("quote", Form.CLAUSE, _quoted, states_line=True, needs_quote=True),
    Frame("inline quote", Form.CLAUSE, _inline_quote, needs_quote=True),
    Frame("hedged", Form.CLAUSE, _hedged),
    Frame("impact", Form.CLAUSE, _with_impact),
    Frame("emphatic", Form.CLAUSE, _emphatic),
    Frame("request", Form.REQUEST, _sentence),
    Frame("inline request", Form.REQUEST, _inline),
    Frame("please", Form.REQUEST, _please),
    Frame("line request", Form.REQUEST, _line, states_line=True),
    Frame("bot title", Form.TITLE, _bot_title),
    Frame("heading", Form.TITLE, _heading, states_line=True),
    Frame("bullet", Form.TITLE, _bullet),
    Frame("severity", Form.TITLE, _severity),
    Frame("whole", Form.WHOLE, _as_it_is),
)


def fits(frame: Frame, wording: Wording, case: Case) -> bool:
    """Whether words can be set so."""
    if frame.form is not wording.form or (frame.needs_quote and len(case.quote) < 8):
        return False
    return not (frame.states_line and "{n}" in wording.template)


def said(frame: Frame, wording: Wording, case: Case, path: str) -> Said:
    """What is said of a case."""
    fills: Mapping[str, str] = {**case.fills, "n": str(case.line + case.shift), "quote": case.quote, "path": path}
    return frame.make(wording.template.format_map(fills), case, path)
