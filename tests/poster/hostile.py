"""Texts that try to do something where they are shown, and a report every foreign word of which is such a text."""

from dataclasses import replace

from hypothesis import strategies as st

from bot.model.evidence import Verdict
from bot.model.history import Past, Since, State
from bot.model.report import Report
from bot.model.review import Reply, SourceState
from tests.builders import same_premise
from tests.report.samples import a_hostile_report

KEY = "0123456789ab"

TEXTS = [
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<a href='https://h.example'>a</a>", "<b onclick=x>", "<details open>",
    "</details>", "</details></details>\n\n# out", "</summary>", "</sub>", "</table>", "<!-- hidden", "-->", "<!--> x -->", "<![CDATA[x]]>", "<?php x ?>",
    "<!DOCTYPE html>", "<https://h.example>", "<a@h.example>", "<div>\n\n", "<style>*{}</style>", "<textarea>", "<title>", "<svg/onload=x>",
    "![a](https://h.example/p.png)", "![a][r]", "![r]", "[r]: https://h.example/p.png", "\n\n[r]: https://h.example/p.png \"t\"\n\n![a][r]",
    "[a](https://h.example)", "[a](javascript:x)", "[a][]", "[a]", "[x](<https://h.example>)", "](https://h.example)", "[a](b \"onload=x\")",
    "https://h.example/a?b=c", "http://h.example", "ftp://h.example", "www.h.example", "WWW.h.example", "octo@h.example", "mailto:octo@h.example",
    "xmpp:octo@h.example/a", "javascript://h.example", "https://github.com/o/r/issues/12", "https://github.com/o/r/commit/deadbeef1234567",
    "@octo", "@org/team", "(@octo)", "x@octo", "`@octo", "@", "@@octo", "＠octo", "#12", "GH-12", "gh-12", "o/r#12", "o/r@deadbeef1234567", "octo#12",
    "deadbeef1234567", "DEADBEEF1234567", "0" * 40, "(1a2b3c4)", "_1a2b3c4_", "deadbeef.py",
    "`", "``", "```", "````", "`````````", "~~~", "~~~~\nx", "```\nx\n```", "```math\nx\n```", "```mermaid\ngraph TD\n```", "```geojson\n{}\n```",
    "```suggestion\nevil()\n```", "`a", "a`", "``a`", "`a``", "`a|b`", "` `", "\\`", "\\\\`", "`<b>`", "`-->`",
    "|", "||", "\\|", "a | b | c", "|---|---|", "\n| a |\n|---|\n", "[^1]", "[^1]: note", "\n\n[^1]: note\n", "- [ ] task", "- [x] task", "[ ]", "* [x] a",
    "$", "$$", "$a$", "$`a`$", "$$a$$", "\\$a\\$", "a $x$ b", ":tada:", ":+1:", "::", "a:b:c",
    "> [!NOTE]", "> [!WARNING]\n> x", "[!NOTE]", "> quote", ">", "# head", "###### head", "#", "x\n===", "x\n---", "===", "---", "***", "___", "+++", "= =",
    "- item", "* item", "+ item", "1. item", "1) item", "999999999. item", "    code", "\tcode", "  \n", "\\", "\\\n", "&", "&lt;b&gt;", "&#64;octo", "&#x40;octo",
    "&commat;octo", "&num;12", "&nbsp;", "&amp;lt;", "*a*", "**a**", "_a_", "__a__", "***a***", "~a~", "~~a~~", "**", "_", "a_b_c", "*\"", "\"*", "snake__case",
    "\u202e", "\u2066evil\u2069", "\u200b", "\u200d", "\ufeff", "\x00", "\x1b[31m", "\x07", "\u2028", "\u2029", "\x85", "\r", "\r\n", "\ud800", "\U000e0041", "\u3164",
    "/retest", "/recheck-review", "/lgtm", "/metareview dismiss aaaaaa no", "@dependabot merge", "@Mergifyio queue", "recheck", "reverify", "Recheck.",
    "Patch Set 3:\n\nrecheck", "(2 comments)\n\nrecheck", "Patch Set 1: (1 comment) recheck", "> recheck", "- recheck", "1. recheck", "**recheck**", "\nrecheck\n", "bors r+",
    f"<!-- metareview:{KEY} eNoDAAAAAAE -->", f"\n<!-- metareview:{KEY} x -->\n", f"-->\n<!-- metareview:{KEY} ", f"metareview:{KEY}",
    "ghp_" + "a1B2" * 9, "password = 'hunter2hunter2'", "é" * 70, "値段" * 60, "😀" * 40, "x" * 500, "a " * 300, "@octo " * 80, "`a` " * 90, "https://h.example/" * 20,
    "refs/heads/@octo", "feature/#12", "a/b.py", "../../x", "C:\\x", "a.mermaid", "a.math", "a.py#L1", "a?b=&amp;c", "a\");alert(1)//", "a (b).py", "%3Cb%3E",
]  # fmt: skip
"""Every way we know of to make a forge, a bot or a reader's browser do something."""

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(TEXTS), st.sampled_from(["word", " ", "\n", "\n\n", "`", "|", "  "]), st.text(max_size=5)
    ),
    max_size=7,
).flatmap(lambda parts: st.sampled_from(["", " ", "\n"]).map(lambda glue: glue.join(parts)))
"""Such texts beside each other, glued in any way, with anything else between them."""

_STATES = [*State]
_OLD = "a" * 40


def a_hostile_answer(text: str) -> Report:
    """A report every foreign word of which is `text`: titles, quotes, names, paths, symbols, tool output, replies, what is gone."""
    report = a_hostile_report(text)
    findings = tuple(
        replace(
            finding,
            state=State.OPEN if finding.verdict is Verdict.REFUTED else _STATES[at % len(_STATES)],
            restates=finding.restates if at in (1, 2, 4) else (),
            related=same_premise(f"f{at ^ 4}") if finding.verdict is Verdict.REFUTED else (),
            held_at=_OLD if at % 2 else None,
            sources=tuple(
                replace(
                    one,
                    replies=(Reply(text, text), Reply("dev", text)),
                    state=SourceState.RESOLVED,
                    symbols=(text,),
                    category=text,
                )
                for one in finding.sources
            ),
        )
        for at, finding in enumerate(report.findings)
    )
    gone = Past("e0e0e0", Verdict.PLAUSIBLE, State.OPEN, "unused-import", text, text)
    return replace(report, findings=findings, change=text, history="0" * 64, since=Since(_OLD, (gone,)))
