"""
wrong-indentation: the finding says that the indentation is inconsistent.

Why: it is said of whole files that have none of it, and is easy to decide for Python.
Blind spot: how continuation lines ought to be aligned is taste.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import LineClass, SourceFile
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_CONTINUED = re.compile(r"\b(?:continu\w+|align\w*|hanging|visual\w*|wrapped|closing|brackets?|parenthes\w+)\b")
_RULES = ("E101", "E111", "E112", "E113", "E114", "E115", "E116", "E117", "W191")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a line that mixes tabs and spaces or leaves the unit of indentation."""
    source = scene.source(claim)
    if source is None or not _is_python(source):
        return None
    found = _odd_lines(source, scene)
    line = stated_line(claim)
    if line is not None:
        found = [one for one in found if abs(one - line) <= 2]
    return (
        proof("the indentation differs here from the rest of the file", *(at(source.path, one) for one in found[:3]))
        if found
        else None
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that every line of code of a file that parses is indented by one unit, without tabs, and ruff finds nothing."""
    source, facts = scene.source(claim), scene.facts(claim)
    if source is None or facts is None or not _is_python(source) or _odd_lines(source, scene):
        return None
    if _CONTINUED.search(claim.words) or _is_inside(claim, source):
        return None
    if any("\t" in line[: len(line) - len(line.lstrip())] for line in source.lines):
        return None
    reported = scene.lint(source, *_RULES)
    if reported is None or reported:
        return None
    unit = _unit(source)
    return proof(f"no tab, and every statement is indented by a multiple of {unit}", at(source.path, 1))


def _is_inside(claim: Claim, source: SourceFile) -> bool:
    """Whether the stated lines only continue a statement: how these are aligned is not told by the unit."""
    first, last = claim.claimed.start_line, claim.claimed.end_line
    if first is None or source.facts is None:
        return False
    wanted = range(first, (last or first) + 1)
    return not any(extent.start in wanted for extent in source.facts.statements)


def _is_python(source: SourceFile) -> bool:
    return source.facts is not None and source.facts.language == "python"


def _unit(source: SourceFile) -> int:
    """The commonest smallest step of indentation, in spaces; 4 where nothing is indented."""
    depths = [len(line) - len(line.lstrip(" ")) for line in _statement_lines(source)]
    steps = [depth for depth in depths if depth]
    return 2 if steps and min(steps) == 2 and sum(depth % 4 != 0 for depth in steps) * 3 > len(steps) else 4


def _statement_lines(source: SourceFile) -> list[str]:
    facts = source.facts
    return [source.lines[extent.start - 1] for extent in facts.statements] if facts else []


def _odd_lines(source: SourceFile, scene: Scene) -> list[int]:
    """Lines of code whose indentation has a tab beside spaces elsewhere, or is no multiple of the unit."""
    facts = source.facts
    if facts is None or not facts.is_complete:
        reported = scene.lint(source, "E101", "W191") or ()
        return [one.line for one in reported]
    unit = _unit(source)
    begins = [extent.start for extent in facts.statements if facts.line_classes[extent.start - 1] is LineClass.CODE]
    indents = {
        line: source.lines[line - 1][: len(source.lines[line - 1]) - len(source.lines[line - 1].lstrip())]
        for line in begins
    }
    spaced = [line for line, indent in indents.items() if indent and "\t" not in indent]
    tabbed = [line for line, indent in indents.items() if "\t" in indent]
    if tabbed and spaced:
        return sorted(tabbed if len(tabbed) <= len(spaced) else spaced)
    if tabbed:
        return []
    return sorted(line for line in spaced if len(indents[line]) % unit)


CHECK = Check(
    kind="wrong-indentation",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "three spaces",
            says("Inconsistent indentation in the file."),
            python("if a:\n    b()\nif c:\n   d()\n"),
            Verdict.CONFIRMED,
            (4, 4),
        ),
        shows(
            "a tab",
            says("Line 4: mixes tabs and spaces."),
            python("if a:\n    b()\nif c:\n\td()\n"),
            Verdict.CONFIRMED,
            (4, 4),
        ),
        shows(
            "clean", says("The indentation of the code is inconsistent."), python("if a:\n    b()\n"), Verdict.REFUTED
        ),
        abstains(
            "a continuation line",
            says("lines 2-2: the indentation of the continuation line is off"),
            python("f(a,\n      b)\n"),
        ),
        abstains("inside a statement", says("Line 2: wrong indentation."), python("f(a,\n      b)\n")),
        abstains("no Python file", says("Inconsistent indentation in `none.py`."), python("x = 1\n")),
        silent("praise", says("The indentation is consistent."), python("if a:\n    b()\n")),
    ),
)
