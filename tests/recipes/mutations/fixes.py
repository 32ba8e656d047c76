"""Recipe 24: right and wrong fixes of a true claim, in the forms in which fixes are proposed."""

import ast
import difflib
import re
from collections.abc import Callable
from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.case import PLAUSIBLE, Case, Label, Recipe, wholes
from tests.recipes.mutations.errors import mutable_default
from tests.recipes.source import Source, parses

_CONTEXT = 2
_REACH = 20
_NEAR = 3


def _suggestion(old: list[str], new: list[str], first: int) -> str:
    del old, first
    return "```suggestion\n" + "\n".join(new) + "\n```"


def _diff(old: list[str], new: list[str], first: int) -> str:
    del first
    rows = list(difflib.unified_diff(old, new, lineterm="", n=3))[2:]
    return "```diff\n" + "\n".join(rows) + "\n```"


def _pair(old: list[str], new: list[str], first: int) -> str:
    del first
    return "Before:\n\n```python\n" + "\n".join(old) + "\n```\n\nAfter:\n\n```python\n" + "\n".join(new) + "\n```"


def _listing(old: list[str], new: list[str], first: int) -> str:
    del old
    return "```python\n" + "\n".join(f"{first + i} {line}" for i, line in enumerate(new)) + "\n```"


_FORMS: dict[str, Callable[[list[str], list[str], int], str]] = {
    "suggestion": _suggestion,
    "diff": _diff,
    "pair": _pair,
    "listing": _listing,
}


def _fixed(
    source: Source, chance: Random, change: Callable[[str, str, Random], str | None], label: Label
) -> tuple[Case, ...]:
    """The mutable default of recipe 14, with a fix of its line; `change` gets the bad and the good line."""
    cases = mutable_default(source, chance)
    if not cases:
        return ()
    bad, line = cases[0], cases[0].line
    rows = bad.text.split("\n")
    good = source.lines[line - 1]
    edited = change(rows[line - 1], good, chance)
    if edited is None or (label is True and not parses("\n".join([*rows[: line - 1], edited, *rows[line:]]))):
        return ()
    name = chance.choice(sorted(_FORMS))
    first, last = (
        (line, line) if name == "suggestion" else (max(1, line - _CONTEXT), min(len(rows) - 1, line + _CONTEXT))
    )
    old = rows[first - 1 : last]
    new = [*rows[first - 1 : line - 1], *edited.split("\n"), *rows[line:last]]
    if old == new and name in ("diff", "pair"):
        name, old, new = "suggestion", [rows[line - 1]], edited.split("\n")
    return (Case(label, bad.text, line, {**bad.fills, "fix": _FORMS[name](old, new, first)}),)


def right_fix(source: Source, chance: Random) -> tuple[Case, ...]:
    """The inverse of the change."""
    return _fixed(source, chance, lambda bad, good, chance: good, True)


def idle_fix(source: Source, chance: Random) -> tuple[Case, ...]:
    """The very line that stands there."""
    return _fixed(source, chance, lambda bad, good, chance: bad, False)


def unknown_helper(source: Source, chance: Random) -> tuple[Case, ...]:
    """The inverse, and a call of a function that exists nowhere."""

    def change(bad: str, good: str, chance: Random) -> str | None:
        name = chance.choice(("_default_rows_or_none", "make_empty_default"))
        return (
            bad.replace("=[]", f"={name}()").replace("={}", f"={name}()").replace("= []", f"= {name}()")
            if ("[]" in bad or "{}" in bad) and not source.words[name]
            else None
        )

    found = _fixed(source, chance, change, False)
    return tuple(case for case in found if "_default" in case.fills["fix"])


def broken_fix(source: Source, chance: Random) -> tuple[Case, ...]:
    """The inverse with a margin that does not parse."""
    return _fixed(
        source,
        chance,
        lambda bad, good, chance: f"   {good}" if good.strip().startswith(("def ", "async def ")) else None,
        False,
    )


def placeholder_fix(source: Source, chance: Random) -> tuple[Case, ...]:
    """The inverse, and an elision for what follows."""
    return _fixed(
        source, chance, lambda bad, good, chance: f"{good}\n    # ... rest of the function remains the same", PLAUSIBLE
    )


def silent_edit(source: Source, chance: Random) -> tuple[Case, ...]:
    """The inverse, and a call that goes without a word: out of reach of the line, and not of the parameter that is spoken of.

    Nearer than that the validator takes a change for meant: a blind spot, not measured here.
    """
    cases = mutable_default(source, chance)
    if not cases:
        return ()
    bad, line = cases[0], cases[0].line
    calls = [
        n for n in source.nodes if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call) and source.is_whole(n)
    ]
    below = sorted(n.lineno for n in calls if line + _NEAR < n.lineno <= line + _REACH and n.lineno == n.end_lineno)
    below = [n for n in below if not re.search(rf"\b{bad.fills['p']}\b", source.lines[n - 1])]
    if not below:
        return ()
    gone, last = below[0], below[0] + _CONTEXT
    rows = bad.text.split("\n")
    old = rows[line - 1 : last]
    new = [source.lines[line - 1], *rows[line : gone - 1], *rows[gone:last]]
    if not parses("\n".join([*rows[: line - 1], *new, *rows[last:]])):
        return ()
    form = chance.choice((_diff, _pair))
    return (Case(PLAUSIBLE, bad.text, line, {**bad.fills, "fix": form(old, new, line)}),)


_WORDS = wholes(
    "`{p}` has a mutable default argument.\n\n{fix}",
    "**Mutable default argument**\n\nThe default value of `{p}` is shared between calls. Use `None` instead:\n\n{fix}",
    "Avoid the mutable default for `{p}`:\n\n{fix}",
)
_KIND = ("suggested-fix",)

RECIPES = (
    Recipe(24, "right fix", _KIND, right_fix, _WORDS),
    Recipe(24, "idle fix", _KIND, idle_fix, _WORDS),
    Recipe(24, "unknown helper", _KIND, unknown_helper, _WORDS, needs=20),
    Recipe(24, "broken fix", _KIND, broken_fix, _WORDS),
    Recipe(24, "silent edit", _KIND, silent_edit, _WORDS),
    Recipe(24, "placeholder fix", _KIND, placeholder_fix, _WORDS),
)
