"""Random review-like texts for the property tests of the parser."""

from hypothesis import strategies as st

_BITS = st.sampled_from(
    [
        "a", "The name ", "`x`", "``a ` b``", "`", "```", "~~~", "```py\n", "\n", "\n\n", "\r\n", "\r", "\x0c", "\u2028", "\ufeff", "\t", "    ", "  ",
        "- ", "* ", "1. ", "2) ", "(a) ", "• ", "> ", "# ", "###### ", "---\n", "===\n", "|", "|-|-|\n", "| a | b |\n", "**", "__", "_", "*", "~~",
        "**Bold**: ", "<details>", "</summary>", "<!--", "-->", "<br>", "<b>", "&lt;", "[", "](", "](x)", ")", "(", "!", ". ", "e.g. ", "1.2.3", "...", "? ",
        "a/b.py:12-14", "foo_bar", "self.load(x)", "f(", "HttpClient", "--flag", "https://a.b/c", "def f(x):\n", "x = f(1)\n", "    return x\n",
        "13 x = 1\n14 y = 2\n", "Line 7:\n", "Issue 2: ", "- [ ] ", "\\", "«0»", "“", "”", "’", '"', "'", "é", "。", "🔴 ", "@@ -1 +1 @@\n", "+ a\n", "\0",
    ]
)  # fmt: skip

TEXTS = st.one_of(st.text(max_size=80), st.lists(_BITS, max_size=30).map("".join))
"""Any text, and texts made of what Markdown and code are made of."""
