"""Sentences of a block."""

import time

import pytest
from hypothesis import given, settings

from bot.parser.blocks import blocks
from bot.parser.sentences import sentences
from bot.parser.text import BlockKind, Sentence
from tests.parser.texts import TEXTS


def _all(text: str) -> list[Sentence]:
    return [sentence for block in blocks(text) for sentence in sentences(block, text)]


def _masked(text: str) -> list[str]:
    return [sentence.masked for sentence in _all(text)]


def _codes(text: str) -> list[str]:
    return [code.text for sentence in _all(text) for code in sentence.codes]


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_spans(text: str) -> None:
    """Sentences lie in order inside their block, are the source at their span, and so are their codes."""
    for block in blocks(text):
        end = block.span.start
        for sentence in sentences(block, text):
            assert end <= sentence.span.start < sentence.span.end <= block.span.end
            assert text[sentence.span.start : sentence.span.end] == sentence.text
            end = sentence.span.end
            for index, code in enumerate(sentence.codes):
                source = text[code.span.start : code.span.end]
                assert source == code.text or (code.is_bare and source.replace("\\_", "_") == code.text)
                assert sentence.span.start <= code.span.start <= code.span.end <= sentence.span.end
                assert sentence.code(f"«{index}»") == code.text and f"«{index}»" in sentence.masked


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_cover(text: str) -> None:
    """No letter of a paragraph is outside its sentences, except in HTML."""
    for block in blocks(text):
        if block.kind in (BlockKind.CODE, BlockKind.ROW) or "<" in block.text:
            continue
        left = list(block.text)
        for sentence in sentences(block, text):
            first = sentence.span.start - block.span.start
            left[first : first + len(sentence.text)] = " " * len(sentence.text)
        assert not any(letter.isalnum() for letter in left)


@pytest.mark.parametrize(
    "sentence",
    [
        "It uses e.g. a list, i.e. many values, etc. and so on.",
        "See No. 3 and version 1.2.3 of a.py, line 3.14 vs. the rest.",
        "J. Smith said so in config.yaml:12 and at https://a.b/c.d?e=f.",
        'The text "It ends. Not here" is kept (see a.py. It is there) as one.',
        "It waits ... and then goes on.",
        "The `a. B` stays whole.",
        "A line\nthat is wrapped stays whole.",
    ],
)
def test_whole(sentence: str) -> None:
    """Abbreviations, numbers, names, quotations, brackets, code and wrapped lines end no sentence."""
    assert [one.text for one in _all(sentence)] == [sentence]


@pytest.mark.parametrize(
    "text, parts",
    [
        ("One is bad. Two is worse! Is three? Yes.", 4),
        ("It is `x`. `y` is too. foo_bar is as well.", 3),
        ("It ends here etc. The next begins.", 2),
        ("(It is whole.) Another one.", 2),
        ('He said "no." Then he left.', 2),
        ("It is true… Then not.", 2),
        ("これは悪い。次です。", 2),
        ("the first is bad. the second too.", 2),
        ("Docstrings:\nThe functions have none.", 2),
        ("Severity: high\nFile: a.py\nMessage: it is bad", 3),
        ("one  \ntwo", 2),
        ("one<br>two", 2),
    ],
)
def test_parted(text: str, parts: int) -> None:
    """Sentences end at their stops, at leads, labels and hard breaks."""
    assert len(_all(text)) == parts


@pytest.mark.parametrize(
    "text, lead, rest",
    [
        ("**Unused import**: `os` is unused.", "Unused import:", "«0» is unused."),
        ("**Unused import:** `os` is unused.", "Unused import:", "«0» is unused."),
        ("**Unused import.** It is unused.", "Unused import.", "It is unused."),
        ("**Unused import** - it is unused.", "Unused import -", "it is unused."),
        ("__Unused import__\nIt is unused.", "Unused import", "It is unused."),
        ("🔴 **[High]** It is unused.", "🔴 [High]", "It is unused."),
    ],
)
def test_bold_leads(text: str, lead: str, rest: str) -> None:
    """A bold title that is set off is a lead of its own."""
    first, second = _all(text)

    assert (first.masked, first.is_lead, second.masked, second.is_lead) == (lead, True, rest, False)


