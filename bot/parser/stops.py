"""Where a sentence ends: which full stops are no more than part of an abbreviation, a number, a name or a quotation."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.parser.marks import Mark

_BRACKETS = re.compile(r"[()]")
_QUOTATION = re.compile(r"\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”")
_CLOSERS = re.compile(r"[\"'”’)\]»*_~]*+")
_OPENERS = re.compile(r"[\"'“‘(\[«*_~\s>]*+")
_LAST_WORD = re.compile(r"[^\W_][\w.]*$")
_ENDS_NAME = re.compile(r"[\w.]*(?:_|\w\.)\w+\Z")
"""A name that goes on with a mark, as names of Ruby do (`ensure_loaded!`)."""
_MAX_BRACKET = 400

_NEVER = re.compile(r"e\.g|i\.e|eg|ie|cf|vs|viz|mr|mrs|dr|prof|al|approx|resp|a\.k\.a|w\.r\.t")
_BEFORE_NUMBER = re.compile(
    r"no|nos|nr|fig|figs|eq|sec|sect|ch|p|pp|l|ln|col|v|ver|vol|art|ex|ref|para|step|line|lines"
)
_BEFORE_CAPITAL = re.compile(
    r"etc|max|min|incl|excl|esp|inc|ltd|corp|co|dept|est|temp|misc|spec|specs|param|params|arg|args|var|vars|"
    r"func|ref|refs|attr|attrs"
)


def shielded(text: str, start: int, end: int, found: Sequence[Mark]) -> list[tuple[int, int]]:
    """Stretches inside of which nothing ends: code, addresses, quotations and what stands in brackets; in order, none
    overlapping."""
    stretches = [(mark.start, mark.end) for mark in found if mark.is_solid]
    solid = [*stretches]
    opened: list[int] = []
    for bracket in _BRACKETS.finditer(text, start, end):
        if is_within(solid, bracket.start()):
            continue
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            first = opened.pop()
            if bracket.start() - first <= _MAX_BRACKET:
                stretches.append((first, bracket.start()))
    stretches.extend((quote.start(), quote.end() - 1) for quote in _QUOTATION.finditer(text, start, end))
    return _united(stretches)


def is_within(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether the position lies in one of the ordered stretches."""
    found = bisect_right(stretches, (at, 1 << 60)) - 1
    return found >= 0 and at < stretches[found][1]


def stop_end(text: str, begun: int, stop: re.Match[str], end: int, found: Sequence[Mark]) -> int | None:
    """Where the sentence that began at `begun` ends if `stop` is its full stop; None if it is not."""
    closers = _CLOSERS.match(text, stop.end(), end)
    after = closers.end() if closers else stop.end()
    # Code may begin with what looks like a closing mark (`_name`).
    after = next((at for at in range(stop.end(), after) if in_code(found, at)), after)
    if after >= end:
        return end
    is_wide = stop[0][0] in "。！？"
    if not is_wide and not text[after].isspace():
        return None
    openers = _OPENERS.match(text, after, end)
    following = openers.end() if openers else after
    return after if is_wide or _is_stop(text, begun, stop, following, found) else None


def _is_stop(text: str, begun: int, stop: re.Match[str], following: int, found: Sequence[Mark]) -> bool:
    letter = text[following : following + 1]
    is_fresh = not letter.islower() or in_code(found, following)
    if "!" in stop[0] or "?" in stop[0] or not letter:
        return is_fresh or not _ENDS_NAME.search(text, max(begun, stop.start() - 80), stop.start())
    if "…" in stop[0] or len(stop[0]) > 1:
        return is_fresh
    last = _LAST_WORD.search(text[max(begun, stop.start() - 40) : stop.start()])
    word = last[0] if last else ""
    lower = word.lower()
    if _NEVER.fullmatch(lower) or (letter.isdigit() and _BEFORE_NUMBER.fullmatch(lower)):
        return False
    if word.isdigit() and not text[begun : stop.start()].strip("*_ #(")[len(word) :]:
        return False
    if _BEFORE_CAPITAL.fullmatch(lower):
        return is_fresh
    if len(word) == 1 and word.isupper() and letter.isupper():
        return not _is_initial(text, begun, stop.start(), following)
    return is_fresh or len(word) >= 3 or not word


def in_code(found: Sequence[Mark], at: int) -> bool:
    """Whether the position lies in code, or at its beginning."""
    index = bisect_right(found, at, key=lambda mark: mark.start) - 1
    return index >= 0 and found[index].code is not None and at < found[index].end


def _is_initial(text: str, begun: int, stop: int, following: int) -> bool:
    """Whether a single capital before a stop is part of a name: it begins the sentence, or follows a capitalised word
    or initial."""
    before = text[max(begun, stop - 30) : stop - 1].split()
    return (not before and following - stop <= 3) or (
        bool(before) and before[-1][:1].isupper() and before[-1].rstrip(".").isalpha() and len(before) > 1
    )


def _united(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
