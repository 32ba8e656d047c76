"""Carries out a replacement that a review names in words: this text by that one."""

import re

from bot.code.rows import Applied, How, Row, Shape, applied, lines_of, refused, rows_of
from bot.code.target import MOST_CHARACTERS, Target, in_words


def replace_text(old: str, new: str, target: Target, *, everywhere: bool = False) -> Applied:
    """A replacement named in words: in the lines that are spoken of, else at the only line with it; or everywhere."""
    lines = lines_of(target.text)
    pattern = _pattern(old)
    if pattern is None or len(new) > 1_000 or len(target.text) > MOST_CHARACTERS:
        return refused(Shape.INLINE, target.text, "it is too long or empty")
    hits = [at for at, line in enumerate(lines) if pattern.search(line)]
    near = [at for at in hits if target.near is not None and at + 1 in target.near]
    if not hits:
        return refused(Shape.INLINE, target.text, f"`{old}` is not in the file", (old,))
    chosen = hits if everywhere else (near or hits)
    if not everywhere and not near and len(hits) > 1:
        return refused(Shape.INLINE, target.text, f"`{old}` stands on {len(hits)} lines, and none of them is named")
    rows = rows_of(lines)
    for at in chosen:
        text = pattern.sub(lambda _: new, lines[at])
        rows[at] = Row(text, at + 1 if text == lines[at] else None)
    return applied(target.text, rows, How(Shape.INLINE, f"replaces {in_words(chosen[0] + 1, chosen[-1] + 1)}"))


def _pattern(text: str) -> re.Pattern[str] | None:
    """The text with any white space between its words and signs, not inside a longer word."""
    pieces = re.findall(r"\w+|[^\w\s]", text)
    if not pieces or len(text) > 300:
        return None
    body = r"\s*".join(map(re.escape, pieces))
    head = r"(?<!\w)" if pieces[0][0].isalnum() or pieces[0][0] == "_" else ""
    tail = r"(?!\w)" if pieces[-1][-1].isalnum() or pieces[-1][-1] == "_" else ""
    return re.compile(head + body + tail)
