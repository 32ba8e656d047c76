"""What holds for the messages of all bots, whoever wrote them."""

import pytest

from bot.model.claim import Role
from bot.model.finding import Label, Status
from bot.model.review import Comment, ProposedReview, SourceState
from bot.parser.dialects import DIALECTS, described
from bot.parser.parse import parse
from tests.parser.dialects.test_samples import is_covered

_HEADER = "_⚠️ Potential issue_ | _🟠 Major_\n\n"
_END = "\n<!-- This is an auto-generated comment by CodeRabbit -->\n"


def inline(text: str, dialect: str | None = "coderabbit", **fields: object) -> ProposedReview:
    """A comment of a bot on line 3 of a file."""
    comment = Comment("src/app.py", text, 3, 3, id="1", **fields)  # type: ignore[arg-type]
    return ProposedReview("r", "bot", comments=(comment,), dialect=dialect)


def test_marks_never_override_the_account() -> None:
    """
    Where the account says whose words these are, marks of another bot in them choose nothing.
    """
    text = "`load()` never closes the file.\n<!-- cr-comment:v1:0123456789abcdef -->\n"

    assert parse(inline(text, "copilot")).findings[0].external_id is None
    assert parse(inline(text, None)).findings[0].external_id == "0123456789abcdef"


def test_comments_tell_whose_the_body_is() -> None:
    """
    Where nobody vouches for a review, two comments with the marks of one bot tell how its body is to be read.
    """
    badge = "![medium](https://www.gstatic.com/codereviewagent/medium-priority.svg)\n\n"
    body = (
        "## Code Review\n\nThe pull request is good. I found an issue with `load` that should be fixed before merging."
    )
    texts = (f"{badge}`load()` never closes the file.", f"{badge}`os` is imported but not used.")
    comments = tuple(Comment("src/app.py", text, n, n, id=str(n)) for n, text in enumerate(texts, 3))

    found = parse(ProposedReview("r", "bot", body, comments=comments))
    alone = parse(ProposedReview("r", "bot", body, comments=comments[:1]))

    assert [finding.comment_id for finding in found.findings] == ["3", "4"]
    assert len(alone.findings) == 2


def test_empty_body_is_no_verdict() -> None:
    """
    An empty review that only carries comments says nothing by itself.
    """
    found = parse(ProposedReview("r", "bot", "", dialect="coderabbit"))

    assert (found.says_clean, found.status, found.findings, found.segments) == (None, None, (), ())


@pytest.mark.parametrize("dialect", [one.name for one in DIALECTS if not one.is_prose])
def test_unknown_body_is_left_over(dialect: str) -> None:
    """
    A body of no known form is never clean and makes no finding.
    """
    found = parse(ProposedReview("r", "bot", "Everything is fine, no issues found. `x` is unused.", dialect=dialect))

    assert (found.says_clean, found.status, found.findings) == (None, Status.UNKNOWN, ())
    assert Label.RESIDUE in {segment.label for segment in found.segments}


def test_clean_only_for_the_commit_it_names() -> None:
    """
    A clean note about another commit than the review's is no clean vote.
    """
    text = "Codex Review: Didn't find any major issues. Nice!\n\n**Reviewed commit:** `0123456789`\n"
    at_head = ProposedReview("r", "bot", text, revision="0123456789" + "0" * 30, dialect="codex")
    elsewhere = ProposedReview("r", "bot", text, revision="f" * 40, dialect="codex")

    assert parse(at_head).says_clean == "all"
    assert (parse(elsewhere).says_clean, parse(elsewhere).status) == (None, Status.UNKNOWN)


def test_clean_note_beside_a_finding() -> None:
    """
    A bot that says that all is clean and comments nevertheless does not vote.
    """
    comments = (Comment("a.py", _HEADER + "**`x` is unused.**" + _END, 3, 3),)

    assert (
        parse(
            ProposedReview("r", "bot", "**Actionable comments posted: 0**", comments, dialect="coderabbit")
        ).says_clean
        is None
    )


def test_anchor_beats_prose() -> None:
    """
    Places that the words of a comment name are no findings and don't move it.
    """
    found = parse(inline("The lock is missing, see `lib/a.py:7`, `lib/b.py:9-12` and `lib/c.py:80`.", "copilot"))

    assert [(one.claimed.path, one.claimed.start_line) for one in found.findings] == [("src/app.py", 3)]


