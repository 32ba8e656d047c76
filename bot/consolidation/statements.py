"""Claims as statements that may contradict each other: who makes them, what they name, what the code says of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.consolidation.item import last_part
from bot.consolidation.merged import claim_ids
from bot.consolidation.words import Words, word_set, words_of
from bot.model.claim import Claim
from bot.model.evidence import Evidence, JudgedFinding, Outcome, Verdict
from bot.model.place import Lines
from bot.model.report import MergedFinding, Party

_NAMED_AFTER = re.compile(r"(?<![\w-])((?:[A-Za-z][\w-]* ){1,6})\(`([^`\n]{1,80})`\)")
_NAMED_BEFORE = re.compile(r"`([^`\n]{1,80})` ?(?:\(|, )(?:the|an?) ((?:[A-Za-z][\w-]*(?: |(?=[),]))){2,4})[),]")
_PLAIN_WORD = re.compile(r"[a-z0-9_][a-z0-9_-]*")
_QUOTED_NAME = re.compile(r"`([^`\n]{1,80})`")
_DETERMINERS = word_set("the a an its their this that these those is are of to with by for in on as and using uses use")
_JUDGEMENTS = word_set("correct incorrect wrong right proper same actual given current following")
_CLASSES = word_set(
    "id ids object variable value name instance argument parameter method function class field attribute constant "
    "call key type"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a merged finding: its index there, and what was judged."""

    finding: MergedFinding
    index: int
    judged: JudgedFinding


@dataclass(frozen=True, slots=True)
class Statement:
    """`names`: the last parts, in lower case, of what it names, also by a phrase that some review binds to a symbol."""

    source: Source
    claim: Claim
    identifier: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    words: Words

    @property
    def review(self) -> str:
        """The review that makes it."""
        return self.source.judged.finding.review

    @property
    def path(self) -> str | None:
        """The file that it is about."""
        return self.claim.location.path or self.source.finding.location.path

    @property
    def party(self) -> Party:
        """How a contradiction names it."""
        return Party(finding=self.source.finding.id, claim=self.identifier)

    def is_of_others(self, other: "Statement") -> bool:
        """Whether no review says both: a copy of a review contradicts nothing that the review itself does not."""
        mine = {source.review for source in self.source.finding.sources}
        yours = {source.review for source in other.source.finding.sources}
        return self.review not in yours and other.review not in mine

    def lines(self, *outcomes: Outcome) -> tuple[Lines, ...]:
        """The lines of its evidence with these outcomes."""
        return lines_of(self.evidence, outcomes)


def sources_of(findings: Sequence[MergedFinding], groups: Sequence[Sequence[JudgedFinding]]) -> tuple[Source, ...]:
    """Every source of every finding, in order."""
    return tuple(
        Source(finding, index, judged)
        for finding, group in zip(findings, groups, strict=True)
        for index, judged in enumerate(group)
    )


def statements_of(groups: Sequence[Sequence[JudgedFinding]], sources: Iterable[Source]) -> tuple[Statement, ...]:
    """Every claim of every source, in order; `groups` and `sources` as in `sources_of`."""
    ids = iter([claim_ids(group) for group in groups])
    own: Mapping[tuple[int, str], str] = {}
    found: list[Statement] = []
    for source in sources:
        own = next(ids) if source.index == 0 else own
        by_claim: dict[str, list[Evidence]] = {}
        for seen in source.judged.evidence:
            by_claim.setdefault(seen.claim, []).append(seen)
        for one in source.judged.claims:
            claim = one.claim
            evidence = tuple(by_claim.get(claim.id, ()))
            identifier = own[source.index, claim.id]
            found.append(Statement(source, claim, identifier, one.verdict, evidence, words_of(claim.quote)))
    return tuple(found)


def lines_of(evidence: Iterable[Evidence], outcomes: Sequence[Outcome]) -> tuple[Lines, ...]:
    """The lines of the evidence with one of these outcomes, in order and once."""
    return tuple(sorted({lines for seen in evidence if seen.outcome in outcomes for lines in seen.lines}))


def aliases_of(texts: Iterable[str]) -> dict[str, str]:
    """Phrases of two words or more that reviews bind to one symbol: "the old size (`self.a`)"."""
    bound: dict[str, set[str]] = {}
    for text in texts:
        for phrase, symbol in _bindings(text):
            bound.setdefault(phrase, set()).add(symbol)
    return {phrase: next(iter(symbols)) for phrase, symbols in sorted(bound.items()) if len(symbols) == 1}


def _bindings(text: str) -> Iterator[tuple[str, str]]:
    found = [(m.group(1), m.group(2)) for m in _NAMED_AFTER.finditer(text)]
    found += [(m.group(2), m.group(1)) for m in _NAMED_BEFORE.finditer(text)]
    for words, symbol in found:
        phrase = _phrase(words)
        if phrase and last_part(symbol).isidentifier():
            yield phrase, last_part(symbol).lower()


def _phrase(text: str) -> str:
    words = text.lower().split()
    for index in range(len(words) - 1, -1, -1):
        if words[index] in _DETERMINERS:
            words = words[index + 1 :]
            break
    words = [word for word in words if word not in _JUDGEMENTS]
    while words and words[-1] in _CLASSES:
        words.pop()
    return " ".join(words) if len(words) >= 2 else ""


def names_in(text: str, aliases: Mapping[str, str]) -> frozenset[str]:
    """What a stretch of text names: code-like names, and symbols behind the phrases that are bound to them."""
    words = _PLAIN_WORD.findall(text.lower())
    phrases = (" ".join(words[at : at + size]) for size in (2, 3, 4) for at in range(len(words) - size + 1))
    bound = {aliases[phrase] for phrase in phrases if phrase in aliases}
    quoted = {last_part(name).lower() for name in _QUOTED_NAME.findall(text)}
    return frozenset(bound | {name for name in quoted if name.isidentifier()} | words_of(text).names)
