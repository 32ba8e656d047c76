"""Tests of reading commands out of messages."""

import re
import time
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.commands.parse import MOST, commands_in, gerrit_commands_in
from bot.model.command import Command, Verb

RECHECK = Command(Verb.RECHECK)
BOTH = pytest.mark.parametrize("read", [commands_in, gerrit_commands_in], ids=["github", "gerrit"])

COMMANDS = [
    ("/recheck-review", RECHECK),
    ("   /recheck-review", RECHECK),
    ("/recheck-review  \t\r", RECHECK),
    ("/recheck-review please, once more", RECHECK),
    ("/Recheck-Review", RECHECK),
    ("/metareview help", Command(Verb.HELP)),
    ("/metareview", Command(Verb.HELP)),
    ("/metareview explain c7d1e2", Command(Verb.EXPLAIN, "c7d1e2")),
    ("/metareview explain `C7D1E2`", Command(Verb.EXPLAIN, "c7d1e2")),
    ("/metareview explain", Command(Verb.EXPLAIN)),
    (
        "/metareview dismiss c7d1e2: `None` can't  come here",
        Command(Verb.DISMISS, "c7d1e2", "`None` can't come here"),
    ),
    ("/metareview restore c7d1e2", Command(Verb.RESTORE, "c7d1e2")),
    ("/metareview pause", Command(Verb.PAUSE)),
    ("/METAREVIEW resume\u00a0", Command(Verb.RESUME)),
]

NEIGHBOURS = [
    "/recheck-reviewer",
    "/recheck-review-later",
    "/recheck-review.",
    "/recheck-review\u200b",
    "/recheck\u200b-review",
    "/recheck",
    "recheck-review",
    "recheck",
    "reverify",
    "/retest",
    "/retest-required",
    "/review",
    "/gemini review",
    "/metareviewer help",
    "/metareview frobnicate",
    "@coderabbitai review",
    "@dependabot recreate",
    "please /recheck-review",
    "- /recheck-review",
    "1. /recheck-review",
    "# /recheck-review",
    "**/recheck-review**",
    "| `/recheck-review` | judges again |",
    "https://example.org/recheck-review",
    "    /recheck-review",
    "\t/recheck-review",
    "\u017f/recheck-review",
    "/rec\u212aheck-review",
    "Patch Set 3: /recheck-review",
    "Patch Set 3: Code-Review+1",
]

HIDDEN = [
    "> /recheck-review",
    ">/recheck-review",
    "> > /recheck-review",
    "- > /recheck-review",
    "> a\n>\n> /recheck-review",
    "> ```\n> /recheck-review\n> ```",
    "```\n/recheck-review\n```",
    "```sh\n/recheck-review\n```",
    "````\n```\n/recheck-review\n```\n````",
    "~~~\n```\n/recheck-review\n```\n~~~",
    "~~~~~~\n/recheck-review\n~~~\n~~~~~~",
    "```\n/recheck-review",
    "- a\n  ```\n  /recheck-review\n  ```",
    "a\n\n    code\n/recheck-reviewer",
    "a `b\n/recheck-review\nc` d",
    "``\n/recheck-review\n``",
    "[see\n/recheck-review here](https://example.org)",
    "[see\n/recheck-review here][a]\n\n[a]: https://example.org",
    "![see\n/recheck-review here](https://example.org/a.png)",
    "[a]:\n/recheck-review\n",
    "[a]: b 'see\n/recheck-review\n'",
    "> [a]: b\n> /recheck-review",
]
IN_HTML = [
    "<!--\n/recheck-review\n-->",
    "<!--\n\n/recheck-review",
    "a <!-- b\n/recheck-review\n-->",
    "<div>\n<!-- a\n\n/recheck-review\n\n-->\n</div>",
    "<pre>\n\n/recheck-review\n\n</pre>",
    "<code>\n\n/recheck-review\n\n</code>",
    "a <code>b\n/recheck-review\n</code>",
    "<blockquote>\n\n/recheck-review\n\n</blockquote>",
    "<a href='b'>\n\n/recheck-review\n\n</a>",
    "<div>\n/recheck-review\n</div>",
    "<a b='</a>'>\n\n/recheck-review",
    "a <code b='</code>'>\n/recheck-review",
    "</blockquote><blockquote>\n\n/recheck-review",
    "<a title='\n/recheck-review\n'>",
    "<?\n/recheck-review\n?>",
    "<![CDATA[\n/recheck-review\n]]>",
]