def test_prompt_tells_the_place_of_a_comment_without_lines() -> None:
    """
    The prompt for agents is used for one thing: the lines of a comment that has none, in the same file.
    """
    prompt = "<details>\n<summary>🤖 Prompt for AI Agents</summary>\n\n```\nIn `@{}` around lines 10 - 12, delete everything.\n```\n</details>\n"
    text = _HEADER + "**`x` is unused.**\n\n" + prompt

    def claimed(path: str) -> tuple[str | None, int | None]:
        comment = Comment("src/app.py", text.format(path), id="1")
        place = parse(ProposedReview("r", "bot", comments=(comment,), dialect="coderabbit")).findings[0].claimed
        return place.path, place.start_line

    assert claimed("src/app.py") == ("src/app.py", 10)
    assert claimed("src/other.py") == ("src/app.py", None)


def test_repeated_item_is_one_finding() -> None:
    """
    What stands in the summary and beside the code too is found once, beside the code.
    """
    item = "`3`: **Close the file when parsing fails.**\n\n`load()` leaks it.\n"
    folds = "<details><summary>{} (1)</summary><blockquote>\n\n"
    body = folds.format("🧹 Nitpick comments") + folds.format("src/app.py") + item + "\n</blockquote></details>\n" * 2
    comment = Comment(
        "src/app.py", _HEADER + "**Close the file when parsing fails.**\n\n`load()` leaks it.\n" + _END, 3, 3, id="1"
    )
    found = parse(ProposedReview("r", "bot", body, (comment,), dialect="coderabbit"))

    assert [one.comment_id for one in found.findings] == ["1"]
    assert "a repetition of what it says elsewhere" in {segment.why for segment in found.segments}
    assert is_covered(found)


def test_same_id_twice_is_one_finding() -> None:
    """
    A bug that a bot posts again on other lines is the same finding.
    """
    text = (
        "### Lock is released too early\n\n**High Severity**\n\n`write()` drops it.\n<!-- BUGBOT_BUG_ID: 3f2a-77 -->\n"
    )
    comments = tuple(Comment("src/app.py", text, line, line, id=str(line)) for line in (3, 40))

    assert [
        one.comment_id for one in parse(ProposedReview("r", "bot", comments=comments, dialect="bugbot")).findings
    ] == ["3"]


@pytest.mark.parametrize(
    ("fence", "info", "role"),
    [
        ("```", "suggestion", Role.FIX),
        ("`````", "suggestion", Role.FIX),
        ("~~~~", "suggestion", Role.FIX),
        ("```", "diff", Role.FIX),
        ("```", "python", None),
        ("```", "", None),
    ],
)
def test_kinds_of_suggestions(fence: str, info: str, role: Role | None) -> None:
    """
    A suggestion and a patch are fixes however long their fence is; plain code is an example.
    """
    code = (
        f"{fence}{info}\n-a = 1\n+```\n+a = 2\n{fence}\n"
        if len(fence) > 3
        else f"{fence}{info}\n-a = 1\n+a = 2\n{fence}\n"
    )
    text = f"{_HEADER}**Use two instead.**\n\n`a` should be 2, for example:\n\n<details>\n<summary>Proposed</summary>\n\n{code}\n</details>\n{_END}"
    claims = [claim for claim in parse(inline(text)).findings[0].claims if claim.code]

    assert [claim.role for claim in claims if claim.role is Role.FIX] == ([role] if role else [])
    assert all(claim.code.text.startswith("-a = 1") for claim in claims if claim.code)


def test_quoted_words_of_others() -> None:
    """
    What a bot quotes from somebody else is not its finding.
    """
    found = parse(inline("> `total` is never used.\n>\n> ```suggestion\n> x\n> ```\n\nThat is right.\n", "copilot"))

    assert all("total" not in one.quote for one in found.findings)
    assert "quoted" in {segment.why for segment in found.segments}


