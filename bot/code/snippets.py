"""Fits a bare snippet into a text: statements that are there already are context, the others are put between them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.code.blocks import indent_of, shifted
from bot.code.rows import Row, common, merged
from bot.code.units import LONGEST_UNIT, Unit, units_of
from bot.model.place import Extent

_LIKE = 60.0
_LIKE_ANYWHERE = 80.0
_MARGIN = 5.0
_MOST_ANCHORS = 60
_WIDEST_GAP = 5
_LONGEST_KEY = 400
_MOST_FUZZY_UNITS = 3_000
_LEADER = re.compile(r"^(?:#+|//+|--)\s?")


@dataclass(frozen=True, slots=True)
class Fit:
    """A snippet's place: the statement of the text for each of its statements (None: new), and which are equal."""

    mine: tuple[Unit, ...]
    theirs: tuple[Unit, ...]
    partner: tuple[int | None, ...]
    exact: frozenset[int]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """(statement of the snippet, statement of the text), both rising."""
        return [(i, j) for i, j in enumerate(self.partner) if j is not None]


def fit(snippet: Sequence[str], lines: Sequence[str], elided: frozenset[int], near: Extent | None) -> Fit | None:
    """The best place for the snippet's statements in the text; None when nothing in the text is like it."""
    mine = tuple(unit for unit in units_of(snippet) if unit.start + 1 not in elided)
    theirs, asleep = _with_sleepers(units_of(lines), lines, mine)
    if not mine or not theirs:
        return None
    pairs = _anchored(mine, theirs, near)
    exact = frozenset(i for i, j in pairs if j not in asleep)
    pairs = pairs or _alike(mine, theirs, near) or _one_alike(mine, theirs)
    if not pairs:
        return None
    partner: list[int | None] = [None] * len(mine)
    for i, j in pairs:
        partner[i] = j
    _extend(partner, mine, theirs)
    cut = frozenset(i for i, j in enumerate(partner) if j is not None and _is_cut(mine[i], theirs[j]))
    return Fit(mine, theirs, tuple(partner), exact | cut)


def _with_sleepers(
    theirs: Sequence[Unit], lines: Sequence[str], mine: Sequence[Unit]
) -> tuple[tuple[Unit, ...], frozenset[int]]:
    """The text's statements, and among them those commented-out ones that the snippet has and no live line has."""
    wanted = {unit.key for unit in mine if unit.is_telling and not unit.is_comment} - {unit.key for unit in theirs}
    result: list[Unit] = []
    asleep: set[int] = set()
    at = 0
    while at < len(theirs):
        size, found = _sleeper(theirs, at, lines, wanted) if theirs[at].is_comment and wanted else (1, None)
        if found is not None:
            asleep.add(len(result))
        result.append(found or theirs[at])
        at += size
    return tuple(result), frozenset(asleep)


def _sleeper(theirs: Sequence[Unit], at: int, lines: Sequence[str], wanted: set[str]) -> tuple[int, Unit | None]:
    """How many comment lines from here are one wanted statement, and that statement; (1, None) if they are none."""
    first = theirs[at]
    bare: list[str] = []
    for unit in theirs[at : at + LONGEST_UNIT]:
        if not unit.is_comment or unit.end != first.start + len(bare):
            break
        bare.append(_LEADER.sub("", lines[unit.start].strip()))
    code = units_of(bare)
    if not code or code[0].start or code[0].key not in wanted:
        return 1, None
    size = code[0].end + 1
    return size, Unit(first.start, first.start + size - 1, code[0].key, first.indent)


