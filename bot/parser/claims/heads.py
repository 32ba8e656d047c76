"""What stands before the first word of a statement: a place ("PS2, Line 12:"), a vote ("-1:"), a grade ("nit:")."""

import re
from collections.abc import Callable

from bot.parser.claims.places import path_in
from bot.parser.text import Sentence

_PLACE = r"(?:(?:PS|patch ?set) ?#?\d{1,4},? )?(?:lines? ?#?|l ?#?)\d{1,6}(?: ?[-–] ?l?\d{1,6})?[)\]`*_]{0,4} ?(?:[:–—]|- )(?!\s*«\d+»\W*$)"
"""Behind which there is more than code: "Line 4: `x = 1`" says what stands there."""
_VOTE = r"[-+][12](?: ?[:,.;]| [-–—]|(?= (?!(?:is|are|was|as|means|if|when|for|or|on|and|to|in|instead|gets|would|will|at)\b)[a-z«]))"
_GRADE = (
    r"(?:\[[\w -]{1,20}\]|(?:nit|nits|nitpick|minor|major|critical|blocker|suggestion|issue|bug|warning|error|style|typo fix)"
    r"(?::|(?<=nit),| [-–—] ))[\s:–—-]{0,3}(?=\w|«|`|[-+]\d)"
)
_NTH = r"(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth(?:ly)?|next|finally|lastly|last|also|additionally|furthermore|moreover|(?:oh,? )?and)(?:,? (?:of all|up))?(?:,|:| [-–—]) (?=[a-z«]\S* \S)"
"""Counted points: "Fourth: `x` is imported but never used"."""
_HEAD = re.compile(rf"[^\w«+-]*(?:{_PLACE}|{_VOTE}|{_GRADE}|{_NTH})\s*", re.IGNORECASE)
_PLACE_FIRST = re.compile(r"\W*«0»[)\]*_]{0,4}(?:,? (?:lines? )?\d{1,6}(?:-\d{1,6})?)?\s*(?:[:–—]|- )\s*")
_NAME_IN_FILE = re.compile(
    r"(«\d+»(?: function| method| class)?),? (?:in|of|from|inside|within) (?:the )?(?:file |module )?(«\d+»),?(?= )",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«\d+»")
_STATEMENT = re.compile(r"\s|[^=!<>]=(?!=)")
_MOST = 4


def without_head(masked: str, code: Callable[[str], str] = str) -> str:
    """The masked words from the first one that says something; `code` tells what stands behind «n».

    A line number before a whole statement stays: "Line 4: `x = 1` is slow" says what stands there.
    """
    at = 0
    for _ in range(_MOST):
        found = _HEAD.match(masked, at)
        if found is None or found.end() >= len(masked.rstrip()):
            break
        quoted = _QUOTED.match(masked, found.end())
        if quoted is not None and _STATEMENT.search(code(quoted[0])):
            break
        at = found.end()
    return masked[at:]


def without_place(clause: Sentence) -> str:
    """The masked words without the file that they begin with (`app.py:12 - unused import`) or that a name stands in
    ("`load` in `app.py` has no docstring")."""
    found = _PLACE_FIRST.match(clause.masked)
    is_place = found is not None and path_in(clause.code("«0»")) is not None
    words = clause.masked[found.end() :] if found is not None and is_place else clause.masked
    return _NAME_IN_FILE.sub(lambda held: held[1] if path_in(clause.code(held[2])) else held[0], words)
