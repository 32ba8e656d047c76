"""A finding and its claims are led to the lines they speak of, on the rung that says how."""

import time

from bot.model.claim import Claim, CodeBlock, Role, Span
from bot.model.finding import Finding
from bot.model.place import NOWHERE, Claimed, Rung, Side
from bot.validator.anchoring import anchor
from bot.validator.scene import Scene
from tests.fakes import MemoryCode

APP = """\
import json

class Loader:
    def load(self, path):
        # rows = parse(path, strict=True)
        rows = parse(path)
        self.rows = rows
        return [row for row in rows if row]

    def store(self, path):
        path.write_text(json.dumps(self.rows))


LIMIT = 10
"""
OTHER = """\
def send(message):
    socket = connect(message.host, message.port)
    socket.send(message.body)
"""


def scene(**head):
    return Scene(MemoryCode({name.replace("__", "/") + ".py": text for name, text in head.items()}))


def claim(quote="Something is wrong here", *, line=None, path=None, side=Side.NEW, code=None, **more):
    block = CodeBlock(code, Span(0, 1)) if code else None
    claimed = Claimed(path, line, line, side)
    return Claim(
        **{
            "id": "c1",
            "kind": "other",
            "role": Role.PREDICATE,
            "quote": quote,
            "span": Span(0, 1),
            "claimed": claimed,
            "code": block,
            **more,
        }
    )


def finding(*claims, line=None, path=None, side=Side.NEW, symbols=()):
    claimed = Claimed(path, line, line, side)
    return Finding("a.md", "a", "t", "other", "q", Span(0, 1), claims, claimed=claimed, symbols=symbols)


def place(found):
    return found.location.path, found.location.start_line, found.location.rung.value


def test_a_quote_moves_a_wrong_line():
    """A quote that stands elsewhere than claimed is where the claim points."""
    anchored = anchor(finding(claim(line=2, code="self.rows = rows")), scene(app=APP))

    assert place(anchored) == ("app.py", 7, "moved-quote")


def test_an_inline_span_is_a_quote():
    """Code in backticks is looked for like a shown block."""
    anchored = anchor(
        finding(claim("The call `path.write_text(json.dumps(self.rows))` is slow", line=11)), scene(app=APP)
    )

    assert place(anchored) == ("app.py", 11, "exact-quote")


def test_a_place_knows_whether_the_change_touches_it():
    """Lines of a hunk are in the diff, others of the same file are not."""
    code = Scene(MemoryCode({"app.py": APP}, {"app.py": APP.replace("self.rows = rows", "self.rows = list(rows)")}))

    assert anchor(finding(claim(code="self.rows = rows")), code).location.in_diff
    assert not anchor(finding(claim(subject="LIMIT")), code).location.in_diff


def test_a_quote_found_only_in_a_comment_is_commented_out():
    """Text that stands only in a comment is not live code."""
    anchored = anchor(finding(claim(code="rows = parse(path, strict=True)", line=6)), scene(app=APP))

    assert place(anchored) == ("app.py", 5, "commented-out")


def test_a_symbol_is_found_at_its_definition():
    """A claim about a function points to where it is defined."""
    assert place(anchor(finding(claim(subject="store")), scene(app=APP))) == ("app.py", 10, "symbol")


def test_a_symbol_used_once_is_found_there():
    """A name that is used once and not defined here points to its use."""
    assert place(anchor(finding(claim(subject="json.dumps")), scene(app=APP))) == ("app.py", 11, "symbol")


def test_a_scope_narrows_a_symbol():
    """Of several uses of a name the one inside the named definition is meant."""
    assert place(anchor(finding(claim(subject="path", scope="store")), scene(app=APP))) == ("app.py", 10, "symbol")


def test_a_wrong_line_follows_its_symbol():
    """A line that does not hold the named thing gives way to the place that does."""
    assert place(anchor(finding(claim(line=2, subject="LIMIT")), scene(app=APP))) == ("app.py", 14, "symbol")


def test_an_absent_thing_leaves_its_line():
    """What is said to be missing at a live line need not stand there."""
    anchored = anchor(finding(claim(line=14, kind="missing-check", subject="store")), scene(app=APP))

    assert place(anchored) == ("app.py", 14, "line")


def test_a_line_alone_is_taken():
    """A line without quote or symbol is the place."""
    assert place(anchor(finding(claim(line=8)), scene(app=APP))) == ("app.py", 8, "line")


def test_a_line_beyond_the_end_is_no_line():
    """A line outside the file leaves only the file; nothing is clamped."""
    anchored = anchor(finding(claim(line=500, path="app.py"), path="app.py"), scene(app=APP))

    assert place(anchored) == ("app.py", None, "file")


