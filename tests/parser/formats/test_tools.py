"""What reviewdog, checkstyle, ESLint, ruff, pylint and bandit print, as input."""

import json
import time
from typing import Any

import pytest

from bot.errors import Refused
from bot.model.review import ProposedReview, SourceState
from bot.parser.formats import read_reviews


def read(text: str, name: str = "out.txt") -> ProposedReview:
    """The only review of a text."""
    (review,) = read_reviews(name, text.encode())
    return review


def diagnostic(**given: Any) -> dict[str, Any]:
    """A diagnostic of lines 3 and 4."""
    span = {"start": {"line": 3, "column": 1}, "end": {"line": 4, "column": 9}}
    return {"message": "It is bad", "location": {"path": "/ci/shop/a.py", "range": span}, **given}


def test_rdjson() -> None:
    """A document of diagnostics is a review by its source, with places, grades, codes and whole-line suggestions."""
    span = {"start": {"line": 3, "column": 1}, "end": {"line": 5, "column": 1}}
    item = diagnostic(severity="ERROR", code={"value": "F9"}, suggestions=[{"range": span, "text": "x\n"}])

    review = read(json.dumps({"source": {"name": "lint"}, "diagnostics": [item]}, indent=1))

    (comment,) = review.comments
    assert (review.reviewer, review.format) == ("lint", "rdjson")
    assert (comment.path, comment.line, comment.end_line, comment.severity) == ("ci/shop/a.py", 3, 4, "error")
    assert comment.body == "F9: It is bad\n\n```suggestion\nx\n```"


def test_rdjsonl() -> None:
    """A diagnostic a line; each tool that they name is a reviewer."""
    text = "\n".join(json.dumps(diagnostic(source={"name": name}, severity=2)) for name in ("a", "b", "a"))

    reviews = read_reviews("out.jsonl", text.encode())

    assert [(one.reviewer, len(one.comments), one.comments[0].severity) for one in reviews] == [
        ("a", 2, "warning"),
        ("b", 1, "warning"),
    ]


def test_rdjsonl_broken() -> None:
    """A bad line is named by its number."""
    good = json.dumps(diagnostic())

    with pytest.raises(Refused, match=r"^out\.txt: line 2: is not valid JSON"):
        read(f"{good}\n{{oops\n")
    with pytest.raises(Refused, match=r"^out\.txt: line 2: \.?message must be a string"):
        read(f"{good}\n{json.dumps(diagnostic(message=1))}\n")


CHECKSTYLE = """<?xml version="1.0" encoding="ISO-8859-1"?>
<checkstyle version="8.0"><file name="src/a.py">
<error line="3" column="1" severity="warning" message="&apos;os&apos; imported but unused" source="flake8.F401"/>
<error line="0" severity="error" message="Fish &amp; chips" source="com.acme.FishCheck"/>
<error line="4" severity="ignore" message="no"/>
</file></checkstyle>"""


def test_checkstyle() -> None:
    """Errors of checkstyle have places, grades and codes; ignored ones are none."""
    review = read(CHECKSTYLE, "lint.xml")

    assert [(one.path, one.line, one.severity, one.body) for one in review.comments] == [
        ("src/a.py", 3, "warning", "F401: `os` imported but unused"),
        ("src/a.py", None, "error", "FishCheck: Fish & chips"),
    ]
    assert (review.reviewer, review.format) == ("lint", "checkstyle")


BOMB = '<!DOCTYPE checkstyle [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"<?xml version='1.0'?>{BOMB}<checkstyle>&b;</checkstyle>", "has a document type or entities"),
        ('<!DOCTYPE checkstyle SYSTEM "file:///etc/passwd"><checkstyle/>', "has a document type or entities"),
        ("<checkstyle>&nbsp;</checkstyle>", "is not valid XML: undefined entity at line 1"),
        ("<checkstyle><file></checkstyle>", "is not valid XML: mismatched tag at line 1"),
        ("<checkstyle>" + "<file>" * 100_000, "is nested deeper than 50 elements"),
        (
            '<checkstyle><file name="a"><error line="x"/></file></checkstyle>',
            "the line of checkstyle/file/error number 1",
        ),
    ],
)
def test_checkstyle_refused(text: str, said: str) -> None:
    """Document types, entities, depth and what is no XML are refused in a sentence."""
    with pytest.raises(Refused) as refused:
        read(text, "lint.xml")

    assert said in str(refused.value)


def test_eslint() -> None:
    """Messages of ESLint have places and grades; with the source of the file at hand a fix is the whole line."""
    message = {
        "ruleId": "no-var", "severity": 2, "message": "Unexpected var, use 'let' instead.", "line": 2, "endLine": 2,
        "fix": {"range": [3, 6], "text": "let"},
    }  # fmt: skip
    silent = {**message, "suppressions": [{"kind": "directive", "justification": "old browsers"}]}
    file = {"filePath": "/w/a.js", "messages": [message], "suppressedMessages": [silent], "source": "a;\nvar b;\nc;\n"}

    open_, withdrawn = read(json.dumps([file])).comments

    assert (open_.path, open_.line, open_.severity, open_.state) == ("w/a.js", 2, "error", SourceState.OPEN)
    assert open_.body == "no-var: Unexpected var, use `let` instead.\n\n```suggestion\nlet b;\n```"
    assert (withdrawn.state, withdrawn.replies[0].body) == (SourceState.WITHDRAWN, "old browsers")


