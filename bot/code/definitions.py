"""Puts whole functions and classes of a proposed block in the place of those of the same name, or beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.blocks import elisions, indent_of, is_elision, margin_of, shifted
from bot.code.rows import Row, merged, rows_of
from bot.code.units import units_of
from bot.model.facts import Definition, DefinitionKind
from bot.model.place import Extent

_HARMLESS = ("import", "from", "@")


@dataclass(frozen=True, slots=True)
class _Edit:
    """The old lines `start` to `end` (indexes, half open) give way to `rows`; an empty range is an insertion."""

    start: int
    end: int
    rows: tuple[Row, ...]
    is_partial: bool = False


Outcome = tuple[list[Row], str, bool]
"""The rows of the changed text, how it was done, and whether something of the block was left aside."""


def replace_definitions(
    block: Sequence[str],
    proposed: Sequence[Definition],
    old: Sequence[str],
    known: Sequence[Definition],
    near: Extent | None,
) -> Outcome | None:
    """The text with each top-level definition of the block in its place; None if the block is more than definitions."""
    tops = [found for found in proposed if not found.scope]
    if not tops or not _is_all(block, tops):
        return None
    left_out = elisions(block, frozenset(line.strip() for line in old))
    edits: list[_Edit] = []
    said: list[str] = []
    is_partial = False
    for top in tops:
        twins = _twins(top, known)
        if len(twins) > 1 and near is None:
            return None
        twin = _nearest(twins, near)
        parts = _parts(top, twin, proposed, known) if twin is not None else ()
        if parts:
            is_partial = True
            edits += [_replacement(part, same, block, old, left_out) for part, same in parts]
            said.append(f"replaces methods of `{top.name}`")
        elif twin is not None:
            edits.append(_replacement(top, twin, block, old, left_out))
            said.append(f"replaces `{twin.qualified}`")
        else:
            edit = _addition(top, block, old, known, near)
            if edit is None:
                return None
            edits.append(edit)
            said.append(f"adds `{top.name}`")
    edits += _new_imports(block, tops, old)
    rows = _carried_out(edits, old)
    is_partial = is_partial or any(edit.is_partial for edit in edits)
    return None if rows is None else (rows, ", ".join(said), is_partial)


def _is_all(block: Sequence[str], tops: Sequence[Definition]) -> bool:
    """Whether outside the definitions there are only imports, decorators, comments and elisions."""
    for unit in units_of(block):
        if any(unit.start + 1 in top.lines for top in tops):
            continue
        if not unit.is_comment and not unit.key.startswith(_HARMLESS) and not is_elision(block[unit.start]):
            return False
    return True


def _takes_self(found: Definition) -> bool:
    return bool(found.parameters) and found.parameters[0].name in ("self", "cls")


def _twins(top: Definition, known: Sequence[Definition]) -> list[Definition]:
    """The definitions of the text that this one may be a version of."""
    is_class = top.kind is DefinitionKind.CLASS
    same = [found for found in known if found.name == top.name and (found.kind is DefinitionKind.CLASS) == is_class]
    if _takes_self(top):
        return [found for found in same if found.kind is DefinitionKind.METHOD] or same
    return same


def _nearest(twins: Sequence[Definition], near: Extent | None) -> Definition | None:
    if not twins or near is None:
        return twins[0] if twins else None
    return min(
        twins,
        key=lambda found: (0 if found.lines.overlaps(near) else abs(found.lines.start - near.start), found.lines),
    )


def _parts(
    top: Definition, twin: Definition, proposed: Sequence[Definition], known: Sequence[Definition]
) -> tuple[tuple[Definition, Definition], ...]:
    """For a class that shows only some of its methods: those, each with its old version."""
    if top.kind is not DefinitionKind.CLASS:
        return ()
    shown = [found for found in proposed if found.scope == top.qualified]
    had = {found.name: found for found in known if found.scope == twin.qualified}
    if not shown or not had.keys() - {found.name for found in shown}:
        return ()
    return tuple((found, had[found.name]) for found in shown if found.name in had)


def _moved(block: Sequence[str], lines: Extent, indent: str) -> list[Row]:
    shown = block[lines.start - 1 : lines.end]
    margin = margin_of(shown)
    return [Row(shifted(line, margin, indent), None, at) for at, line in enumerate(shown, lines.start)]


def _replacement(
    new: Definition, twin: Definition, block: Sequence[str], old: Sequence[str], left_out: frozenset[int]
) -> _Edit:
    """The new version over the old one; decorators stay where the new version shows none."""
    first = twin.lines.start if new.decorators else twin.header.start
    last = _with_tail(twin.lines.end, old, indent_of(old[twin.header.start - 1])) if left_out else twin.lines.end
    rows = _moved(block, Extent(new.lines.start, _end_shown(new, block)), indent_of(old[twin.header.start - 1]))
    region = rows_of(old)[first - 1 : last]
    made = merged(region, rows, left_out)
    tail = _left_tail(region, made)
    return _Edit(first - 1, last, (*made, *tail), is_partial=bool(tail))


def _left_tail(region: Sequence[Row], made: Sequence[Row]) -> list[Row]:
    """The old lines after the last one that is shown, if the block ends with it: left out, not deleted."""
    filled = [row for row in made if row.text.strip()]
    if not filled or filled[-1].old is None:
        return []
    end = filled[-1].old
    tail = [row for row in region if row.old is not None and row.old > end]
    return tail if any(row.text.strip() for row in tail) else []


def _end_shown(new: Definition, block: Sequence[str]) -> int:
    """The last line of a shown definition, with the comments and elisions that end its body."""
    return _with_tail(new.lines.end, block, indent_of(block[new.header.start - 1]))


def _with_tail(end: int, lines: Sequence[str], indent: str) -> int:
    at = end
    while at < len(lines):
        line = lines[at]
        if line.strip() and (len(indent_of(line)) <= len(indent) or not line.strip().startswith(("#", "...", "…"))):
            break
        at += 1
        if line.strip():
            end = at
    return end


def _addition(
    new: Definition, block: Sequence[str], old: Sequence[str], known: Sequence[Definition], near: Extent | None
) -> _Edit | None:
    """A new definition after the one that is spoken of, in the same class if it takes `self`; else at the end."""
    shown = Extent(new.lines.start, _end_shown(new, block))
    owner = _owner(known, near) if _takes_self(new) else None
    if _takes_self(new) and owner is None:
        return None
    scope = owner.qualified if owner else ""
    beside = [found for found in known if found.scope == scope and near is not None and found.lines.overlaps(near)]
    end = beside[-1].lines.end if beside else owner.lines.end if owner else len(old)
    if owner is None:
        return _Edit(end, end, (Row(""), Row(""), *_moved(block, shown, "")))
    first = next((found for found in known if found.scope == scope), None)
    indent = indent_of(old[first.header.start - 1]) if first else indent_of(old[owner.header.start - 1]) + "    "
    return _Edit(end, end, (Row(""), *_moved(block, shown, indent)))


def _owner(known: Sequence[Definition], near: Extent | None) -> Definition | None:
    classes = [found for found in known if found.kind is DefinitionKind.CLASS]
    around = [found for found in classes if near is not None and found.lines.overlaps(near)]
    if around:
        return around[-1]
    return classes[0] if len(classes) == 1 else None


def _new_imports(block: Sequence[str], tops: Sequence[Definition], old: Sequence[str]) -> list[_Edit]:
    """Imports that the block shows beside its definitions and the text lacks, after the text's last import."""
    have = {unit.key for unit in units_of(old)}
    shown = [unit for unit in units_of(block) if unit.key.startswith(("import", "from")) and unit.key not in have]
    lines = [
        Row(block[at].strip() if at == unit.start else block[at], None, at + 1)
        for unit in shown
        if not any(unit.start + 1 in top.lines for top in tops)
        for at in range(unit.start, unit.end + 1)
    ]
    if not lines:
        return []
    ends = [
        unit.end + 1 for unit in units_of(old) if not unit.indent and old[unit.start].startswith(("import ", "from "))
    ]
    at = ends[-1] if ends else 0
    return [_Edit(at, at, tuple(lines))]


def _carried_out(edits: Sequence[_Edit], old: Sequence[str]) -> list[Row] | None:
    rows = rows_of(old)
    result: list[Row] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < done:
            return None
        result += [*rows[done : edit.start], *edit.rows]
        done = edit.end
    return [*result, *rows[done:]]
