"""Findings that are the same by what they name: kind, file, subject and place, or the same text twice."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from bot.consolidation.item import Item, core_claims, near
from bot.consolidation.words import word_set
from bot.model.claim import Quantifier
from bot.model.evidence import Outcome, Strength, Verdict
from bot.model.kinds import KINDS
from bot.model.place import Extent

Group = tuple[Item, ...]

_ANYWHERE = word_set(
    "unused-import unused-function undefined-name missing-docstring missing-file unused-attribute duplicate-definition "
    "stale-docstring typo bad-name mutable-default missing-annotation"
)
"""Kinds whose subject alone says where they are; a line that only the review claims does not tell two of them apart."""

_WHOLE_FILE = frozenset({"wrong-indentation", "missing-newline", "trailing-whitespace", "syntax-error"})
"""Kinds that a review may say of a file as a whole."""

_CLAIMED_GAP = 3
"""Lines by which two reviewers may miss each other; a place found in the code is exact."""

_UNUSED = "unused-"
_WIDE = 40
_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Identity:
    """What a group of findings is about, as far as it is known; `subjects` is empty where only the kind is."""

    kind: str = ""
    subjects: tuple[str, ...] = ()
    owner: str = ""
    place: Extent | None = None
    detail: str = ""


def atoms(items: Sequence[Item]) -> list[Group]:
    """The items, in order, joined where what they name says that they are the same."""
    groups = _bucketed([(item,) for item in items], _text_key, lambda groups: [_flat(groups)])
    groups = _bucketed(groups, _defect_key, _by_owner)
    groups = _bucketed(groups, _proof_key, lambda groups: [_flat(groups)])
    return _join_open(groups)


def _flat(groups: Iterable[Group]) -> Group:
    return tuple(item for group in groups for item in group)


def _bucketed(
    groups: Sequence[Group], key: Callable[[Item], Hashable], split: Callable[[list[Group]], list[Group]]
) -> list[Group]:
    """Groups of one bucket are split as `split` says; those whose key is None stay as they are."""
    buckets: dict[Hashable, list[Group]] = {}
    alone: list[Group] = []
    for group in groups:
        found = key(group[0])
        if found is None:
            alone.append(group)
        else:
            buckets.setdefault(found, []).append(group)
    return alone + [part for bucket in buckets.values() for part in split(bucket)]


def _text_key(item: Item) -> Hashable:
    """Equal for the same text about the same place; a text of a few words must also stand where the other stands."""
    key = item.kind, item.path, item.place, item.subjects, item.text
    if len(item.text) >= _ENOUGH:
        return key
    return *key, item.finding.comment_id, item.finding.span


def _defect_key(item: Item) -> Hashable:
    if item.is_tight:
        return item.kind, item.path, item.subjects, item.detail
    if item.kind in _WHOLE_FILE and not item.subjects and item.path:
        return item.kind, item.path, (), item.detail
    return None


def _proof_key(item: Item) -> Hashable:
    """Equal for findings that the same observations of the same lines prove, in whatever words they were said.

    That a name is unused is one defect, whether it is called an import or a variable.
    """
    if item.judged.verdict is not Verdict.CONFIRMED or item.is_semantic:
        return None
    core = {one.claim.id for one in core_claims(item.judged)}
    proofs = {
        (_UNUSED, *item.subjects, *seen.lines)
        if seen.check.startswith(_UNUSED)
        else (seen.check, seen.detail, *seen.lines)
        for seen in item.judged.evidence
        if seen.claim in core and seen.outcome is Outcome.SUPPORTS and seen.strength is Strength.PROOF and seen.lines
    }
    return (item.path, frozenset(proofs)) if proofs else None


def _by_owner(bucket: list[Group]) -> list[Group]:
    """Members of different owners are different; one that names no owner belongs to the only owner there is."""
    return [part for same_owner in _split_or_join(bucket, lambda item: item.owner) for part in _by_place(same_owner)]


def _split_or_join(bucket: list[Group], key: Callable[[Item], str]) -> list[list[Group]]:
    named: dict[str, list[Group]] = {}
    for group in bucket:
        named.setdefault(key(group[0]), []).append(group)
    bare = named.pop("", [])
    if len(named) == 1:
        return [bare + only for only in named.values()]
    return ([bare] if bare else []) + list(named.values())


def _by_place(bucket: list[Group]) -> list[Group]:
    """Chains of near places; members without a place belong to the only chain there is."""
    placed = sorted(((place, group) for group in bucket if (place := _place_of(group))), key=lambda pair: pair[0])
    loose = [group for group in bucket if _place_of(group) is None]
    chains: list[tuple[Extent, list[Group]]] = []
    for place, group in placed:
        if chains and near(chains[-1][0], place, 0 if group[0].is_firm else _CLAIMED_GAP):
            last, members = chains[-1]
            chains[-1] = (Extent(last.start, max(last.end, place.end)), members)
            members.append(group)
        else:
            chains.append((place, [group]))
    if len(chains) == 1:
        return [_flat(chains[0][1] + loose)]
    return [_flat(chain) for _, chain in chains] + ([_flat(loose)] if loose else [])


def _place_of(group: Group) -> Extent | None:
    """The lines that tell a group from others; a wide range, or a line that need not be right, tells nothing."""
    needs_firm = group[0].kind in _ANYWHERE or group[0].kind in _WHOLE_FILE
    for item in group:
        if item.place and item.place.end - item.place.start < _WIDE and (item.is_firm or not needs_firm):
            return item.place
    return None


def _join_open(groups: list[Group]) -> list[Group]:
    """A statement about some members ("some functions have no docstring") joins the one that names them."""
    open_ones: dict[tuple[str, str], list[Group]] = {}
    named: dict[tuple[str, str], list[Group]] = {}
    rest: list[Group] = []
    for group in groups:
        first = group[0]
        has_members = first.kind in KINDS and not first.is_general and bool(first.path)
        if not has_members or not (first.is_open or first.subjects):
            rest.append(group)
        elif first.is_open:
            open_ones.setdefault((first.kind, first.path), []).append(group)
        else:
            named.setdefault((first.kind, first.path), []).append(group)
    for key, bucket in open_ones.items():
        together = _flat(bucket)
        candidates = [group for group in named.get(key, []) if _may_join(together, group)]
        lists = [group for group in candidates if _names_some(group)]
        chosen = lists if lists else candidates
        if len(chosen) == 1:
            named[key].remove(chosen[0])
            rest.append(chosen[0] + together)
        else:
            rest.append(together)
    return rest + [group for bucket in named.values() for group in bucket]


def _names_some(group: Group) -> bool:
    """Whether a group lists members as examples of more."""
    return any(
        len(item.subjects) > 1 or one.claim.quantifier is not Quantifier.ONE
        for item in group
        for one in item.judged.claims
    )


def _may_join(one: Group, other: Group) -> bool:
    """That one member has no defect does not contradict that some have: proofs of both must stay apart."""
    verdicts = {item.judged.verdict for item in one + other}
    return not {Verdict.CONFIRMED, Verdict.REFUTED} <= verdicts


def identity_of(group: Group) -> Identity:
    """What a group is about: nothing for kinds that say little, the kind alone for those without a subject."""
    first = min(group, key=lambda item: (item.is_general, not item.is_tight, not item.subjects))
    if first.is_general:
        return Identity()
    if not first.is_tight:
        return Identity(first.kind)
    return Identity(first.kind, first.subjects, first.owner, first.place, first.detail)
