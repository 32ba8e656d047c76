"""Short names of findings, made of what a finding is about and never of where it stands, so that lines may move."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.consolidation.item import Item
from bot.consolidation.words import words_of

_DIGITS = 6
_NAMES = 2
_STEMS = 3


@dataclass(frozen=True, slots=True)
class _Name:
    """`basis` is what a finding is about; `words` tell findings with the same basis apart."""

    basis: str
    words: str


def ids_of(groups: Sequence[Sequence[Item]], leads: Sequence[Item], submitted: Mapping[str, str]) -> tuple[str, ...]:
    """One id a group, in the same order; `leads` holds the item of each group that names it, `submitted` tells when each
    review was.

    Of groups with the same basis, the one submitted first keeps the plain one, then the first in order of its words. Where
    first digits are the same, the ids are longer.
    """
    names = [_name(lead) for lead in leads]
    since = [submitted.get(lead.finding.review, "") for lead in leads]
    order = sorted(
        range(len(groups)),
        key=lambda index: (names[index].basis, since[index], names[index].words, _place(leads[index]), index),
    )
    digests: dict[int, str] = {}
    seen: dict[str, int] = {}
    for index in order:
        name = names[index]
        plain = _digest(name.basis)
        if plain not in seen:
            seen[plain] = 1
            digests[index] = plain
            continue
        full = _digest(f"{name.basis}\0{name.words}")
        seen[full] = seen.get(full, 0) + 1
        digests[index] = full if seen[full] == 1 else _digest(f"{name.basis}\0{name.words}\0{seen[full]}")
    return _shortest([digests[index] for index in range(len(groups))])


def lead_of(group: Sequence[Item], submitted: Mapping[str, str]) -> Item:
    """The source that names a group: the first that was submitted, so that a later one changes no id."""
    return min(group, key=lambda item: (item.is_general, submitted.get(item.finding.review, ""), _source(item)))


def _source(item: Item) -> tuple[str, str, str, str]:
    finding = item.finding
    return finding.reviewer, finding.review, finding.comment_id or "", item.text


def _name(item: Item) -> _Name:
    """Known kinds are named by kind and subject, others by the symbols or words that they begin with."""
    words = " ".join(sorted(item.words.stems | item.words.names))
    if not item.is_general:
        about = item.subjects or tuple(_symbols(item)[:1])
        return _Name("\0".join((item.kind, item.path, *about)), words)
    about = item.subjects or tuple(sorted(_symbols(item)[:_NAMES])) or _long_stems(item)
    return _Name("\0".join(("", item.path, *about)), words)


def _symbols(item: Item) -> list[str]:
    names = (symbol.rstrip("()").rsplit(".", 1)[-1] for symbol in item.finding.symbols)
    return list(dict.fromkeys(name for name in names if len(name) > 2))


def _long_stems(item: Item) -> tuple[str, ...]:
    """The longest content words of the first line: they change least when somebody says the same again."""
    stems = words_of(item.finding.title).stems or item.words.stems
    return tuple(sorted(sorted(stems, key=lambda stem: (-len(stem), stem))[:_STEMS]))


def _place(item: Item) -> tuple[int, int]:
    return (item.place.start, item.place.end) if item.place else (0, 0)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _shortest(digests: Sequence[str]) -> tuple[str, ...]:
    """Each digest cut to six digits, or to as many as no other one shares."""
    by_prefix: dict[str, int] = {}
    for digest in digests:
        by_prefix[digest[:_DIGITS]] = by_prefix.get(digest[:_DIGITS], 0) + 1
    return tuple(
        digest[:_DIGITS] if by_prefix[digest[:_DIGITS]] == 1 else _longer(digest, digests) for digest in digests
    )


def _longer(digest: str, digests: Sequence[str]) -> str:
    rivals = [other for other in digests if other != digest and other[:_DIGITS] == digest[:_DIGITS]]
    length = _DIGITS
    while any(rival[:length] == digest[:length] for rival in rivals):
        length += 1
    return digest[:length]
