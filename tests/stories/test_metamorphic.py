"""What may change in code and words without changing a verdict, and what may change it in one direction only."""

import ast
import builtins
import keyword
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.model.evidence import JudgedFinding, Verdict
from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse
from bot.validator.check import Example, Said, Tree
from bot.validator.checks import CHECKS
from bot.validator.engine import validate
from bot.validator.scene import Scene
from tests.fakes import MemoryCode
from tests.judging import judge

_EXAMPLES = tuple(example for check in CHECKS for example in check.examples)
_LAYOUT = frozenset(
    {
        "old-style",
        "wrong-indentation",
        "trailing-comma",
        "trailing-whitespace",
        "missing-newline",
        "line-too-long",
        "quoted-code",
        "too-long",
    }
)
"""What is said of the layout itself, or quotes it."""
_LINE = re.compile(r"(?P<word>\blines? (?:\d+(?:-| and | to ))?)(?P<number>\d+)\b", re.IGNORECASE)
_PLACE = re.compile(r"\.py:\d|#L\d|\bL\d|```|\bonly \d+ lines|\d+ lines|\blines \d")
"""Places and listings that `_moved` does not know how to shift."""
_OF_THE_TREE = frozenset({"missing-file", "missing-release-note"})
"""What is said of the tree itself is another statement about another tree."""
_UNRELATED = {"zz/unrelated.py": "ZZ_UNRELATED = 1\n"}
_FAST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
_EVERY = settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])

Seen = list[tuple[str, str, str]]


def _seen(judged: tuple[JudgedFinding, ...]) -> Seen:
    """What was claimed and how it was judged, without places and words."""
    return sorted((c.claim.kind, c.claim.subject, c.verdict.value) for j in judged for c in j.claims)


def _verdicts(said: Said, tree: Tree) -> Seen:
    return _seen(judge(said, tree))


def _texts(tree: Tree, change: Mapping[str, str] | None = None) -> Tree:
    """The tree with further files that were there before the change as well."""
    return Tree({**tree.head, **(change or {})}, {**tree.base, **(change or {})})


def _blank_above(text: str) -> str:
    return "\n" + text


def _moved(said: Said) -> Said:
    """The same words about lines that stand one lower."""
    text = _LINE.sub(lambda found: f"{found['word']}{int(found['number']) + 1}", said.text)
    return Said(text, said.path, None if said.line is None else said.line + 1)


def _is_python(tree: Tree) -> bool:
    return all(path.endswith(".py") for path in (*tree.head, *tree.base))


def _kinds(seen: Seen) -> list[tuple[str, str]]:
    """Kinds and verdicts: a subject may be a line by its number."""
    return sorted((kind, verdict) for kind, _, verdict in seen)


def check_blank_line(example: Example) -> None:
    """Every file begins with a blank line more, and the words count one line more."""
    assume(_is_python(example.tree) and not _PLACE.search(example.said.text))
    lower = Tree(
        {path: _blank_above(text) for path, text in example.tree.head.items()},
        {path: _blank_above(text) for path, text in example.tree.base.items()},
    )

    assert _kinds(_verdicts(_moved(example.said), lower)) == _kinds(_verdicts(example.said, example.tree))


def check_line_ends(example: Example) -> None:
    """Every line of the code ends in CRLF instead of LF."""
    other = Tree(
        {path: text.replace("\n", "\r\n") for path, text in example.tree.head.items()},
        {path: text.replace("\n", "\r\n") for path, text in example.tree.base.items()},
    )

    assert _verdicts(example.said, other) == _verdicts(example.said, example.tree)


def check_review_line_ends(example: Example) -> None:
    """Every line of the review ends in CRLF instead of LF."""
    other = replace(example.said, text=example.said.text.replace("\n", "\r\n"))

    assert _kinds(_verdicts(other, example.tree)) == _kinds(_verdicts(example.said, example.tree))


def check_unrelated_file(example: Example) -> None:
    """A file that has nothing to do with anything stands beside, before and after the change."""
    assert _verdicts(example.said, _texts(example.tree, _UNRELATED)) == _verdicts(example.said, example.tree)


def check_duplicate(example: Example) -> None:
    """The same review comes twice."""
    once = parse(_review(example.said)).findings
    scene = Scene(MemoryCode(dict(example.tree.head), dict(example.tree.base)))
    judged = validate((*once, *once), scene)

    assert _seen(judged[: len(once)]) == _seen(judged[len(once) :]) == _verdicts(example.said, example.tree)