def test_the_only_changed_file_is_the_place_of_a_claim_without_one():
    """Words that name nothing are taken for the only file of the change."""
    assert place(anchor(finding(claim()), scene(app=APP))) == ("app.py", None, "sole-file")


def test_quotes_choose_among_files():
    """Of several changed files the one that holds the quote is meant."""
    anchored = anchor(finding(claim(code="socket.send(message.body)")), scene(app=APP, other=OTHER))

    assert place(anchored) == ("other.py", 3, "exact-quote")


def test_symbols_choose_among_files():
    """Of several changed files the one that defines the named function is meant."""
    anchored = anchor(finding(claim(), symbols=("send",)), scene(app=APP, other=OTHER))

    assert place(anchored) == ("other.py", 1, "symbol")


def test_two_equal_files_are_no_place():
    """A name that two changed files hold alike decides nothing."""
    anchored = anchor(finding(claim(subject="send")), scene(one=OTHER, two=OTHER))

    assert anchored.location == NOWHERE
    assert anchored.claims[0].location == NOWHERE


def test_a_path_is_known_by_its_end():
    """A path that is written short, or with a prefix of a diff, means the one file that ends so."""
    code = scene(src__app=APP, other=OTHER)

    assert anchor(finding(claim(), path="app.py"), code).location.path == "src/app.py"
    assert anchor(finding(claim(), path="b/src/app.py"), code).location.path == "src/app.py"
    assert anchor(finding(claim(), path="repo/src/app.py"), code).location.path == "src/app.py"


def test_a_path_that_does_not_exist_is_no_place():
    """A file that the tree lacks is nowhere, unless one changed file holds the quote."""
    code = scene(app=APP, other=OTHER)

    assert anchor(finding(claim(path="gone.py", subject="send")), code).location == NOWHERE
    assert place(anchor(finding(claim(path="gone.py", code="socket.send(message.body)")), code)) == (
        "other.py",
        3,
        "other-file",
    )


def test_a_quote_in_another_file_than_claimed_is_found_there():
    """A long quote that only another changed file holds leads there."""
    anchored = anchor(finding(claim(path="app.py", code="socket.send(message.body)")), scene(app=APP, other=OTHER))

    assert place(anchored) == ("other.py", 3, "other-file")


def test_the_old_side_is_read_in_the_base():
    """A comment on the old side points into the base tree."""
    code = Scene(MemoryCode({"app.py": APP}, {"app.py": "a = 1\nb = gone(a)\n"}))
    anchored = anchor(finding(claim(code="b = gone(a)"), path="app.py", line=2, side=Side.OLD), code)

    assert place(anchored) == ("app.py", 2, "exact-quote")
    assert anchored.location.side is Side.OLD


def test_a_claim_without_words_takes_the_place_of_its_finding():
    """A claim that names nothing stands where its finding stands."""
    anchored = anchor(finding(claim(), path="app.py", line=8), scene(app=APP))

    assert place(anchored.claims[0]) == ("app.py", 8, "line")


def test_the_finding_stands_where_its_core_stands():
    """The place of a finding is that of its core claim, not of a premise."""
    premise = claim(subject="store", role=Role.PREMISE)
    core = claim(subject="LIMIT")

    assert place(anchor(finding(premise, core), scene(app=APP))) == ("app.py", 14, "symbol")


def test_proposed_code_is_no_quote():
    """The code of a fix is not looked for."""
    fix = claim(role=Role.FIX, code="LIMIT = 10")

    assert place(anchor(finding(fix), scene(app=APP))) == ("app.py", None, "sole-file")


def test_a_thousand_findings_in_two_hundred_files_are_quick():
    """Anchoring takes less than a second for a thousand findings without a path in two hundred files."""
    files = {f"m{n}.py": APP.replace("load", f"load_{n}").replace("rows", f"rows_{n}") * 5 for n in range(200)}
    trees = MemoryCode(files)
    for path in files:
        trees.read(path)
    code = Scene(trees)
    said = [
        finding(
            claim(
                f"`load_{n % 200}` of `Loader` is slow",
                subject=f"load_{n % 200}",
                code=f"self.rows_{n % 200} = rows_{n}",
            ),
            symbols=("Loader", "json", "path", "dumps"),
        )
        for n in range(1000)
    ]
    begin = time.perf_counter()
    anchored = [anchor(one, code) for one in said]

    assert time.perf_counter() - begin < 1
    assert anchored[7].location.path == "m7.py"


def test_every_rung_is_an_order():
    """Rungs are compared by the order of trust in which they are declared."""
    assert next(iter(Rung)) is Rung.EXACT_QUOTE
