"""Groups the findings of a run: those that assert the same defect of the same subject, and those of one topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.consolidation.atoms import Group, Identity, atoms, identity_of
from bot.consolidation.clusters import average_link
from bot.consolidation.item import Item, core_claims, near
from bot.consolidation.likeness import Corpus, Pair, candidates, corpus_of, probability
from bot.consolidation.polarity import opposed
from bot.consolidation.weights import Likeness
from bot.model.evidence import Verdict
from bot.model.kinds import KINDS

_FEWEST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Grouping:
    """`groups` of items, in order; `topics`: pairs of indexes of groups whose words are alike, with their likeness."""

    groups: tuple[Group, ...]
    topics: tuple[tuple[Pair, float], ...]


@dataclass(frozen=True, slots=True)
class _Traits:
    reviews: frozenset[str]
    identity: Identity


def group(items: Sequence[Item], model: Likeness) -> Grouping:
    """Group items that are given in the order of their sources."""
    order = {id(item): index for index, item in enumerate(items)}
    found = [tuple(sorted(one, key=lambda item: order[id(item)])) for one in atoms(items)]
    found.sort(key=lambda one: order[id(one[0])])
    leads = [min(one, key=lambda item: (len(item.statement), order[id(item)])) for one in found]
    edges = _edges(leads, model)
    mergeable = {
        pair: value for pair, value in edges.items() if _may_merge(leads[pair[0]], leads[pair[1]], value, model)
    }
    clusters = average_link([_traits(one) for one in found], mergeable, model.threshold, _join)
    groups = tuple(_in_order(cluster, found, order) for cluster in clusters)
    place = {index: number for number, cluster in enumerate(clusters) for index in cluster}
    return Grouping(groups, _topics(edges, place, model))


def _in_order(cluster: Sequence[int], found: Sequence[Group], order: Mapping[int, int]) -> Group:
    return tuple(sorted((item for index in cluster for item in found[index]), key=lambda item: order[id(item)]))


def _traits(one: Group) -> _Traits:
    return _Traits(frozenset(item.finding.review for item in one), identity_of(one))


def _join(one: _Traits, other: _Traits) -> _Traits | None:
    """Items of one review are different findings, and so are those whose known kinds or subjects differ."""
    if one.reviews & other.reviews:
        return None
    identity = _common(one.identity, other.identity)
    return None if identity is None else _Traits(one.reviews | other.reviews, identity)


def _common(one: Identity, other: Identity) -> Identity | None:
    if not one.kind or one == other:
        return other
    if not other.kind:
        return one
    if one.kind != other.kind or (one.subjects and other.subjects):
        return None
    return one if one.subjects else other


def _edges(leads: Sequence[Item], model: Likeness) -> dict[Pair, float]:
    words = [lead.words for lead in leads]
    corpus = corpus_of(words)
    edges: dict[Pair, float] = {}
    for one, other in candidates(words, [lead.path for lead in leads]):
        value = probability(_log_odds(leads, corpus, (one, other), model))
        if value >= model.topic / 4:
            edges[one, other] = value
    return edges


def _log_odds(leads: Sequence[Item], corpus: Corpus, pair: Pair, model: Likeness) -> float:
    one, other = leads[pair[0]], leads[pair[1]]
    odds = corpus.alike(*pair, model)
    if _is_near(one, other):
        odds += model.near
    if one.kind == other.kind and not one.is_general:
        odds += model.kind
    return odds


def _is_near(one: Item, other: Item) -> bool:
    return bool(one.path and one.path == other.path and one.place and other.place and near(one.place, other.place))


def _may_merge(one: Item, other: Item, likeness: float, model: Likeness) -> bool:
    """Whether nothing speaks against two findings being the same: subjects, places, polarity, what the code says."""
    shares_name = _shares_name(one, other)
    if one.subjects and other.subjects and not shares_name:
        return False
    if one.place and other.place and one.path == other.path and not _is_near(one, other) and not shares_name:
        return False
    if not _is_near(one, other) and not shares_name and likeness < model.alone:
        return False
    if (one.is_general or other.is_general) and not _says_more(one, other):
        return False
    if one.is_general != other.is_general and (_is_loose_nit(one) or _is_loose_nit(other)):
        return False
    if not _may_share_ground(one, other):
        return False
    return not opposed((one.statement, one.words), (other.statement, other.words))


def _is_loose_nit(item: Item) -> bool:
    """Whether a finding is about text and names nothing: what others say in no words of that kind is another defect."""
    return item.kind in KINDS and KINDS[item.kind].family == "text" and not item.subjects


def _says_more(one: Item, other: Item) -> bool:
    """Whether two texts share more than the names they are about; else a defect would take in all that is said of it."""
    shared = one.words.stems & other.words.stems
    return len(shared - one.words.named - other.words.named) >= _FEWEST_SHARED


def _may_share_ground(one: Item, other: Item) -> bool:
    """A refuted finding is not the same as another; and two that share a false premise may say different things."""
    verdicts = {one.judged.verdict, other.judged.verdict}
    if Verdict.REFUTED not in verdicts:
        return True
    if len(verdicts) > 1:
        return False
    return all(core.verdict is Verdict.REFUTED for item in (one, other) for core in core_claims(item.judged))


def _shares_name(one: Item, other: Item) -> bool:
    """Whether they name the same symbol; what both have as subject decides where both have one."""
    mine, yours = {s.lower() for s in one.subjects}, {s.lower() for s in other.subjects}
    if mine and yours:
        return bool(mine & yours)
    return bool((mine or one.words.names) & (yours or other.words.names))


def _topics(edges: Mapping[Pair, float], place: Mapping[int, int], model: Likeness) -> tuple[tuple[Pair, float], ...]:
    """The highest likeness of each pair of groups that were not merged, where it is enough for a common topic."""
    best: dict[Pair, float] = {}
    for (one, other), value in edges.items():
        pair = min(place[one], place[other]), max(place[one], place[other])
        if pair[0] != pair[1] and value >= model.topic:
            best[pair] = max(best.get(pair, 0.0), value)
    return tuple(sorted(best.items()))
