"""Review files as named on a command line: read, told apart by name, and refused all together when any is bad."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.errors import Refused
from bot.model.review import ProposedReview, told_apart
from bot.parser.formats import read_reviews

LARGEST = 20 << 20
"""Bytes of one review file that are read."""
LONGEST_NAME = 200
"""Characters of a file's name that a sentence shows."""
_HASH = re.compile(r"(?<=[^\W_])[-_.](?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,64}$")
"""A hash behind the name of a file, which tells a reader nothing."""


def read_inputs(names: Sequence[str]) -> tuple[ProposedReview, ...]:
    """The reviews in files given as `FILE`, `NAME=FILE` or `-`. Raises Refused with a sentence for each bad one."""
    split = [_split(name) for name in names]
    if sum(file == "-" for _, file in split) > 1:
        raise Refused("standard input can be read only once; give - once")
    found: list[ProposedReview] = []
    faults: list[str] = []
    for reviewer, file in split:
        base = "stdin" if file == "-" else _text(Path(file).name)
        try:
            reviews = read_reviews(base, _bytes(file))
            found += (replace(review, reviewer=_text(reviewer)) if reviewer else review for review in reviews)
        except Refused as refused:
            # The reader knows the base name only; of two files with the same one it must be clear which is bad.
            said = str(refused)
            faults.append(f"{_shown(file)}{said.removeprefix(base)}" if file != "-" and said.startswith(base) else said)
    if faults:
        raise Refused("\n".join(" ".join(fault.split()) for fault in dict.fromkeys(faults)))
    return told_apart(_without_hashes(found, {_text(reviewer) for reviewer, _ in split if reviewer}))


def _without_hashes(reviews: Sequence[ProposedReview], given: set[str]) -> Iterable[ProposedReview]:
    """The reviews, their reviewers called without the hash of a file where that still tells all of them apart.

    `given`: names from the command line, which stay.
    """
    short = [review.reviewer if review.reviewer in given else _HASH.sub("", review.reviewer) for review in reviews]
    whole = {review.reviewer for review in reviews}
    times = Counter(short)
    for review, name in zip(reviews, short, strict=True):
        yield replace(review, reviewer=name) if times[name] == 1 and name not in whole else review


def _split(name: str) -> tuple[str | None, str]:
    """`NAME=FILE` into its parts; a file of exactly that name is a file."""
    reviewer, equals, file = name.partition("=")
    if not equals or not reviewer or "/" in reviewer or os.path.lexists(name.replace("\0", "")):
        return None, name
    return reviewer, file


def _bytes(file: str) -> bytes:
    if file == "-":
        if sys.stdin is None:
            raise Refused("standard input is closed; name a review file")
        return sys.stdin.buffer.read(LARGEST + 1)
    if not file:
        raise Refused("an empty name is no review file; name one")
    try:
        with Path(file).open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise Refused(f"{_shown(file)} does not exist; name a review file") from None
    except IsADirectoryError:
        raise Refused(f"{_shown(file)} is a folder; name a review file in it") from None
    except PermissionError:
        raise Refused(f"{_shown(file)} may not be read; change its permissions, or name another file") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refused(f"{_shown(file)} can't be read ({why}); name another file") from None


def _text(name: str) -> str:
    """A name from the command line as text, whatever the locale took its bytes for."""
    return os.fsencode(name).decode("utf-8", "replace")


def _shown(file: str) -> str:
    """A file's name as it may stand in a sentence."""
    name = _text(file)
    name = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
    return name if name.isprintable() else repr(name)
