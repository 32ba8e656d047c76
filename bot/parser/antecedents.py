"""What was named last, as a sentence: what "it" and "the function" of the next one may stand for."""

import re
from collections.abc import Sequence

from bot.model.claim import Span
from bot.parser.claims.mentions import named_by
from bot.parser.claims.reference import passes_on, resolved
from bot.parser.text import Block, BlockKind, Code, Sentence

_HEADER = re.compile(r"(?P<indent>[ \t]*)(?:async )?(?:def|class) \w+")
_DECORATOR = re.compile(r"[ \t]*@")
_WORDS = {
    "import": "the import «0»",
    "function": "the function «0»",
    "class": "the class «0»",
    "call": "the call to «0»",
}
_SPEAKING = frozenset({"", "praise", "layout"})
"""Noise that may name what is spoken of next."""


class Antecedents:
    """Keeps, sentence by sentence, what the next one may lean on."""

    def __init__(self) -> None:
        self._last: Sentence | None = None
        self._above: Sentence | None = None
        self._block: Block | None = None

    def before(self, block: Block) -> Sentence | None:
        """What a sentence of this block may lean on."""
        last = self._block
        if last is None or block is last:
            return self._last if last is not None else None
        if block.kind is BlockKind.ITEM:
            return self._above
        if block.kind is not BlockKind.PARAGRAPH or last.kind is BlockKind.ROW or block.depth < last.depth:
            return None
        return self._last

    def add(self, block: Block, sentence: Sentence, noise: str) -> None:
        """A sentence was read."""
        before = self.before(block)
        self._block = block
        if noise not in _SPEAKING:
            self._last = None
        elif before is not None and (whole := resolved(sentence, before)):
            self._last = whole
        elif sentence.codes:
            self._last = sentence
        else:
            self._last = before if passes_on(sentence.masked) else None
        if block.kind is BlockKind.HEADING or (
            sentence.is_lead and block.kind is BlockKind.PARAGRAPH and not block.depth
        ):
            self._above = self._last
        elif block.kind is BlockKind.PARAGRAPH and not block.depth:
            self._above = None

    def add_code(self, block: Block) -> None:
        """Code was shown: a statement alone, or a definition, can be meant by what follows."""
        self._block = block
        self._last = None if block.is_quoted else _shown(block.text, block.span)


def _shown(code: str, span: Span) -> Sentence | None:
    lines = [line for line in code.splitlines() if line.strip() and not _DECORATOR.match(line)]
    header = _HEADER.match(lines[0]) if lines else None
    if not lines or (header is None and len(lines) > 1) or (header is not None and _has_more(lines[1:], header)):
        return None
    named = named_by(lines[0].strip())
    if named is None:
        return None
    name, sort = named
    return Sentence(code, span, _WORDS.get(sort, "«0»"), (Code(name, span),), True)


def _has_more(lines: Sequence[str], header: re.Match[str]) -> bool:
    """Whether another definition follows one at its depth."""
    others = (_HEADER.match(line) for line in lines)
    return any(other is not None and len(other["indent"]) <= len(header["indent"]) for other in others)
