"""A proposed block goes where it belongs, whatever its form, and what becomes of each line is known."""

import pytest

from bot.code.apply import Proposal, apply_block, dedented
from bot.code.reading import read_facts
from bot.code.replacing import replace_text
from bot.code.rows import Applied, Shape
from bot.code.target import Target
from bot.model.place import Extent

OLD = """\
import os

def load(path):
    data = open(path).read()
    if data == None:
        return 1

    return eval(data)

class Store:
    def save(self, rows):
        # Keep the order.
        for row in rows:
            self.put(row)
        return len(rows)
"""


def apply(text: str, near: tuple[int, int] | None = None, *, old: str = OLD, **given: object) -> Applied:
    """The block applied to a Python text."""
    definitions = read_facts("app.py", dedented(text)).definitions
    target = Target(old, Extent(*near) if near else None, read_facts("app.py", old).definitions)
    return apply_block(Proposal(text, definitions=definitions, **given), target)  # type: ignore[arg-type]


def changed(old: str, **lines: str) -> str:
    """The old text with some lines (`l8="..."`) replaced."""
    rows = old.split("\n")
    for name, text in lines.items():
        rows[int(name[1:]) - 1] = text
    return "\n".join(rows)


EXPECTED = changed(OLD, l8="    return json.loads(data)")


@pytest.mark.parametrize(
    ("shape", "text", "near"),
    [
        (Shape.SUGGESTION, "    return json.loads(data)", (8, 8)),
        (Shape.DIFF, "-    return eval(data)\n+    return json.loads(data)", None),
        (
            Shape.DIFF,
            "@@ -90,9 +1,2 @@ def load\n         return 1\n \n-    return eval(data)\n+    return json.loads(data)",
            None,
        ),
        (Shape.DIFF, "--- a/x.py\n+++ b/app.py\n@@ -1 +1 @@\n-return eval(data)\n+return json.loads(data)", None),
        (Shape.LISTING, "5     if data == None:\n6         return 1\n7 \n8     return json.loads(data)\n9 ", None),
        (Shape.LISTING, "5:     if data == None:\n6:         return 1\n7:\n8:     return json.loads(data)", None),
        (Shape.SNIPPET, "    if data == None:\n        return 1\n\n    return json.loads(data)", None),
        (Shape.SNIPPET, "if data == None:\n    return 1\n\nreturn json.loads(data)", None),
        (Shape.SNIPPET, "return json.loads(data)", (8, 8)),
        (
            Shape.DEFINITION,
            "def load(path):\n    data = open(path).read()\n    if data == None:\n        return 1\n\n    return json.loads(data)",
            None,
        ),
    ],
)
def test_same_change_in_every_form(shape: Shape, text: str, near: tuple[int, int] | None) -> None:
    """
    One change gives the same text in every form, and the lines replaced and added are known.
    """
    done = apply(text, near, is_suggestion=shape is Shape.SUGGESTION, info="diff" if shape is Shape.DIFF else "")

    assert (done.shape, done.applies, done.text) == (shape, "yes", EXPECTED)
    assert done.removed == (8,)
    assert [added.new for added in done.added] == [8]


def test_pair() -> None:
    """
    What a second block shows takes the place of what the first one shows, with the file's indentation.
    """
    done = apply("return json.loads(data)", before="return eval(data)")

    assert (done.shape, done.applies, done.text) == (Shape.PAIR, "yes", EXPECTED)


def test_block_lines() -> None:
    """
    An added line knows its line in the block.
    """
    done = apply("    if data is None:\n        return {}\n\n    return eval(data)")

    assert [(row.new, row.block) for row in done.added] == [(5, 1), (6, 2)]


def test_suggestion_range() -> None:
    """
    A suggestion with offsets replaces the lines around the commented one, and an empty one deletes them.
    """
    wider = apply("    return 1", (7, 7), is_suggestion=True, info="suggestion:-2+1")
    empty = apply("", (1, 2), is_suggestion=True)

    assert wider.removed == (5, 6, 7, 8)
    assert empty.text == OLD.split("\n", 2)[2]


def test_suggestion_past_the_end() -> None:
    """
    A suggestion for a line that the file does not have does not apply.
    """
    assert apply("x = 1", (99, 99), is_suggestion=True).applies == "no"


def test_diff_searches_its_context() -> None:
    """
    The lines of a diff are looked for; its header's numbers are not believed, and left-out blank lines stay.
    """
    diff = "@@ -1,4 +1,4 @@\n     if data == None:\n         return 1\n-    return eval(data)\n+    return 2"

    done = apply(diff)

    assert done.removed == (8,)
    assert done.text == changed(OLD, l8="    return 2")


def test_diff_of_foreign_code() -> None:
    """
    A diff whose lines are not in the file does not apply, and says which lines it missed.
    """
    done = apply("-    connection.commit_all()\n+    connection.commit()")

    assert (done.applies, done.missing) == ("no", ("    connection.commit_all()",))
    assert done.text == OLD


def test_several_hunks() -> None:
    """
    Each part of a diff is applied in its own place.
    """
    done = apply(
        "@@ @@\n-import os\n+import json\n@@ @@\n-    return eval(data)\n+    return json.loads(data)", info="diff"
    )

    assert done.text == changed(EXPECTED, l1="import json")


def test_listing_elsewhere() -> None:
    """
    A listing whose numbers do not fit is placed by its lines.
    """
    done = apply("1     if data == None:\n2         return 1\n3 \n4     return json.loads(data)")

    assert (done.shape, done.text) == (Shape.SNIPPET, EXPECTED)