def test_bold_words() -> None:
    """Bold words inside a sentence are no lead."""
    assert [(s.masked, s.is_lead) for s in _all("**Note** that this is **not** used.")] == [
        ("Note that this is not used.", False)
    ]


def test_headings() -> None:
    """A heading is one sentence and a lead."""
    assert [(s.masked, s.is_lead) for s in _all("# One. Two `x`")] == [("One. Two «0»", True)]


def test_rows() -> None:
    """A row has one sentence a cell, those of the head are leads."""
    assert [(s.masked, s.is_lead) for s in _all("|A|B|\n|-|-|\n|x. y|`c`|")] == [
        ("A", True),
        ("B", True),
        ("x. y", False),
        ("«0»", False),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "foo_bar", "__init__", "_private", "MAX_SIZE", "a.b.c", "os.path", "self.load(x)", "foo()", "load(path, size)", "HttpClient", "userId",
        "src/a/b.py", "b.py:12", "b.py:12-14", "my-dir/my-file.ts#L3", "--no-verify", "Foo::bar", "items[0].name", "rows['id']", ".gitignore",
        "HTTPServer", "get_x(1).y()", "pkg/mod.go", "ValueError", "std::vector", "package.json",
    ],
)  # fmt: skip
def test_bare_names(name: str) -> None:
    """Identifiers, calls, dotted names, paths and flags are masked without back-ticks, whatever punctuation follows."""
    for text in (f"The {name} is bad.", f"It is {name}.", f"See {name}, please.", f"Here ({name}) and"):
        assert _codes(text) == [name]
        assert all(code.is_bare for sentence in _all(text) for code in sentence.codes)


@pytest.mark.parametrize(
    "words",
    [
        "GitHub and JavaScript and TypeScript and PyPI", "e.g. this", "version v1.2.3 and 3.14", "and/or read/write", "the file(s) and import(s)", "node.js",
        "APIs and URLs and IDs", "see www.example.com and https://a.b/c_d/e.py", "well-known re-use", "Hello.This is missing a space", "a word (in brackets)",
        "U.S. law", "A or B", "10%", "C++", "it's don't", "PEP8 says", "x = 1",
    ],
)  # fmt: skip
def test_no_names(words: str) -> None:
    """Words, products, versions, addresses and plurals are not masked."""
    assert _codes(words) == []


@pytest.mark.parametrize(
    "text, masked",
    [
        ("A *b* **c** _d_ __E f__ ~~g~~ 2*3 h * i", "A b c d E f g 2*3 h * i"),
        ("see [the *docs*](http://a.b/c(1)) ![img](x.png)", "see the docs img"),
        ("<b>x</b> is &lt;y&gt;&nbsp;z<!-- gone -->", "x is <y> z"),
        ("“a” ‘b’ it’s «0»", '"a" \'b\' it\'s "0"'),
        ("a \\* b\\_c  d", "a * «0» d"),
        ("`` a`b `` and `c`", "«0» and «1»"),
        ("<code>a_b</code> here", "«0» here"),
        ("> a\n> b", "a b"),
    ],
)
def test_masked(text: str, masked: str) -> None:
    """Emphasis, link targets, HTML and typographic quotes are gone from the masked text, code is numbered."""
    assert _masked(text) == [masked]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10**6,
        "`" * 10**6,
        "`a` " * 10**5,
        "(a. " * 10**5,
        "a_b " * 10**5,
        "**a** " * 10**5,
        "a. " * 10**5,
        "](" * 10**5,
    ],
)
def test_linear(text: str) -> None:
    """A megabyte of anything takes seconds."""
    begun = time.process_time()

    _all(text)

    assert time.process_time() - begun < 10
