"""The report as GitHub's Markdown."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.model.evidence import Verdict
from bot.report.markdown import render_markdown
from tests.builders import evidence, finding, lines, location, report, review, same_premise
from tests.report.samples import a_hostile_report, a_sample, code, link

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TAGS = {"<details>", "</details>", "<summary>", "</summary>", "<b>", "</b>", "<sub>", "</sub>"}
HOSTILE = st.lists(
    st.sampled_from(
        [
            "@octo",
            "#12",
            "`",
            "```",
            "|",
            "\n",
            "\n\n",
            "<img src=x>",
            "</details>",
            "[a](http://h.example)",
            "recheck",
            "/retest",
            "**",
            " ",
            "- ",
            "> ",
        ]
    ),
    max_size=8,
).map("".join)


def test_sample() -> None:
    """Two lines and a table say what is left to look at, with links to the lines."""
    text = render_markdown(a_sample(), link, code)
    first, second, table = text.split("\n\n")[:3]

    assert first == (
        "**Meta-review of 3 reviews at `1a2b3c4`**: 6 findings · 1 confirmed (nit) · 1 plausible · 1 can't be checked · 3 refuted"
    )
    assert second == (
        "**Left to look at: 1, plausible but not proved; it repeats a comment in the code.** All lines: `shop/cart.py`."
    )
    assert table.split("\n")[2].startswith(
        "| plausible `c7d1e2` | The lock is not released when `flush` fails. Known: the comment at line [61](https://"
    )
    assert table.endswith("| [60–63](https://forge.example/shop/blob/1a2b/shop/cart.py#L60-L63) | acme, bolt | 45 % |")


def test_shared_premise() -> None:
    """Refuted findings that share a premise stand below its disproof, whose code is shown once."""
    text = render_markdown(a_sample(), None, code)

    assert (
        "- 2 share one false premise. Lines 41-42 are a comment; the only live call of `check` passes `self.cap` (lines 41–43).\n"
        "  ```py\n"
        "  41           # self.ledger.check(order,\n"
        "  42           #     self.limit)\n"
        "  43           self.ledger.check(order, self.cap)\n"
        "  ```\n"
        '  - `a1f0bb` *"the refund is checked against the wrong limit"* (dora).'
    ) in text


def test_refuted_in_one_line() -> None:
    """A refuted finding is one line: what it says, what disproves it, where."""
    text = render_markdown(a_sample())

    assert '\n- `7e1a90` *"the list on line 75 has a trailing comma"* (bolt): Line 75 has no trailing comma.\n' in text


def test_all_refuted() -> None:
    """Where nothing is left to look at there is no table."""
    text = render_markdown(report(finding("a", Verdict.REFUTED, evidence=(evidence(at=(lines(3),)),))))

    assert "| finding |" not in text
    assert "**Nothing to act on: the code refutes 1.**" in text


def test_paths() -> None:
    """With several files each place names its own, as short as can be without doubt."""
    found = [finding(path, location=location(3, path=path)) for path in ("a/x.py", "b/x.py", "b/y.py")]

    text = render_markdown(report(*found))

    assert all(f"| {name}:3 |" in text for name in ("a/x.py", "b/x.py", "y.py"))
    assert "All lines" not in text


def test_long_fold() -> None:
    """A fold that is too long counts what it leaves out."""
    text = render_markdown(report(*(finding(f"f{number}", Verdict.UNVERIFIABLE) for number in range(60))))

    assert "- and 10 more\n" in text


def test_long_group() -> None:
    """A group that is too long counts what it leaves out."""
    shared = (evidence("a comment", (lines(3),)),)
    found = [
        finding(f"f{number}", Verdict.REFUTED, evidence=shared, related=same_premise(f"f{number ^ 1}"))
        for number in range(14)
    ]

    assert "\n  - and 4 more\n" in render_markdown(report(*found))


def test_unread_without_code() -> None:
    """Text that was not understood is counted even where none of it is shown."""
    assert "<sub>Not understood: 1 passage of the reviews</sub>" in render_markdown(
        report(reviews=(review(residue=("Hm.",)),))
    )


def test_no_other_links() -> None:
    """What is not http becomes no link."""
    assert "](" not in render_markdown(a_sample(), lambda _: "javascript:alert(1)")


@given(HOSTILE)
@settings(max_examples=150, deadline=None)
def test_hostile(text: str) -> None:
    """Foreign text brings no tag, image, link, mention, command or further cell; every fold is closed."""
    output = render_markdown(a_hostile_report(text), None, lambda _: (text, text))
    tokens = PARSER.parse(output)
    inline = [child for token in tokens for child in token.children or ()]
    tags = [
        tag
        for token in (*tokens, *inline)
        if token.type in ("html_block", "html_inline")
        for tag in re.findall(r"<[^>]*>", token.content)
    ]

    assert set(tags) <= TAGS
    assert tags.count("<details>") == tags.count("</details>")
    assert not {token.type for token in inline} & {"image", "link_open"}
    assert re.search(r"@\w|^[\s>*_#+-]*(?:/?recheck|/?reverify|/retest)", output, re.M) is None
    assert sum(token.type == "td_open" for token in tokens) % 5 == 0
