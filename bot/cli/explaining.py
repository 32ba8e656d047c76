"""What `metareview explain` prints: the list of kinds, one check with its doc and examples, or the known bots."""

import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from bot.errors import Refused
from bot.model.evidence import Verdict
from bot.model.kinds import KINDS
from bot.parser.dialects import Described
from bot.validator.check import Check, Example

_OUTCOMES = {
    Verdict.CONFIRMED: "confirmed",
    Verdict.PLAUSIBLE: "plausible",
    Verdict.UNVERIFIABLE: "can't be checked",
    Verdict.REFUTED: "refuted",
    None: "no such claim is made",
}


def explain_all(checks: Sequence[Check]) -> str:
    """Every kind with what a finding of it says; kinds without a check are marked."""
    checked = {check.kind: check for check in checks}
    width = max(map(len, KINDS))
    lines = [f"{len(checked)} kinds of claims are checked; `metareview explain KIND` shows how.", ""]
    lines += [f"  {kind:<{width}}  {_says(checked[kind])}" for kind in sorted(checked)]
    others = sorted(KINDS.keys() - checked.keys())
    lines += [
        "",
        "Recognised, but nothing can check them:",
        *(f"  {kind:<{width}}  {KINDS[kind].title}" for kind in others),
    ]
    return "\n".join(lines) + "\n"


def explain_one(checks: Sequence[Check], kind: str) -> str:
    """A check's doc and its examples, which are run as its tests. Raises Refused for a kind that has none."""
    found = next((check for check in checks if check.kind == kind), None)
    if found is None and kind in KINDS:
        raise Refused(f"{kind} ({KINDS[kind].title}) is recognised, but nothing can check it")
    if found is None:
        near = get_close_matches(kind, [check.kind for check in checks], 1)
        raise Refused(
            f"there is no check {kind}"
            + (f"; did you mean {near[0]}?" if near else "; `metareview explain` lists them")
        )
    parts = [_doc(found).strip(), "", "Examples (each is run as a test):"]
    for example in found.examples:
        parts += ["", *_shown(example)]
    return "\n".join(parts) + "\n"


def explain_dialects(dialects: Sequence[Described], accounts: Mapping[str, Sequence[str]]) -> str:
    """The bots whose way to write is known, with the accounts that they post under; others are read like anybody's words."""
    known = {one.name: one for one in dialects}
    parts = [
        f"{len(known)} bots are read by the way they write; a text's marks choose how it is read, and never who is trusted."
    ]
    for name in sorted(known.keys() | accounts.keys()):
        logins = ", ".join(f"{login}[bot]" for login in accounts.get(name, ())) or "none of its own"
        parts += ["", name, f"  accounts: {logins}"]
        if name not in known:
            parts.append("  read like anybody's words")
            continue
        noise = "; ".join(known[name].noise) or "nothing beyond what is noise in anybody's words"
        parts += [f"  read: {known[name].reads}", f"  set aside: {noise}", f"  not known: {known[name].gaps}"]
    return "\n".join(parts) + "\n"


def _doc(check: Check) -> str:
    return sys.modules[f"bot.validator.checks.{check.kind.replace('-', '_')}"].__doc__ or ""


def _says(check: Check) -> str:
    """The rest of the first sentence of a check's doc."""
    first = _doc(check).strip().split("\n\n")[0].replace("\n", " ")
    return first.partition("the finding says ")[2].rstrip(".")


def _shown(example: Example) -> list[str]:
    lines = [f"  {example.name}: {_OUTCOMES[example.verdict]}"]
    place = f" (on line {example.said.line} of {example.said.path})" if example.said.line else ""
    lines += [f"    review{place}: {text}" for text in example.said.text.splitlines()]
    for path, text in example.tree.head.items():
        lines.append(f"    {path}:")
        lines += [f"      {number:>3} | {line}" for number, line in enumerate(text.splitlines()[:20], 1)]
    return lines