def _review(said: Said) -> ProposedReview:
    if said.line is None:
        return ProposedReview("review.md", "somebody", said.text)
    return ProposedReview(
        "review.md", "somebody", comments=(Comment(said.path, said.text, said.line, said.line, id="1"),)
    )


def check_renamed_local(example: Example) -> None:
    """A local has another name in the code and in the words."""
    name = next((name for name in _locals(example) if name in re.findall(r"`(\w+)`", example.said.text)), None)
    assume(name is not None)
    word = re.compile(rf"\b{name}\b")
    tree = Tree(
        {path: word.sub("zz_renamed", text) for path, text in example.tree.head.items()},
        {path: word.sub("zz_renamed", text) for path, text in example.tree.base.items()},
    )
    said = replace(example.said, text=word.sub("zz_renamed", example.said.text))
    expected = sorted(
        (kind, word.sub("zz_renamed", subject), verdict)
        for kind, subject, verdict in _verdicts(example.said, example.tree)
    )

    assert _verdicts(said, tree) == expected


def _locals(example: Example) -> list[str]:
    """Names that one function binds as plain locals, and that are nothing else anywhere in the trees."""
    found: set[str] = set()
    other: set[str] = set(dir(builtins)) | set(keyword.kwlist)
    for text in (*example.tree.head.values(), *example.tree.base.values()):
        try:
            tree = ast.parse(text)
        except SyntaxError:
            return []
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                found |= {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        for node in ast.walk(tree):
            other |= {
                getattr(node, field)
                for field in ("attr", "arg", "asname", "module")
                if isinstance(getattr(node, field, None), str)
            }
            other |= (
                {node.name}
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.alias)
                else set()
            )
            other |= (
                set(re.findall(r"\w+", node.value))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
                else set()
            )
        other |= {n.id for s in tree.body if isinstance(s, ast.Assign) for n in ast.walk(s) if isinstance(n, ast.Name)}
        other |= set(re.findall(r"\w+", " ".join(re.findall(r"#.*", text))))
    return sorted(found - other)


def check_reformatted(example: Example) -> None:
    """All code is laid out by a formatter; words that speak of lines or of the layout are left out."""
    assume(
        _is_python(example.tree)
        and example.said.line is None
        and not _LINE.search(example.said.text)
        and not _PLACE.search(example.said.text)
    )
    head = {path: _formatted(text) for path, text in example.tree.head.items()}
    base = {path: _formatted(text) for path, text in example.tree.base.items()}
    assume(None not in (*head.values(), *base.values()))
    tree = Tree({p: t for p, t in head.items() if t is not None}, {p: t for p, t in base.items() if t is not None})

    before, after = _verdicts(example.said, example.tree), _verdicts(example.said, tree)

    assert [one for one in after if one[0] not in _LAYOUT] == [one for one in before if one[0] not in _LAYOUT]


def _formatted(text: str) -> str | None:
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--stdin-filename", "x.py", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def check_single_file(example: Example) -> None:
    """Of the tree only the file that is spoken of is left: nothing that was refuted is confirmed then."""
    assume(len(example.tree.head) > 1 and example.said.path in example.tree.head)
    path = example.said.path
    alone = Tree({path: example.tree.head[path]}, {p: t for p, t in example.tree.base.items() if p == path})
    whole = {(kind, subject): verdict for kind, subject, verdict in _verdicts(example.said, example.tree)}
    for kind, subject, verdict in _verdicts(example.said, alone):
        if kind in _OF_THE_TREE:
            continue
        assert (whole.get((kind, subject)), verdict) not in _FLIPS


_FLIPS = ((Verdict.REFUTED.value, Verdict.CONFIRMED.value), (Verdict.CONFIRMED.value, Verdict.REFUTED.value))

_RELATIONS = (
    check_blank_line,
    check_line_ends,
    check_review_line_ends,
    check_unrelated_file,
    check_duplicate,
    check_renamed_local,
    check_single_file,
)


@pytest.mark.parametrize("relation", _RELATIONS, ids=lambda relation: relation.__name__.removeprefix("check_"))
def test_kept(relation: object) -> None:
    """
    A verdict on an example of a check outlives a change of code or words that is none.
    """

    @_FAST
    @given(st.sampled_from(_EXAMPLES))
    def holds(example: Example) -> None:
        assert callable(relation)
        relation(example)

    holds()


@pytest.mark.slow
@pytest.mark.parametrize(
    "relation", (*_RELATIONS, check_reformatted), ids=lambda relation: relation.__name__.removeprefix("check_")
)
def test_kept_in_every_example(relation: object) -> None:
    """
    The same for all examples of all checks, and for code that a formatter laid out anew.
    """

    @_EVERY
    @given(st.sampled_from(_EXAMPLES))
    def holds(example: Example) -> None:
        assert callable(relation)
        relation(example)

    holds()


