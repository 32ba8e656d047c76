"""The words of a finding made comparable: stems of content words, and names that look like code."""

import re
from dataclasses import dataclass

from bot.model.finding import Finding

_LONGEST = 1_500
"""Characters of a finding that are compared; what a review says first is what it is about."""

_TOKEN = re.compile(r"[^\W\d]\w*(?:[.:#/-]+[^\W\d]\w*)*|\d+")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SEPARATOR = re.compile(r"[.:#/-]+")
_CODE_LIKE = re.compile(r"_|[a-z][A-Z]|[.:#/]")
_SUFFIXES = ("ations", "ation", "ingly", "ings", "ing", "edly", "ies", "ed", "es", "ly", "s", "e")


def word_set(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())


_COMMON = word_set(
    """
    a cls self this about add added adding after all also always an and another any are as at be because been before being between
    both bug but by call called calling calls can cause causes causing class code consider could did do does doing
    done due during each either else ensure even every file for from function had has have having he here how however
    i if in incorrect incorrectly instead into is issue it its just lead leading leads like line lines make makes
    making may method might more most must need needed needs new no nor not now of on only or other out over own per
    potential potentially problem rather result resulting results s same shall should since so some still such t than
    that the their them then there these they this those too under up use used uses using value values very via was
    we well were what when where which while who why will with within without would wrong yet you your
    """
)
"""Words that nearly every review has; to share them says nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """`stems` of the content words, names taken apart; `names`: the parts of code-like names, and numbers, whole;
    `named`: those stems that stand in such names."""

    stems: frozenset[str]
    names: frozenset[str]
    named: frozenset[str] = frozenset()


def stem(word: str) -> str:
    """A lower-case word without its English ending; rough, but the same for the forms of one word."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") else word


def words_of(text: str) -> Words:
    """The comparable words of a text."""
    stems: set[str] = set()
    names: set[str] = set()
    named: set[str] = set()
    for match in _TOKEN.finditer(text):
        token = match.group()
        is_name = bool(_CODE_LIKE.search(token)) or text[match.end() : match.end() + 1] == "(" or token.isdigit()
        if is_name:
            names.update(part for part in _name_parts(token) if part not in _COMMON)
        if not token.isdigit():
            found = {stem(word) for word in _content_words(token)}
            stems |= found
            named |= found if is_name else set()
    return Words(frozenset(stems), frozenset(names), frozenset(named))


def statement_of(finding: Finding) -> str:
    """What a finding says in prose: its title and text without the code that it shows."""
    text = _without_fences(finding.quote)
    for block in finding.blocks:
        if len(block.text) > 20:
            text = text.replace(block.text, " ")
    if finding.title and finding.title not in text:
        text = f"{finding.title}\n{text}"
    return text[:_LONGEST]


def plain(text: str) -> str:
    """A text in lower case with single spaces and without punctuation: equal for texts that differ in form only."""
    return " ".join(_PIECE.findall(text.lower()))


def _name_parts(token: str) -> list[str]:
    if token.isdigit():
        return [token]
    return [part for part in (p.lower().strip("_") for p in _SEPARATOR.split(token)) if len(part) > 2]


def _content_words(token: str) -> list[str]:
    if not token.isascii():
        return _slices(token.lower())
    pieces = [hump.lower() for piece in _PIECE.findall(token) for hump in _HUMP.findall(piece)]
    return [word for word in pieces if len(word) > 1 and word not in _COMMON]


def _slices(token: str) -> list[str]:
    """Pairs of letters, for scripts that put no space between words."""
    return [token[i : i + 2] for i in range(len(token) - 1)] or [token]


def _without_fences(text: str) -> str:
    kept, is_code = [], False
    for line in text.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            is_code = not is_code
        elif not is_code:
            kept.append(line)
    return "\n".join(kept)