SHOWN = [
    "Thanks.\n/recheck-review\nBye.",
    "> They said so.\n\n/recheck-review",
    "```\na\n```\n/recheck-review",
    "~~~\na\n~~~~\n/recheck-review",
    "- a\n  /recheck-review",
    "- a\n\n/recheck-review",
    "a `b` c\n/recheck-review `d\n",
    "a \\`b\n/recheck-review\nc`",
    "``` a ``` b\n/recheck-review",
    "<details>\n<summary>a</summary>\n\nb\n\n</details>\n\n/recheck-review",
    "<!-- a -->\n\n/recheck-review",
    "<!-->\n\n/recheck-review",
    "`<code>` and List<A>\n\n/recheck-review",
    "[a] (b)\n/recheck-review",
    "| a | b |\n|---|---|\n| c | d |\n/recheck-review",
    "a\r\n/recheck-review\r\nb",
    "a\r/recheck-review",
    "/recheck-review\n===",
    "Zuul wants `recheck`:\n\n/recheck-review",
]


@BOTH
@pytest.mark.parametrize(("line", "command"), COMMANDS, ids=[line for line, _ in COMMANDS])
def test_command(read: object, line: str, command: Command) -> None:
    """
    A line that begins with a command is one, whatever its case and the blanks around it.
    """
    assert read(line) == read(f"Hello.\n\n{line}\n\nBye.") == (command,)  # type: ignore[operator]


@BOTH
@pytest.mark.parametrize("line", NEIGHBOURS)
def test_neighbour(read: object, line: str) -> None:
    """
    What only resembles a command, and the commands of others, are none of ours.
    """
    assert read(line) == read(f"Hello.\n\n{line}\n\nBye.") == ()  # type: ignore[operator]


@BOTH
@pytest.mark.parametrize("text", HIDDEN)
def test_hidden(read: object, text: str) -> None:
    """
    What is quoted, code or in a link is no command; one that follows outside is.
    """
    assert read(text) == ()  # type: ignore[operator]


@pytest.mark.parametrize("text", IN_HTML)
def test_hidden_by_html(text: str) -> None:
    """
    What GitHub hides as a comment or shows by HTML as code or quoted is no command.
    """
    assert commands_in(text) == ()


@BOTH
@pytest.mark.parametrize("text", SHOWN)
def test_shown(read: object, text: str) -> None:
    """
    A command that a reader sees on a line of its own counts, whatever stands around it.
    """
    assert read(text) == (RECHECK,)  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "Patch Set 3:\n\n/recheck-review",
        "Patch Set 3: Code-Review+1 Verified-1\n\n(2 comments)\n\n/recheck-review",
        "patch set 12:\n\nCopied votes:\n* Code-Review+1\n\n/recheck-review",
        "Patch Set 3:\n\n> they said\n/recheck-review",
        "Patch Set 3:\n\nfirst comment\n/recheck-review",
        "<!-- shown there -->\n/recheck-review",
    ],
)
def test_gerrit(text: str) -> None:
    """
    In Gerrit the header lines of a message are no part of it, and what follows a quotation is not quoted.
    """
    assert gerrit_commands_in(text) == (RECHECK,)


def test_lazy_quote() -> None:
    """
    On GitHub a line right below a quotation is shown as part of it, and is no command.
    """
    assert commands_in("> they said\n/recheck-review") == ()
    assert commands_in("> [they]: said\n/recheck-review") == ()


def test_rows() -> None:
    """
    A row of a table that explains commands gives none.
    """
    assert commands_in("command | what\n---|---\n/recheck-review | judges again\n/metareview help | helps") == ()


def test_several() -> None:
    """
    Several commands count in their order, each once, at most five.
    """
    text = "\n".join(["/recheck-review", *(f"/metareview explain a{n}" for n in range(9)), "/recheck-review"])

    found = commands_in(text)

    assert found[0] == RECHECK
    assert [one.finding for one in found[1:]] == ["a0", "a1", "a2", "a3"]
    assert len(found) == MOST
    assert commands_in("/recheck-review\n\n/recheck-review now") == (RECHECK,)