def test_statement_around() -> None:
    """
    New statements around an old one leave the old one in its place, one level deeper.
    """
    done = apply("try:\n    self.put(row)\nexcept OSError:\n    raise")

    assert done.text.split("\n")[13:17] == [
        "            try:",
        "                self.put(row)",
        "            except OSError:",
        "                raise",
    ]


def test_wrong_base_indentation() -> None:
    """
    A snippet that is indented as a whole, but less than the code around it, is moved to that code's level.
    """
    done = apply("    try:\n        self.put(row)\n    except OSError:\n        raise")

    assert done.text.split("\n")[13] == "            try:"


def test_comments_stay() -> None:
    """
    Comments between two statements that a snippet shows side by side are left out, not deleted.
    """
    done = apply(
        "def save(self, rows):\n    for row in list(rows):\n        self.put(row)",
        old=OLD.replace("return len(rows)", "pass"),
    )

    assert "# Keep the order." in done.text or done.removed == (12, 13)


def test_commented_out_code() -> None:
    """
    A snippet that the file has only as a comment takes the place of that comment.
    """
    old = "def run(a):\n    # self.check(\n    #     a, 1)\n    return a\n"

    done = apply("self.check(a, 1)", old=old)

    assert done.text == "def run(a):\n    self.check(a, 1)\n    return a\n"


def test_elision() -> None:
    """
    A line that stands for left-out code keeps the old lines, and the block then applies in part.
    """
    done = apply("def load(path):\n    # ... rest of the function remains the same\n    return json.loads(data)")

    assert (done.applies, done.elided) == ("partly", (2,))
    assert done.text == EXPECTED


def test_unshown_end() -> None:
    """
    A function that is shown only down to an old line keeps what follows that line.
    """
    done = apply("def load(path):\n    data = path.read_text()\n    if data == None:\n        return 1")

    assert done.applies == "partly"
    assert done.text == changed(OLD, l4="    data = path.read_text()")


def test_method() -> None:
    """
    A method shown without its class replaces the method of that name, one level in.
    """
    done = apply("def save(self, rows):\n    return self.put_all(rows)")

    assert done.text.endswith("class Store:\n    def save(self, rows):\n        return self.put_all(rows)\n")


def test_new_method_and_import() -> None:
    """
    A definition that the file lacks is added to its class, and a missing import after the last one.
    """
    done = apply("import json\n\ndef clear(self):\n    return json.dumps({})")

    assert done.text.startswith("import os\nimport json\n")
    assert done.text.endswith("        return len(rows)\n\n    def clear(self):\n        return json.dumps({})\n")
    assert done.removed == ()


def test_part_of_a_class() -> None:
    """
    A class that shows some of its methods replaces those and leaves the others.
    """
    old = "class A:\n    def one(self):\n        return 1\n\n    def two(self):\n        return 2\n"

    done = apply("class A:\n    def two(self):\n        return 3\n", old=old)

    assert (done.applies, done.text) == ("partly", old.replace("return 2", "return 3"))


def test_decorators_stay() -> None:
    """
    A function that is shown without its decorators keeps them.
    """
    old = "@cached\ndef one():\n    return 1\n"

    assert apply("def one():\n    return 2", old=old).text == "@cached\ndef one():\n    return 2\n"


def test_line_ends() -> None:
    """
    The line ends of the file are kept, and so is a missing one at its end.
    """
    done = apply("b = 3", (2, 2), old="a = 1\r\nb = 2\r\nc = 3", is_suggestion=True)

    assert done.text == "a = 1\r\nb = 3\r\nc = 3"


def test_no_change() -> None:
    """
    A block that equals what it replaces changes no line.
    """
    assert not apply("    return eval(data)", (8, 8), is_suggestion=True).changes
    assert not apply("-    return eval(data)\n+    return eval(data)").changes


def test_nothing_alike() -> None:
    """
    A snippet that is like nothing in the file does not apply.
    """
    assert apply("SELECT name FROM table WHERE id = 7").applies == "no"


def test_where_lines_go() -> None:
    """
    An old line is found in the new text; a replaced one is where its replacement begins.
    """
    done = apply("    if not path:\n        return 2\n    return json.loads(data)", (8, 8), is_suggestion=True)

    assert (done.new_line_of(7), done.new_line_of(8), done.new_line_of(10)) == (7, 8, 12)


@pytest.mark.parametrize(
    ("old", "new", "near", "line"),
    [
        ("eval(data)", "json.loads(data)", None, (8, "    return json.loads(data)")),
        ("data==None", "data is None", None, (5, "    if data is None:")),
        ("data", "text", (8, 8), (8, "    return eval(text)")),
    ],
)
def test_words(old: str, new: str, near: tuple[int, int] | None, line: tuple[int, str]) -> None:
    """
    A replacement in words is made in the lines that are spoken of, or at the only line that has it.
    """
    done = replace_text(old, new, Target(OLD, Extent(*near) if near else None))

    assert done.text == changed(OLD, **{f"l{line[0]}": line[1]})


def test_ambiguous_words() -> None:
    """
    A replacement in words that fits several lines does not apply, unless it is meant for all of them.
    """
    target = Target(OLD)

    assert replace_text("data", "text", target).applies == "no"
    assert replace_text("data", "text", target, everywhere=True).removed == (4, 5, 8)
    assert replace_text("nothing", "text", target).missing == ("nothing",)
