"""JSON as language models write it: comments, stray commas, odd quotes, line ends in strings, or an end that is
missing."""

import json
import re
from dataclasses import dataclass, field

from bot.parser.formats.jsontext import MAX_DEPTH, Json, NotJsonError, scrubbed, whole

_SPACE = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/|#[^\n]*+)*+")
_RUNS = {
    '"': re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.S),
    "'": re.compile(r"[^'\\]*+(?:\\.[^'\\]*+)*+'", re.S),
    "“": re.compile(r'[^”"\\]*+(?:\\.[^”"\\]*+)*+[”"]', re.S),
    "‘": re.compile(r"[^’'\\]*+(?:\\.[^’'\\]*+)*+[’']", re.S),
}
_RUNS["”"] = _RUNS["“"]
_CLOSES = re.compile(r"\s*+(?:[,:}\]]|$|//|/\*|\n)")
_BARE = re.compile(r"[^\s,:{}\[\]\"'“”‘’]++")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_ESCAPE = re.compile(r"\\(.)", re.S)
_CONSTANTS: dict[str, Json] = {"true": True, "false": False, "null": None, "none": None, "undefined": None}


@dataclass(slots=True)
class Loose:
    """A value read loosely and where it ends in the text.

    `cut`: of each container that was still open when the text ended its `id()` and where it begins, outermost first;
    empty where the
    text was whole. `rest`: where the part begins that is in no container.
    """

    value: Json
    end: int
    cut: list[tuple[int, int]] = field(default_factory=list)
    rest: int = 0


@dataclass(slots=True)
class _Frame:
    start: int
    holder: list[Json] | dict[str, Json]
    key: str | None = None
    key_at: int = 0


def loose(text: str, start: int) -> Loose:
    """The object or array that begins at `start`. Raises NotJsonError where what follows can't be one."""
    reader = _Reader(text, start)
    return reader.read()


class _Reader:
    """Reads with a stack of its own, so that depth costs nothing but its limit."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start
        self._stack: list[_Frame] = []
        self._root: Json = None
        self._is_parted = True

    def read(self) -> Loose:
        """Go on until the outermost container is closed or the text ends."""
        if self._text[self._at : self._at + 1] not in ("{", "["):
            raise NotJsonError("no object or array", self._at)
        while True:
            self._space()
            letter = self._text[self._at : self._at + 1]
            if not letter or self._text.startswith("```", self._at):
                return self._cut(self._at, self._at)
            if letter in "{[":
                self._open(letter)
            elif letter in "}]":
                if self._close(letter):
                    return Loose(self._root, self._at)
            elif letter in ",:":
                self._at += 1
                self._is_parted = True
            else:
                at = self._at
                if not self._scalar(letter):
                    return self._cut(len(self._text), at)

    def _cut(self, end: int, at: int) -> Loose:
        last = self._stack[-1]
        rest = last.key_at if last.key is not None else at
        return Loose(self._root, end, [(id(frame.holder), frame.start) for frame in self._stack], rest)

    def _space(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _open(self, letter: str) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise NotJsonError(f"nested deeper than {MAX_DEPTH} levels", self._at)
        holder: list[Json] | dict[str, Json] = {} if letter == "{" else []
        if self._stack:
            self._put(holder)
        else:
            self._root = holder
        self._stack.append(_Frame(self._at, holder))
        self._is_parted = True
        self._at += 1

    def _close(self, letter: str) -> bool:
        is_object = isinstance(self._stack[-1].holder, dict)
        if is_object != (letter == "}"):
            raise NotJsonError(f"{letter} closes nothing at character {self._at}", self._at)
        self._stack.pop()
        self._at += 1
        return not self._stack

    def _scalar(self, letter: str) -> bool:
        """Read a string or a bare word; whether the text went on to its end."""
        if letter in _RUNS:
            end = self._string_end(letter)
            if end is None:
                return False
            words = _unescaped(self._text[self._at + 1 : end - 1])
            start, self._at = self._at, end
            self._is_parted = False
            self._take(words, words, start)
            return True
        found = _BARE.match(self._text, self._at)
        if found is None:
            raise NotJsonError(f"unexpected {letter!r} at character {self._at}", self._at)
        if not self._is_parted:
            raise NotJsonError(f"no comma at character {self._at}", self._at)
        start, self._at = self._at, found.end()
        self._is_parted = False
        self._take(_constant(found[0]), found[0], start)
        return True

    def _string_end(self, quote: str) -> int | None:
        """Where a string ends: at a quote behind which the structure goes on, for writers forget to escape the inner
        ones."""
        at = self._at + 1
        while True:
            found = _RUNS[quote].match(self._text, at)
            if found is None:
                return None
            at = found.end()
            if _CLOSES.match(self._text, at):
                return at

    def _take(self, value: Json, words: str, at: int) -> None:
        frame = self._stack[-1]
        if isinstance(frame.holder, list):
            frame.holder.append(value)
            return
        if frame.key is not None:
            self._put(value)
            return
        self._space()
        if self._text[self._at : self._at + 1] not in (":", ""):
            raise NotJsonError(f"no colon at character {self._at}", self._at)
        frame.key, frame.key_at = words, at

    def _put(self, value: Json) -> None:
        frame = self._stack[-1]
        if isinstance(frame.holder, list):
            frame.holder.append(value)
            return
        if frame.key is None:
            raise NotJsonError(f"a member without a name at character {self._at}", self._at)
        add(frame.holder, frame.key, value)
        frame.key = None


def add(members: dict[str, Json], name: str, value: Json) -> None:
    """Put a member into an object; one of a name that is there already goes under the name with a number."""
    number = 2
    free = name
    while free in members and number < 50:
        free = f"{name} {number}"
        number += 1
    members[free] = value


def _constant(word: str) -> Json:
    lower = word.lower()
    if lower in _CONSTANTS:
        return _CONSTANTS[lower]
    return whole(word) if word.lstrip("-").isdecimal() and word.lstrip("-").isascii() else scrubbed(word)


def _unescaped(words: str) -> str:
    if "\\" not in words:
        return scrubbed(words)
    try:
        value = json.loads(f'"{words}"', strict=False)
    except json.JSONDecodeError:
        value = _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), words)
    return scrubbed(str(value))