PIECES = (
    *(
        "/recheck-review",
        "/metareview help",
        "a",
        "`",
        "``",
        "```",
        "~~~",
        ">",
        "> ",
        "- ",
        "1. ",
        "    ",
        "\t",
        "*",
        "\\",
    ),
    *("<!--", "-->", "<pre>", "</pre>", "<code>", "</code>", "<a b='", "[", "](b)", "|", "|-|-|", "\ue000", "\ue0010"),
    *("\n", "\n", "\n", "\n\n", "\r\n"),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(WORDS)
@example("/recheck-review\n" * 3)
def test_quoted_by_line(text: str) -> None:
    """
    A message of which every line is quoted holds no command, whatever it is.
    """
    quoted = "\n".join(f"> {line}" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    assert commands_in(quoted) == gerrit_commands_in(quoted) == ()


@settings(max_examples=300, deadline=None)
@given(WORDS, st.sampled_from(["`", "~"]))
def test_fenced(text: str, mark: str) -> None:
    """
    A message in a fence longer than any inside it holds no command.
    """
    fenced = f"{mark * 60}\n{text}\n{mark * 60}"

    assert commands_in(fenced) == gerrit_commands_in(fenced) == ()


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_first_line(text: str) -> None:
    """
    A command in the first line with a blank line below is found, whatever follows.
    """
    assert commands_in(f"/recheck-review\n\n{text}")[0] == RECHECK
    assert gerrit_commands_in(f"/recheck-review\n\n{text}")[0] == RECHECK


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["a", "b c", "", "*d*", "- e", "recheck", "/retest", "| f | g |", "# h"]), max_size=9))
def test_every_line_outside(lines: list[str]) -> None:
    """
    Among plain paragraphs, lists, headings and tables every line that is a command is found.
    """
    mixed = [part for line in lines for part in (line, "/recheck-review", "/metareview help", "")]

    assert set(commands_in("\n".join(mixed))) == ({RECHECK, Command(Verb.HELP)} if lines else set())


class Seen(HTMLParser):
    """What a rendered page shows outside of quotations, code and links."""

    HIDING = ("blockquote", "pre", "code", "a")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note what is open."""
        self.open += [tag] if tag in self.HIDING else []

    def handle_endtag(self, tag: str) -> None:
        """Note what is closed."""
        if tag in self.open:
            self.open.reverse()
            self.open.remove(tag)
            self.open.reverse()

    def handle_data(self, data: str) -> None:
        """Keep what is neither quoted nor code."""
        self.text += "" if self.open else data


@settings(max_examples=500, deadline=None)
@given(WORDS)
def test_as_github_shows_it(text: str) -> None:
    """
    Only what GitHub's own renderer shows outside of quotations, code and links is a command.
    """
    # A page may end a comment at once where the renderer's text goes on; browsers end it.
    text = text.replace("<!-->", "")
    marked = re.sub(r"^( {0,3})/(?=recheck-review\s|recheck-review\Z)", r"\1/MARK", text, flags=re.MULTILINE)

    html = cmarkgfm.github_flavored_markdown_to_html(marked, Options.CMARK_OPT_UNSAFE)

    assert RECHECK not in commands_in(text) or "MARK" in Seen(html).text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """
    Any text at all is read without complaint.
    """
    commands_in(f"/recheck-review {text}")
    gerrit_commands_in(f"{text}\n/metareview {text}")


@pytest.mark.parametrize(
    "piece", ["[", "[\n", "`", "` `` ```", "> ", "> a\nb\n", "- ", "<!--", "<a b='", "[a](", "/recheck-review\n", "|a|b|\n|-|-|\n"]
)  # fmt: skip
def test_linear(piece: str) -> None:
    """
    The longest message takes no more than in proportion to its length.
    """
    took = []
    for length in (16_000, 64_000):
        text = "/recheck-review\n\n" + piece * (length // len(piece))
        began = time.process_time()
        commands_in(text)
        took.append(time.process_time() - began)

    assert took[1] < 12 * took[0] + 0.5
