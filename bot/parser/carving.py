"""A text made of stretches of another, so that what is read in it can be found again in the other."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from bot.model.claim import Claim, CodeBlock, Span
from bot.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Carved:
    """`text` has pieces of another text: that which begins at `starts[n]` stood there from `origins[n]` to `ends[n]`."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def back(self, span: Span) -> Span:
        """Where a stretch of this text stood in the other one; what was cut out between its ends is inside."""
        if not self.starts or span.end <= span.start:
            return Span(0, 0)
        start = self._back(span.start)
        return Span(start, max(start, self._back(span.end - 1) + 1))

    def _back(self, at: int) -> int:
        index = max(0, bisect_right(self.starts, at) - 1)
        return min(self.origins[index] + at - self.starts[index], self.ends[index] - 1)


def carve(text: str, within: Span, cuts: Iterable[Span]) -> Carved:
    """The stretch of a text without its cuts, which may overlap; lines that a cut parted stay apart."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at, size = within.start, 0
    for cut in chain(merged(cuts), [Span(within.end, within.end)]):
        end = min(cut.start, within.end)
        if end > at:
            pieces.append((size, at, end))
            parts.append(text[at:end])
            size += end - at
        after = min(max(at, cut.end), within.end)
        if parts and "\n" in text[max(at, cut.start) : after]:
            parts.append("\n\n")
            size += 2
        at = max(at, after)
    starts, origins, ends = zip(*pieces, strict=True) if pieces else ((), (), ())
    return Carved("".join(parts), starts, origins, ends)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if span.end <= span.start:
            continue
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def moved(finding: Finding, carved: Carved) -> Finding:
    """A finding that was read in a carved text, with its places in the other one; its quotes stay without the cuts."""
    return replace(
        finding,
        span=carved.back(finding.span),
        claims=tuple(_moved_claim(claim, carved) for claim in finding.claims),
        blocks=tuple(_moved_block(block, carved) for block in finding.blocks),
    )


def _moved_claim(claim: Claim, carved: Carved) -> Claim:
    code = _moved_block(claim.code, carved) if claim.code else None
    return replace(claim, span=carved.back(claim.span), code=code)


def _moved_block(block: CodeBlock, carved: Carved) -> CodeBlock:
    return replace(block, span=carved.back(block.span))
