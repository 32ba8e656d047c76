"""Code without a fence."""

import pytest

from bot.parser.blocks import blocks
from bot.parser.text import BlockKind


def _codes(text: str) -> list[str]:
    return [block.text for block in blocks(text) if block.kind is BlockKind.CODE and not block.is_fenced]


@pytest.mark.parametrize(
    "code",
    [
        "def load(path):\n    # read it\n    with open(path) as file:\n        for row in file:\n            use(row)\n\n    return rows[0]",
        "import os\n\n\nclass Loader(Base):\n    name = 'x'\n\n    def run(self):\n        pass",
        "const a = b.map(x => x + 1);\nif (a.length > 0) {\n  console.log(a);\n} else {\n  fail();\n}",
        "self.check(\n    first, second['id'], third)",
        ['"""', "Some words of a docstring.", '"""', "x = compute(1)"][3] + "\ny = compute(2)",
        "func (s *Server) Run() error {\n\treturn s.listen(ctx)\n}",
        "public void run(String name) {\n    this.name = name;\n}",
        "# first\nvalue = call(a)\n# second\nother = call(b)",
        '{\n  "name": "x",\n  "size": 3\n}',
        "@app.route('/x')\ndef view():\n    return render('x.html')",
        "12 from a import b\n13 \n14 class C:\n15     pass",
        "7: x = 1\n8: y = 2",
        "7 | x = 1\n8 | y = 2",
        "@@ -1,2 +1,2 @@\n-old = 1\n+new = 1\n same(line)",
    ],
)
def test_code(code: str) -> None:
    """Runs of code of any common language are one block, empty lines and comments inside included."""
    text = f"The code is wrong here:\n\n{code}\n\nThis is what happens when it is called."

    assert _codes(text) == [code]
    assert text[next(b.span.start for b in blocks(text) if not b.is_fenced) :].startswith(code[:5])


@pytest.mark.parametrize(
    "prose",
    [
        "The function load(path) returns None.\nIt should return a list instead.",
        "For users in this case:\nthe import of os is not needed.",
        "If you do this:\nit works as expected, return to the caller is fine.",
        "return value is not checked\nimport order is wrong",
        "- x = 1 is wrong\n- y = 2 is right",
        "# Summary of findings\nThe code has problems.",
        "foo_bar is never used and\nbaz.qux() is called twice.",
        "2 issues were found\n3 warnings were given",
        "with the following in mind:\nsomething else; and more.",
        "Severity: High\nFile: a/b.py",
        "`x = 1`\n`y = 2`",
        "    This paragraph is indented far too much.",
    ],
)
def test_prose(prose: str) -> None:
    """Prose that has words of code in it stays prose."""
    assert _codes(prose) == []


def test_single_line() -> None:
    """One line is code only behind a lead, or indented on its own."""
    assert _codes("Line 7:\nself.load(path)\n\nThis is wrong.") == ["self.load(path)"]
    assert _codes("Text before.\n\n    self.load(path)\n") == ["self.load(path)"]
    assert _codes("Text before.\n\nself.load(path)\n\nText.") == []


def test_lead_stays() -> None:
    """The lead above unfenced code is a paragraph of its own."""
    found = blocks("Line 70:\nself.check(\n    a, b)\n\nThen prose.")

    assert [(b.kind.value, b.text) for b in found] == [
        ("paragraph", "Line 70:"),
        ("code", "self.check(\n    a, b)"),
        ("paragraph", "Then prose."),
    ]


def test_list_goes_on() -> None:
    """Code between two items at the left margin ends neither the list nor the numbering."""
    found = blocks("1. Add this:\n\ndef a():\n    return b(1)\n\n2. Change that:\n\nx = a()\ny = x[0]\n")

    assert [(b.kind.value, b.number) for b in found] == [("item", 1), ("code", None), ("item", 2), ("code", None)]


def test_code_in_an_item() -> None:
    """Unfenced code that is indented under an item has the item's depth."""
    found = blocks("- Use this:\n\n  a = b(1)\n  c = d(2)\n")

    assert [(b.kind.value, b.depth, b.text) for b in found] == [
        ("item", 1, "Use this:"),
        ("code", 1, "a = b(1)\nc = d(2)"),
    ]
