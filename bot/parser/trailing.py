"""Code behind a whole list: what it shows is no part of the last item, which only happens to stand before it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.parser.contexts import Context
from bot.parser.sections import Section
from bot.parser.units import Unit


def with_code_apart(sections: Sequence[Section]) -> Iterator[Section]:
    """Sections; code that stands behind a whole list, not indented, of which no item has code, is no part of the last item."""
    before = Section(Context())
    for section, following in zip_longest(sections, sections[1:]):
        is_last = following is None or following.depth != section.depth
        yield section
        if section.depth and before.depth == section.depth and is_last and not any(unit.code for unit in before.units):
            code = _code_behind(section)
            section.units = section.units[: len(section.units) - len(code)]
            if code:
                yield Section(Context(), units=code, is_apart=True)
        before = section


def _code_behind(section: Section) -> list[Unit]:
    """The code that a section ends with, where nothing in it introduces or proposes that."""
    at = len(section.units)
    while at and section.units[at - 1].code is not None:
        at -= 1
    code = section.units[at:]
    if not at or any(_belongs(unit, section) for unit in code):
        return []
    words = section.units[at - 1].sentence
    return [] if words is None or words.text.rstrip().endswith((":", "：")) else code


def _belongs(unit: Unit, section: Section) -> bool:
    if unit.code is None or unit.block.depth >= section.depth or unit.block.is_quoted:
        return True
    return unit.code.is_suggestion or unit.code.info.lower() in ("diff", "patch")
