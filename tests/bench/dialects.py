"""Prints what the dialects cost on hostile texts of one size and four times that size: `python -m tests.bench.dialects [LENGTH]`."""

import sys
import time

from bot.parser.dialects import DIALECTS
from bot.parser.dialects.dialect import Dialect
from bot.parser.dialects.page import page_of
from bot.parser.dialects.reading import read
from bot.parser.dialects.taking import recognised

TIMES = 4
MOST = 1.9
"""Growth beyond this many times the growth of the text is too much."""
BITS = (
    "<details>", "<summary>", "<details><summary>a (1)</summary>", "</details>", "> ", "> \n", "\n`12`: **x**\n", "```\n", "<!--", "<!-- x -->",
    "_⚠️ x_ | ", "\n_⚠️ x_ | _🔴 y_\n", "**", "\n### a\n", "\n- [ ] a", "\n- [x] a", "[", " ", "\n", "\n-", "\n ", "![P1 Badge](", "<a href='",
    "<strong>Security concerns</strong>", "`", "<sub>", "</sub>  ", "*", "\n1. x", "https://a/blob/0123456/", "<h3>", "\n## a", "\nHey ", "🔴 **",
    '<img alt="P1" ', "[a[R1]]", "[a [1]](x)", "<code>a</code>", "\n<h3><picture>", "![kody code-review](x) ", "\n> [!NOTE]\n> a\n", "<", "\r", "\u200b",
)  # fmt: skip


def main() -> int:
    """Print the costliest texts; 1 where a cost grows faster than its text."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rows = [row for bit in BITS for row in _rows(bit, length)]
    for seconds, growth, what, bit in sorted(rows, reverse=True)[:15]:
        print(f"{seconds:7.3f} s  x{growth:5.1f}  {what:14} {bit!r}")
    bad = [row for row in rows if row[0] > 0.1 and row[1] > TIMES * MOST]
    print("\n".join(f"grows too fast: {row[2]} on {row[3]!r}" for row in bad))
    return 1 if bad else 0


def _rows(bit: str, length: int) -> list[tuple[float, float, str, str]]:
    small, large = bit * (length // len(bit) + 1), bit * (length * TIMES // len(bit) + 1)
    one, other = _seconds(None, small), _seconds(None, large)
    rows = [(other, other / max(one, 0.004), "recognising", bit)]
    for dialect in DIALECTS:
        one, other = _seconds(dialect, small), _seconds(dialect, large)
        rows.append((other, other / max(one, 0.004), dialect.name, bit))
    return rows


def _seconds(dialect: Dialect | None, text: str) -> float:
    start = time.process_time()
    if dialect is None:
        recognised(text)
    else:
        read(dialect, page_of(text, owns_quotes=dialect.owns_quotes))
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