_SHOP = '''import bisect
import json


class Shop:
    limit = 3

    def load(self, path, rows=[]):
        total = 0
        handle = open(path)
        try:
            data = json.load(handle)
        except ValueError:
            pass
        self.save(data)
        self.save(data)
        return data
        print(data)

    def save(self, data):
        """Keeps the rows."""
        # The file may be locked.
        with open("out") as out:
            out.write(json.dumps(data))
'''
_TREE = Tree({"shop.py": _SHOP})
_ITEMS = (
    "`bisect` is imported but never used",
    "`json` is imported but never used",
    "the variable `total` is assigned but never used in `load`",
    "`load` has no docstring",
    "`save` has no docstring",
    "`save` has no comments",
    "`rows` has a mutable default argument",
    "`ValueError` is silently ignored",
    "there is a bare except in `load`",
    "`self.save` is called twice in `load`",
    "the code after line 17 is unreachable",
    "`pathlib` is not imported",
    "`Shop` is undefined",
    "there is trailing whitespace on line 9",
    "the indentation is inconsistent",
)


def _listed(items: list[str]) -> ProposedReview:
    return ProposedReview(
        "list.md", "somebody", "Findings:\n\n" + "\n".join(f"- {one[0].upper()}{one[1:]}." for one in items)
    )


def _judged_lists(*lists: list[str]) -> Seen:
    findings = [finding for items in lists for finding in parse(_listed(items)).findings]
    return _seen(validate(findings, Scene(MemoryCode(dict(_TREE.head), {}))))


_LISTS = st.lists(st.sampled_from(_ITEMS), min_size=2, max_size=8, unique=True)


@_FAST
@given(_LISTS, st.integers(1, 7))
def test_split(items: list[str], at: int) -> None:
    """
    One review or two with the same items: the claims are judged alike.
    """
    assert _judged_lists(items[:at], items[at:]) == _judged_lists(items) if items[at:] else True


@_FAST
@given(_LISTS, st.randoms(use_true_random=False))
def test_order(items: list[str], chance: object) -> None:
    """
    The order of the items of a review moves no verdict.
    """
    other = list(items)
    getattr(chance, "shuffle")(other)  # noqa: B009 - hypothesis gives a seeded generator without naming its type

    assert _judged_lists(other) == _judged_lists(items)


@_FAST
@given(st.lists(st.lists(st.sampled_from(_ITEMS), min_size=1, max_size=5, unique=True), min_size=1, max_size=3))
def test_again(lists: list[list[str]]) -> None:
    """
    A second copy of every review says everything twice, and otherwise nothing new.
    """
    assert _judged_lists(*lists, *lists) == sorted([*_judged_lists(*lists), *_judged_lists(*lists)])


_PAIRS = (
    ("`bisect` is unused", "`bisect` is not unused"),
    ("`json` is an unused import", "`json` is not an unused import"),
    ("`load` has no docstring", "`load` does not lack a docstring"),
    ("`total` is never used", "it is not true that `total` is never used"),
    ("there is a bare except", "there is no bare except"),
    ("`rows` has a mutable default", "`rows` does not have a mutable default"),
    ("`ValueError` is silently ignored", "`ValueError` is not silently ignored"),
    ("there is unreachable code in `load`", "there is no unreachable code in `load`"),
    ("the file opened in `load` is never closed", "the file opened in `load` is not left open"),
    ("`Shop` is undefined", "`Shop` is not undefined"),
    ("this file has a syntax error", "this file has no syntax error"),
    ("`self.save` is called twice in `load`", "`self.save` is not called twice in `load`"),
    ("the indentation is inconsistent", "the indentation is not inconsistent"),
    ("there is trailing whitespace", "there is no trailing whitespace"),
    ("there is no newline at the end of the file", "there is a newline at the end of the file"),
)


@pytest.mark.parametrize(("plain", "denied"), _PAIRS)
@pytest.mark.parametrize("frame", ["{}.", "In `shop.py`, {}.", "It looks like {}.", "- {}"])
def test_negation(plain: str, denied: str, frame: str) -> None:
    """
    A statement and its denial are never both confirmed.
    """
    confirmed = [
        any(j.verdict is Verdict.CONFIRMED for j in judge(Said(frame.format(words)), _TREE))
        for words in (plain, denied)
    ]

    assert not all(confirmed)
