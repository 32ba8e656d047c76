"""Review files as named on a command line: read, told apart by name, and refused all together when any is bad."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.errors import Refused
from bot.model.review import ProposedReview
from bot.parser.formats import read_reviews

LARGEST = 20 << 20
"""Bytes of one review file that are read."""


def read_inputs(names: Sequence[str]) -> tuple[ProposedReview, ...]:
    """The reviews in files given as `FILE`, `NAME=FILE` or `-`. Raises Refused with a sentence for each bad one."""
    if list(names).count("-") + sum(name.endswith("=-") for name in names) > 1:
        raise Refused("standard input can be read only once; give - once")
    found: list[ProposedReview] = []
    faults: list[str] = []
    for name in names:
        reviewer, file = _split(name)
        try:
            reviews = read_reviews("stdin" if file == "-" else Path(file).name, _bytes(file))
            found += (replace(review, reviewer=reviewer) if reviewer else review for review in reviews)
        except Refused as refused:
            faults.append(str(refused))
    if faults:
        raise Refused("\n".join(dict.fromkeys(faults)))
    return _told_apart(found)


def _split(name: str) -> tuple[str | None, str]:
    """`NAME=FILE` into its parts; a file of exactly that name is a file."""
    reviewer, equals, file = name.partition("=")
    if not equals or not reviewer or "/" in reviewer or Path(name).exists():
        return None, name
    return reviewer, file


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise Refused(f"{file} does not exist; name a review file") from None
    except IsADirectoryError:
        raise Refused(f"{file} is a folder; name a review file in it") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{file!r} can't be read: {getattr(error, 'strerror', None) or error}") from None


def _told_apart(reviews: Sequence[ProposedReview]) -> tuple[ProposedReview, ...]:
    """Reviews with the same name get `-2`, `-3` … behind the second and later ones."""
    taken: set[str] = set()
    told: list[ProposedReview] = []
    for review in reviews:
        name, number = review.name, 1
        while name in taken:
            number += 1
            name = f"{review.name}-{number}"
        taken.add(name)
        told.append(replace(review, name=name))
    return tuple(told)