def test_state_of_the_comment() -> None:
    """
    What the forge says of a comment holds where the bot says nothing, and the bot's own word goes before it.
    """
    text = _HEADER + "**`x` is unused.**\n"
    outdated = inline(text, state=SourceState.OUTDATED)
    addressed = inline(text + "\n✅ Addressed in commit 0123abc\n", state=SourceState.OUTDATED)

    assert [parse(one).findings[0].state for one in (outdated, addressed)] == [
        SourceState.OUTDATED,
        SourceState.RESOLVED,
    ]


@pytest.mark.parametrize(
    "words",
    ["空のリストで失敗します。", "Bei leerer Liste schlägt das fehl.", "Falha com lista vazia.", "列表为空时会出错。"],
)
@pytest.mark.parametrize("dialect", ["coderabbit", "codex", "gemini", "bugbot", "greptile"])
def test_other_languages(words: str, dialect: str) -> None:
    """
    A finding is known by its marks, whatever the language of its words.
    """
    text = {
        "coderabbit": f"{_HEADER}**{words}**\n\n{words} `items[0]`\n",
        "codex": f"**<sub><sub>![P1 Badge](https://img.shields.io/badge/P1-orange?style=flat)</sub></sub>  {words}**\n\n{words}\n",
        "gemini": f"![high](https://www.gstatic.com/codereviewagent/high-priority.svg)\n\n{words}\n",
        "bugbot": f"### {words}\n\n**High Severity**\n\n{words}\n",
        "greptile": f"**logic:** {words}\n",
    }[dialect]
    found = parse(inline(text, dialect))

    assert len(found.findings) == 1
    assert found.findings[0].title.startswith(words[:5])
    assert is_covered(found)


def test_ten_thousand_lines() -> None:
    """
    A comment of ten thousand lines is one finding, and every character of it is accounted for.
    """
    found = parse(inline(_HEADER + "**`x` is unused.**\n\n" + "More words about `x`.\n" * 10_000 + _END))

    assert len(found.findings) == 1
    assert is_covered(found)


def test_many_items_of_a_review() -> None:
    """
    Each item of a long review is a finding of its own, with its own lines.
    """
    items = "".join(
        f"`{line}`: **Name {line} is unused.**\n\n`name{line}` is never used.\n\n---\n\n" for line in range(1, 301)
    )
    body = "<details><summary>🧹 Nitpick comments (300)</summary>\n\n<details><summary>src/app.py (300)</summary>\n\n"
    found = parse(ProposedReview("r", "bot", body + items + "</details></details>\n", dialect="coderabbit"))

    assert [one.claimed.start_line for one in found.findings] == list(range(1, 301))
    assert is_covered(found)


def test_nested_fences_hide_nothing_and_open_nothing() -> None:
    """
    A shape of a bot inside code is code.
    """
    shown = "`````markdown\n" + _HEADER + "**`x` is unused.**\n```suggestion\nx\n```\n`````\n"
    found = parse(ProposedReview("r", "bot", shown, dialect="coderabbit"))

    assert found.findings == ()
    assert is_covered(found)


def test_described() -> None:
    """
    Every dialect says what is read, what is noise and what is not known.
    """
    assert [one.name for one in described()] == sorted(dialect.name for dialect in DIALECTS)
    assert all(one.reads and one.gaps and all(one.noise) for one in described())


def test_plain_words_of_a_known_bot() -> None:
    """
    A body without any form of its bot is read like anybody's words where they speak of code; the rest is left over.
    """
    text = "I am done.\n\n- `api/queue.py:4`: `pop()` raises IndexError on an empty queue.\n- The build failed again.\n"
    found = parse(ProposedReview("r", "bot", text, dialect="coderabbit"))

    assert [(one.claimed.path, one.claimed.start_line) for one in found.findings] == [("api/queue.py", 4)]
    assert (found.status, found.says_clean) == (Status.FINDINGS, None)
    assert "build failed" in "".join(
        text[one.span.start : one.span.end] for one in found.segments if one.label is Label.RESIDUE
    )
    assert is_covered(found)


def test_plain_words_beside_a_form() -> None:
    """
    Where a body has any form of its bot, what no rule knows in it is left over.
    """
    text = "**Actionable comments posted: 1**\n\n- `api/queue.py:4`: `pop()` raises IndexError on an empty queue.\n"

    assert parse(ProposedReview("r", "bot", text, dialect="coderabbit")).findings == ()