def _anchored(mine: Sequence[Unit], theirs: Sequence[Unit], near: Extent | None) -> list[tuple[int, int]]:
    """Equal statements in the window of the text that has most of them; a tie goes to the window nearest to `near`."""
    counts = Counter(unit.key for unit in theirs)
    telling = [i for i, unit in enumerate(mine) if unit.is_telling and not unit.is_comment and counts[unit.key]]
    if not telling:
        telling = [i for i, unit in enumerate(mine) if unit.is_telling and counts[unit.key]]
    if not telling:
        return []
    middle = near.start - 1 if near else None
    starts: set[int] = set()
    for rare in sorted(telling, key=lambda i: (counts[mine[i].key], i))[:3]:
        hits = [j for j, unit in enumerate(theirs) if unit.key == mine[rare].key]
        hits.sort(key=lambda j: (abs(theirs[j].start - middle) if middle is not None else 0, j))
        starts.update(max(0, j - rare) for j in hits[: _MOST_ANCHORS // 3])
    best: tuple[int, int, int] | None = None
    found: list[tuple[int, int]] = []
    slack = 5 + len(mine) // 2
    for start in sorted(starts):
        low, high = max(0, start - slack), min(len(theirs), start + len(mine) + slack)
        window = [unit.key for unit in theirs[low:high]]
        pairs = _telling([(i, j + low) for i, j in common([unit.key for unit in mine], window)], mine)
        if not pairs:
            continue
        score = sum(min(len(mine[i].key), 80) for i, _ in pairs)
        away = abs(theirs[pairs[0][1]].start - middle) if middle is not None else 0
        rank = (score, -away, -start)
        if best is None or rank > best:
            best, found = rank, pairs
    return found


def _telling(pairs: Sequence[tuple[int, int]], mine: Sequence[Unit]) -> list[tuple[int, int]]:
    """The pairs without `try:`, `}` and the like, unless such a pair is next to a telling one on both sides."""
    kept = {pair for pair in pairs if mine[pair[0]].is_telling}
    for step, order in ((-1, pairs), (1, pairs[::-1])):
        for i, j in order:
            if (i + step, j + step) in kept:
                kept.add((i, j))
    return sorted(kept)


def _alike(mine: Sequence[Unit], theirs: Sequence[Unit], near: Extent | None) -> list[tuple[int, int]]:
    """The row of statements most like the snippet's: at the known lines it may differ more than elsewhere."""
    if len(mine) > 40 or len(theirs) > _MOST_FUZZY_UNITS or len(mine) > len(theirs):
        return []
    goal = "\n".join(unit.key[:_LONGEST_KEY] for unit in mine)[:2_000]
    scores: list[tuple[float, int]] = []
    for start in range(len(theirs) - len(mine) + 1):
        window = theirs[start : start + len(mine)]
        here = near is not None and window[0].start + 1 <= near.end and near.start <= window[-1].end + 1
        least = _LIKE if here else _LIKE_ANYWHERE
        text = "\n".join(unit.key[:_LONGEST_KEY] for unit in window)[:2_000]
        score = fuzz.ratio(goal, text, score_cutoff=least - _MARGIN)
        scores.append((score + (_LIKE_ANYWHERE - _LIKE if here else 0.0), start))
    best, at = max(scores, key=lambda score: (score[0], -score[1]))
    rival = max((score for score, start in scores if start != at), default=0.0)
    if best < _LIKE_ANYWHERE or rival > best - _MARGIN:
        return []
    return [(i, at + i) for i in range(len(mine))]


def _one_alike(mine: Sequence[Unit], theirs: Sequence[Unit]) -> list[tuple[int, int]]:
    """The one statement of the snippet that is clearly a version of one statement of the text."""
    if len(mine) > 20 or len(theirs) > _MOST_FUZZY_UNITS:
        return []
    best: tuple[float, int, int] | None = None
    rival = 0.0
    for i, new in enumerate(mine):
        if not new.is_telling or new.is_comment:
            continue
        for j, old in enumerate(theirs):
            score = fuzz.ratio(new.key[:_LONGEST_KEY], old.key[:_LONGEST_KEY], score_cutoff=_LIKE_ANYWHERE)
            if not score or old.is_comment:
                continue
            if best is None or score > best[0]:
                best, rival = (score, i, j), best[0] if best is not None else rival
            else:
                rival = max(rival, score)
    return [best[1:]] if best is not None and rival < best[0] - _MARGIN else []


def _extend(partner: list[int | None], mine: Sequence[Unit], theirs: Sequence[Unit]) -> None:
    """Pair a new statement with the old one that it seems to replace: its neighbour beside a pair, and much like it."""
    for order, step in ((range(len(mine)), 1), (range(len(mine) - 1, -1, -1), -1)):
        for i in order:
            before = i - step
            if partner[i] is not None or not 0 <= before < len(mine) or partner[before] is None:
                continue
            beside = (partner[before] or 0) + step
            if not 0 <= beside < len(theirs) or beside in partner:
                continue
            if _are_versions(mine[i], theirs[beside]):
                partner[i] = beside


def _is_cut(new: Unit, old: Unit) -> bool:
    """Whether the snippet begins or ends inside this statement: what it shows of it is context."""
    is_whole = all(new.key.count(a) == new.key.count(b) for a, b in ("()", "[]", "{}"))
    return not is_whole and new.is_telling and (old.key.startswith(new.key) or old.key.endswith(new.key))


def _are_versions(new: Unit, old: Unit) -> bool:
    if new.is_comment != old.is_comment:
        return False
    if _is_cut(new, old):
        return True
    return fuzz.ratio(new.key[:_LONGEST_KEY], old.key[:_LONGEST_KEY], score_cutoff=_LIKE) >= _LIKE


def fitted(found: Fit, snippet: Sequence[str], lines: Sequence[str], elided: frozenset[int]) -> tuple[list[Row], bool]:
    """The text's rows with the snippet in its place, and whether old lines between its parts were left standing."""
    before, after = _margins(found, snippet, lines)
    pairs = found.pairs
    first, last = pairs[0], pairs[-1]
    rows = [Row(lines[at], at + 1) for at in range(found.theirs[first[1]].start)]
    rows += _fresh(snippet, 0, found.mine[first[0]].start, (before, after), elided)
    is_loose = False
    for (i, j), (next_i, next_j) in zip(pairs, [*pairs[1:], (None, None)], strict=True):
        rows += _paired(found, (i, j), snippet, lines, (before, after))
        if next_i is None or next_j is None:
            break
        old = [Row(lines[at], at + 1) for at in range(found.theirs[j].end + 1, found.theirs[next_j].start)]
        new = _fresh(snippet, found.mine[i].end + 1, found.mine[next_i].start, (before, after), frozenset())
        is_kept = _is_kept(old, [row for row in new if row.block not in elided])
        is_loose = is_loose or is_kept
        rows += [*old, *new] if is_kept else merged(old, new, elided)
    end = found.theirs[last[1]].end + 1
    rows += _fresh(snippet, found.mine[last[0]].end + 1, len(snippet), (before, after), elided)
    rows += [Row(lines[at], at + 1) for at in range(end, len(lines))]
    return rows, is_loose


def _is_kept(old: Sequence[Row], new: Sequence[Row]) -> bool:
    """Whether the old lines between two pairs stay: too many to be meant, or comments that are just left out."""
    had = [row for row in old if row.text.strip()]
    has = [row for row in new if row.text.strip()]
    if not had:
        return False
    return len(had) > _WIDEST_GAP + 3 * len(has) or (
        not has and all(unit.is_comment for unit in units_of([r.text for r in had]))
    )


def _paired(
    found: Fit, pair: tuple[int, int], snippet: Sequence[str], lines: Sequence[str], margins: tuple[str, str]
) -> list[Row]:
    mine, theirs = found.mine[pair[0]], found.theirs[pair[1]]
    goal = shifted(snippet[mine.start], *margins)
    old = range(theirs.start, theirs.end + 1)
    if pair[0] not in found.exact:
        return _fresh(snippet, mine.start, mine.end + 1, margins, frozenset())
    if indent_of(goal) == indent_of(lines[theirs.start]):
        return [Row(lines[at], at + 1, mine.start + 1) for at in old]
    was, now = indent_of(lines[theirs.start]), indent_of(goal)
    return [Row(shifted(lines[at], was, now), None, mine.start + 1) for at in old]


def _fresh(snippet: Sequence[str], start: int, end: int, margins: tuple[str, str], elided: frozenset[int]) -> list[Row]:
    rows = [Row(shifted(snippet[at], *margins), None, at + 1) for at in range(start, end) if at + 1 not in elided]
    if start == 0:
        while rows and not rows[0].text.strip():
            rows.pop(0)
    if end == len(snippet):
        while rows and not rows[-1].text.strip():
            rows.pop()
    return rows


def _margins(found: Fit, snippet: Sequence[str], lines: Sequence[str]) -> tuple[str, str]:
    """What to cut from and to put before each line: the shift most pairs agree on, never out of the enclosing block."""
    shifts = Counter((found.mine[i].indent, found.theirs[j].indent) for i, j in found.pairs)
    widths: Counter[int] = Counter()
    for (mine, theirs), count in shifts.items():
        widths[len(theirs) - len(mine)] += count
    delta = max(sorted(widths), key=lambda width: widths[width])
    shallow = min((unit.indent for unit in found.mine), key=len)
    paired = {i for i, _ in found.pairs}
    is_paired = any(i in paired for i, unit in enumerate(found.mine) if unit.indent == shallow)
    lowest = min((found.theirs[j].indent for _, j in found.pairs), key=len)
    if not is_paired and len(shallow) + delta < len(lowest):
        return shallow, lowest
    unit = next(
        (
            found.theirs[j].indent
            for i, j in found.pairs
            if len(found.theirs[j].indent) - len(found.mine[i].indent) == delta
        ),
        "",
    )
    if delta <= 0:
        return shallow, shallow[: max(0, len(shallow) + delta)]
    return shallow, (unit[:1] or " ") * (len(shallow) + delta)