MESSAGE = {
    "type": "warning", "symbol": "unused-variable", "message": "Unused variable 'x'", "messageId": "W0612", "obj": "load",
    "line": 3, "column": 4, "endLine": 4, "endColumn": 5, "path": "src/a.py",
}  # fmt: skip


def test_pylint() -> None:
    """Both forms of pylint's JSON have places, grades and codes; what a message is about is said in it."""
    silent = {**MESSAGE, "messageId": "W0622", "symbol": "redefined-builtin", "message": "Redefining built-in 'load'"}
    older = {"message-id" if key == "messageId" else key: value for key, value in MESSAGE.items()}

    newer = read(json.dumps({"messages": [MESSAGE, silent], "statistics": {}}, indent=1))

    first, second = newer.comments
    assert (newer.reviewer, newer.format) == ("pylint", "pylint-json")
    assert (first.path, first.line, first.end_line, first.severity) == ("src/a.py", 3, 4, "warning")
    assert first.body == "W0612: Unused variable `x` in `load`"
    assert second.body == "W0622: Redefining built-in `load`"
    assert read(json.dumps([older])).comments == (first,)


RESULT = {
    "code": "3 eval(x)\n", "filename": "./src/a.py", "issue_severity": "MEDIUM", "issue_text": "Use of eval.",
    "issue_cwe": {"id": 78, "link": "https://cwe.example"}, "line_number": 3, "line_range": [3, 4], "test_id": "B307",
    "test_name": "blacklist", "more_info": "https://bandit.example/b307",
}  # fmt: skip


def test_bandit() -> None:
    """Results of bandit have places, grades and codes; what it could not read is noted."""
    text = json.dumps({"errors": [{"filename": "b.py", "reason": "syntax error"}], "results": [RESULT]})

    review = read(text)

    (comment,) = review.comments
    assert (review.reviewer, review.format) == ("bandit", "bandit-json")
    assert (comment.path, comment.line, comment.severity, comment.category) == ("src/a.py", 3, "medium", "CWE-78")
    assert (comment.body, comment.url) == ("B307: Use of eval.", "https://bandit.example/b307")
    assert review.body == "<!-- b.py: syntax error -->"


def test_ruff_notebook() -> None:
    """Lines of a notebook's cell are not taken for lines of its file."""
    row = {"row": 1, "column": 1}
    item = {"filename": "n.ipynb", "cell": 2, "code": "F401", "location": row, "end_location": row, "message": "m"}

    assert read(json.dumps([item])).comments[0].line is None


@pytest.mark.parametrize("wrong", [None, True, -1, 1.5, 10**40, "x", [], [None], {}, {"x": None}])
def test_wrong_types(wrong: Any) -> None:
    """Whatever stands in a member, a document is read or refused, and never as a defect of ours."""
    row = {"row": 1, "column": 1}
    ruff = {
        "filename": "a",
        "code": "F",
        "location": row,
        "end_location": row,
        "message": "m",
        "noqa_row": 1,
        "fix": {"edits": [{}]},
    }
    eslint = {
        "filePath": "a",
        "messages": [{"ruleId": "a", "message": "b", "fix": {"range": [0, 1], "text": "x"}}],
        "source": "xx",
    }
    rdjson = {"source": {"name": "x"}, "diagnostics": [diagnostic(code={"value": "F9"}, suggestions=[{}])]}
    bandit, pylint = {"results": [RESULT], "errors": []}, {"messages": [MESSAGE]}
    wrapped = ((ruff, True), (eslint, True), (MESSAGE, True), (rdjson, False), (bandit, False), (pylint, False))
    for whole, wrap in wrapped:
        for key in whole:
            broken = {**whole, key: wrong}
            text = json.dumps([broken] if wrap else broken)
            try:
                assert read_reviews("out.json", text.encode())
            except Refused as refused:
                assert str(refused).startswith("out.json")


def test_many_results() -> None:
    """A log of thousands of results is read in time that grows with its size."""
    file = "".join(
        f'<error line="{n}" severity="info" message="m &quot;{n}&quot;" source="X{n}"/>' for n in range(1, 40_001)
    )

    began = time.process_time()
    review = read(f'<checkstyle><file name="a.py">{file}</file></checkstyle>')

    assert len(review.comments) == 40_000
    assert time.process_time() - began < 10


def test_named_reviewer(tmp_path: Any) -> None:
    """NAME=FILE names the reviewer, whatever the tool calls itself."""
    from bot.cli.inputs import read_inputs

    path = tmp_path / "out.xml"
    path.write_text(CHECKSTYLE)

    assert [one.reviewer for one in read_inputs([f"acme={path}"])] == ["acme"]
