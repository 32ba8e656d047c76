"""The hidden last line of our comment: whose it is, and what it told, so that the next answer can be compared with it."""

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.model.evidence import Verdict
from bot.model.history import History, Past, State
from bot.poster.wire import LONGEST_TITLE, MOST_FINDINGS, Value, as_values, from_values

LONGEST_MARKER = 12_000
LONGEST_PLAIN = 400_000

_KEY = re.compile(r"[0-9A-Za-z]{1,64}")
_END = " -->"
# No "-" and no ">": nothing in the payload can end the comment that hides it.
_ALPHABET = b"._"
_LEVEL = 9
_REPLY_DIGITS = 20
_VERDICTS = {verdict: at for at, verdict in enumerate(Verdict)}
_STATES = {State.DISMISSED: 1, State.FIXED: 2}


def key_of(url: str, name: str) -> str:
    """The key of a forge's marker: 12 hex digits made of its URL and the name that the configuration gives it."""
    return hashlib.sha256(f"{url}\0{name}".encode("utf-8", "backslashreplace")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Marker:
    """Our hidden line. `key` tells installations apart: up to 64 letters and digits, anything else raises ValueError."""

    key: str

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError("a marker's key is up to 64 letters and digits")

    @property
    def prefix(self) -> str:
        """How the line begins; a comment of ours holds it."""
        return f"<!-- metareview:{self.key} "

    @property
    def reply_prefix(self) -> str:
        """How the hidden line of a reply to a command begins; it is no answer, and no answer's prefix."""
        return f"<!-- metareview-reply:{self.key} "

    def reply(self, name: str) -> str:
        """The hidden last line of a reply; `name`, any text, tells it from all others on the change."""
        digest = hashlib.sha256(name.encode("utf-8", "backslashreplace")).hexdigest()[:_REPLY_DIGITS]
        return f"{self.reply_prefix}{digest}{_END}"

    def write(self, history: History, limit: int = LONGEST_MARKER) -> str:
        """The line that remembers `history`, at most `limit` characters: what is too much goes, the least important first.

        At most 300 findings and 80 characters of a title are kept. The same history gives the same line.
        """
        ranked = sorted(history.findings, key=_rank)[:MOST_FINDINGS]
        history = replace(history, is_cut=history.is_cut or len(ranked) < len(history.findings))
        ranked = [replace(one, title=one.title[:LONGEST_TITLE]) for one in ranked]
        untitled = [replace(one, title="") for one in ranked]
        titles = _most(
            len(ranked), lambda n: self._fits(replace(history, findings=(*ranked[:n], *untitled[n:])), limit)
        )
        if titles is not None:
            return self._line(replace(history, findings=(*ranked[:titles], *untitled[titles:])))
        kept = _most(
            len(ranked), lambda n: self._fits(replace(history, findings=tuple(untitled[:n]), is_cut=True), limit)
        )
        return self._line(replace(history, findings=tuple(untitled[: kept or 0]), is_cut=True))

    def read(self, body: str) -> History | None:
        """What the last line of a comment remembers; None where it is not our marker, whole and as we write it."""
        line = body.rstrip()[-LONGEST_MARKER - 1 :].replace("\r", "\n").rpartition("\n")[2]
        if len(line) > LONGEST_MARKER or not (line.startswith(self.prefix) and line.endswith(_END)):
            return None
        plain = _unpacked(line[len(self.prefix) : -len(_END)])
        history = None if plain is None else from_values(_parsed(plain))
        return history if history is not None and _plain(history) == plain else None

    def _fits(self, history: History, limit: int) -> bool:
        return len(_plain(history)) <= LONGEST_PLAIN and len(self._line(history)) <= limit

    def _line(self, history: History) -> str:
        packed = base64.b64encode(zlib.compress(_plain(history), _LEVEL), _ALPHABET).decode("ascii")
        return self.prefix + packed + _END


def _plain(history: History) -> bytes:
    return json.dumps(as_values(history), separators=(",", ":")).encode("ascii")


def _unpacked(payload: str) -> bytes | None:
    """The bytes in a payload; None where it is none, or holds too much."""
    try:
        packed = base64.b64decode(payload.encode("ascii"), _ALPHABET, validate=True)
        stream = zlib.decompressobj()
        plain = stream.decompress(packed, LONGEST_PLAIN + 1)
    except (ValueError, binascii.Error, zlib.error):
        return None
    if base64.b64encode(packed, _ALPHABET).decode("ascii") != payload:
        return None
    return plain if stream.eof and not stream.unused_data and len(plain) <= LONGEST_PLAIN else None


def _parsed(plain: bytes) -> Value:
    """The JSON value in some bytes; None where there is none."""
    try:
        value: Value = json.loads(plain.decode("ascii"))
    except (ValueError, RecursionError):
        return None
    return value


def _rank(past: Past) -> tuple[bool, int, int, str]:
    """What matters most comes first: what is open, then dismissed, then fixed, then what nobody proposes any longer."""
    return past.is_gone, _STATES.get(past.state, 0), _VERDICTS[past.verdict], past.id


def _most(top: int, fits: Callable[[int], bool]) -> int | None:
    """A number up to `top`, as large as bisection finds, that fits; None where not even zero does."""
    if fits(top):
        return top
    if not fits(0):
        return None
    low, high = 0, top
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
