"""From one sentence to the claims it makes: clauses are split where each stands alone, cues are matched, lists give one claim a member."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.model.claim import CodeBlock, Quantifier, Role, Span
from bot.model.kinds import KINDS
from bot.parser.claims import CUES, guards, natures
from bot.parser.claims.cue import Cue, number_of, spelled_out
from bot.parser.claims.heads import without_head, without_place
from bot.parser.claims.joined import joined
from bot.parser.claims.leaning import leaning
from bot.parser.claims.needed import Needed
from bot.parser.claims.places import lines_in, path_in
from bot.parser.sentences import sentence_at
from bot.parser.text import Code, Sentence

_NEEDED = Needed([cue.pattern for cue in CUES])
_LONGEST = 2000
"""Code points of a masked sentence that cues are matched on."""

_BREAK = re.compile(
    r"(?:,\s+|\s+)(?:while(?!\s+(?:\w+ing|loops?|block|statement|true)\b)|whereas|but|yet|although)\s+(?:that\s+)?|;\s+|,\s+and\s+(?=(?:also|it|the|there|line|in line)\b)|,?\s+and\s+(?=(?:it (?:is|was|has|does)|neither|they (?:are|have|lack|do)|both (?:are|have|lack))\b)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|should|will|would|may|might|must|[a-z]{3,}(?:s|ed|n't))\b",
    re.IGNORECASE,
)
_FEW = r"\s+(?:of\s+)?(?:the\s+|these\s+|those\s+|its\s+)?(?:[\w-]+\s+){0,4}(?:«\d+»)?$"
_SOME = re.compile(r"\b(?:some|several|many|most|various|multiple|a few|certain|a number of)" + _FEW, re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|every|each|none of|any of)" + _FEW, re.IGNORECASE)
_IN = re.compile(
    r"\b(?:in|inside|within)\s+(?:the\s+|this\s+)?(?:(?:file|module|class|function|method|test)\s+)?$", re.IGNORECASE
)
_PLACE = re.compile(r"«\d+»(?: file| module)?, (?!«)")
"""A name at the head of a match, cut off by a comma: behind "in" it says where, not what."""
_TURNS = re.compile(r"\s[-–—]+\s|[;:]|,\s(?:which|so|and|but|as|since)\b|\b(?:should|must|because|since)\b")
_SAID_BY_PYTHON = re.compile(r"^NameError: name '(?P<name>\w+)' is not defined$")
"""A message that names its subject."""
_LISTED = re.compile(r"«\d+»|\b(?!(?:and|or|the|also|as|well|nor)\b)[A-Za-z_]\w*")
"""Names of a list, some of which may stand without back-ticks: only cues that ask for them take such a list."""
_BARE_LIST = re.compile(
    r"(?=.*(?<![«\w])[A-Za-z_]\w*(?<!\band)(?<!\bor))(?:«\d+»|[A-Za-z_]\w*)(?:(?:,? and |, | & )(?:«\d+»|[A-Za-z_]\w*)){0,12}"
)
"""Names some of which stand without back-ticks; only cues that ask for them take such a list."""
_SCOPE_REACH = 60
"""How far behind a match its universe may be named."""
_NAME = re.compile(r"[\w$@/][\w$./:<>~@#-]{0,200}(?:\([^()]{0,200}\))?")
"""What may be a scope: a name, dotted or called, or a path; no statement or operator."""
_SCOPE = re.compile(
    r"(?<!instead )(?<!because )(?<!place )(?<!case )\b(?:in|inside|within|of)\s+(?:the\s+|this\s+)?(?P<scope>«\d+»)(?:\s+(?:function|method|class|test|helper|constructor|module|test case|test method))?",
    re.IGNORECASE,
)


_ACTOR = re.compile(
    r"\W*(?:the |in )?(?P<scope>«\d+»)(?: function| method| class| helper| test| constructor)? (?:\w+ly )?(?:calls?|invokes?|uses?|catch(?:es)?|"
    r"passes|opens?|raises?|reads?|swallows?|ignores?|does|doesn't|makes?|contains?|never|silently)\b",
    re.IGNORECASE,
)
"""Who does it is where it is done: "`load` opens a file"."""


_ASKED_FOR = frozenset(
    {"missing-comment", "missing-docstring", "missing-documentation", "missing-test", "missing-annotation"}
)
"""Kinds that a mere request makes: one that is optional says nothing about the code."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its finding is known: what a cue took from a clause."""

    kind: str
    role: Role
    span: Span
    words: str
    subject: str = ""
    scope: str = ""
    value: str = ""
    number: int | None = None
    ordinal: int | None = None
    quantifier: Quantifier = Quantifier.ONE
    lines: tuple[int, int] | None = None
    code: CodeBlock | None = None


def drafts_of(sentence: Sentence, source: str, before: Sentence | None = None) -> tuple[Draft, ...]:
    """The claims that a sentence makes, in order of place; none for questions, denials and resolved pasts.

    `before` is what "it" and "the function" at its head may stand for.
    """
    if guards.is_question(sentence.masked) or guards.is_resolved(sentence.masked):
        return ()
    clauses = joined(sentence, clauses_of(sentence, source), source, _LONGEST)
    alone = [_clause_drafts(clause) for clause in clauses]
    found = leaning(clauses, alone, before, _clause_drafts)
    if len(clauses) > 1 and not _stand_alone(clauses, alone):
        whole = leaning([sentence], [_clause_drafts(sentence)], before, _clause_drafts)[0]
        if whole or found == alone:
            return whole
    if _is_contrast(found):
        found = [tuple(replace(draft, role=Role.PREMISE) for draft in drafts) for drafts in found]
    if len(clauses) > 1:
        found = [drafts or (_plain(clause),) for clause, drafts in zip(clauses, found, strict=True)]
    return tuple(draft for drafts in found for draft in drafts)


def clauses_of(sentence: Sentence, source: str) -> tuple[Sentence, ...]:
    """The parts of a sentence between conjunctions that join statements; the sentence itself where there are none."""
    start = sentence.span.start
    protected = [(code.span.start - start - 1, code.span.end - start + 1) for code in sentence.codes]
    cuts: list[tuple[int, int]] = []
    for found in _BREAK.finditer(sentence.text[:_LONGEST]):
        if not any(a <= found.start() < b for a, b in protected):
            cuts.append((found.start(), found.end()))
    if not cuts:
        return (sentence,)
    begins = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(sentence.text)]
    spans = [Span(start + a, start + b) for a, b in zip(begins, ends, strict=True) if sentence.text[a:b].strip()]
    return tuple(sentence_at(source, span) for span in spans)


def _stand_alone(clauses: tuple[Sentence, ...], found: list[tuple[Draft, ...]]) -> bool:
    """Whether each clause is a statement by itself: own claims or line number, or a verb beside one that has claims."""
    if not any(found) or (not all(found) and all(draft.kind in natures.TOLD for drafts in found for draft in drafts)):
        return False
    return all(
        drafts or lines_in(c.masked) or (len(c.masked.split()) > 3 and _VERB.search(c.masked))
        for c, drafts in zip(clauses, found, strict=True)
    )


def _is_contrast(found: list[tuple[Draft, ...]]) -> bool:
    """Whether two clauses say the same kind of thing of different subjects: each is then a premise of one defect."""
    kinds = [{draft.kind for draft in drafts} for drafts in found if drafts]
    return len(kinds) > 1 and kinds[0] == kinds[1] and len(kinds[0]) == 1


def _plain(clause: Sentence) -> Draft:
    """The half of a statement that no cue knows, kept beside the half that one does."""
    return Draft("other", Role.PREMISE, clause.span, clause.masked.lower(), lines=lines_in(clause.masked))


def _clause_drafts(clause: Sentence) -> tuple[Draft, ...]:
    masked = without_head(spelled_out(without_place(clause)[:_LONGEST]), clause.code)
    taken: list[tuple[int, int]] = []
    drafts: list[Draft] = []
    for cue in map(CUES.__getitem__, _NEEDED.candidates(masked)):
        for found in cue.pattern.finditer(masked):
            if _overlaps(taken, found) or not _is_meant(cue, found, clause) or guards.is_denied(masked, found.start()):
                continue
            if cue.role is Role.PREDICATE and not KINDS[cue.kind].is_opinion and guards.is_taken_back(found):
                continue
            if cue.kind in _ASKED_FOR and guards.is_optional(masked, found.start()):
                continue
            taken.append(found.span())
            drafts += _from_match(cue, found, clause)
    return tuple(sorted(_distinct(drafts), key=lambda draft: (draft.span, draft.kind, draft.subject)))


def _is_meant(cue: Cue, found: re.Match[str], clause: Sentence) -> bool:
    """Whether what a cue names is what it is for (`eval` among all that may be called on user input), and no mere place."""
    if _PLACE.match(found[0]) and _IN.search(found.string, 0, found.start()):
        return False
    if cue.about is not None and not cue.about.fullmatch(_resolved(clause, found.groupdict().get("subject") or "")):
        return False
    if cue.only is None:
        return True
    group = "value" if "value" in cue.pattern.groupindex else "subject"
    return cue.only.fullmatch(_resolved(clause, found.groupdict().get(group) or "")) is not None


def _overlaps(taken: list[tuple[int, int]], found: re.Match[str]) -> bool:
    """A stretch that a more specific cue took is not read again."""
    return any(start < found.end() and found.start() < end for start, end in taken)


def _distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """Each statement once; one that names nothing goes beside one of its kind that does."""
    seen: dict[tuple[str, str, str, int | None, int | None], Draft] = {}
    for draft in drafts:
        seen.setdefault((draft.kind, draft.subject, draft.value, draft.number, draft.ordinal), draft)
    named = {(draft.kind, draft.role) for draft in seen.values() if draft.subject or draft.number is not None}
    return [
        draft
        for draft in seen.values()
        if draft.subject or draft.number is not None or (draft.kind, draft.role) not in named
    ]


def _from_match(cue: Cue, found: re.Match[str], clause: Sentence) -> list[Draft]:
    groups = {name: text for name, text in found.groupdict().items() if text}
    base = Draft(
        kind=cue.kind,
        role=cue.role,
        span=clause.span,
        words=clause.masked.lower(),
        subject=_SAID_BY_PYTHON.sub(r"\g<name>", _resolved(clause, groups.get("subject", ""))),
        scope=_scope(clause, groups, found),
        value=_resolved(clause, groups.get("value", "")),
        number=cue.number if cue.number is not None else number_of(groups.get("number")),
        ordinal=number_of(groups.get("ordinal")),
        quantifier=_quantifier(cue, found.string[: _named_at(found)]),
        lines=lines_in(clause.masked),
    )
    members, place = _members(clause, found)
    if not members:
        return [base]
    base = replace(base, scope=base.scope or place)
    if cue.only is not None and not groups.get("value"):
        members = [member for member in members if cue.only.fullmatch(member.text)]
    if len(members) == 1:
        return [replace(base, subject=members[0].text, quantifier=Quantifier.ONE)]
    return [
        replace(base, subject=member.text, span=_member_span(clause, members, i), quantifier=Quantifier.ONE)
        for i, member in enumerate(members)
    ]


def _members(clause: Sentence, found: re.Match[str]) -> tuple[list[Code], str]:
    """The members of an enumeration, and the definition that is only their place ("in `f`, `a` and `b` are unused")."""
    listed = found.groupdict().get("subjects") or ""
    place, comma, rest = listed.partition(", ")
    if comma and "«" in rest and _IN.search(found.string, 0, found.start("subjects")):
        name = clause.code(place)
        return [clause.codes[int(n)] for n in re.findall(r"«(\d+)»", rest)], name if _is_scope(name) else ""
    if _BARE_LIST.fullmatch(listed):
        return [
            clause.codes[int(word[1:-1])] if word.startswith("«") else Code(word, clause.span, is_bare=True)
            for word in _LISTED.findall(listed)
        ], ""
    return [clause.codes[int(n)] for n in re.findall(r"«(\d+)»", listed)], ""


def _member(clause: Sentence, name: str) -> Code:
    return clause.codes[int(name[1:-1])] if name.startswith("«") else Code(name, clause.span, is_bare=True)


def _member_span(clause: Sentence, members: list[Code], index: int) -> Span:
    """From a member of a list to the next one; the last member runs to the end of the clause."""
    if any(member.span == clause.span for member in members):
        return clause.span
    start = members[index].span.start - (0 if members[index].is_bare else 1)
    if index + 1 == len(members):
        return Span(start, clause.span.end)
    following = members[index + 1]
    return Span(start, following.span.start - (0 if following.is_bare else 1))


def _resolved(clause: Sentence, text: str) -> str:
    """A group's text with placeholders resolved; a lone placeholder gives the code itself."""
    text = text.strip(" \"'.,:;()")
    if re.fullmatch(r"«\d+»", text):
        return clause.code(text)
    return re.sub(r"«\d+»", lambda found: clause.code(found.group()), text)


def _scope(clause: Sentence, groups: dict[str, str], found: re.Match[str]) -> str:
    """The definition that the words around a match name as its universe: before it, or right behind it."""
    if "scope" in groups:
        return _resolved(clause, groups["scope"])
    subjects = groups.get("subject", "") + groups.get("subjects", "") + groups.get("value", "")
    near = _TURNS.split(found.string[: found.end() + _SCOPE_REACH][found.end() :])[0]
    for named in _SCOPE.finditer(found.string[: found.end()] + near):
        scope = clause.code(named.group("scope"))
        if named.group("scope") not in subjects and _is_scope(scope):
            return scope
    actor = _ACTOR.match(clause.masked)
    if actor is not None and actor["scope"] not in subjects and _is_scope(clause.code(actor["scope"])):
        return clause.code(actor["scope"])
    return ""


def _is_scope(name: str) -> bool:
    """Whether a name can be a definition: a file is no universe of that sort."""
    return _NAME.fullmatch(name) is not None and path_in(name) is None


def _named_at(found: re.Match[str]) -> int:
    """Where a match begins to name what it is about; its end, if near, where it names nothing."""
    starts = [found.start(name) for name in ("subject", "subjects") if found.groupdict().get(name)]
    return min(starts) if starts else min(found.end(), found.start() + _SCOPE_REACH)


def _quantifier(cue: Cue, before: str) -> Quantifier:
    if cue.quantifier is not Quantifier.ONE:
        return cue.quantifier
    if _SOME.search(before):
        return Quantifier.SOME
    return Quantifier.ALL if _ALL.search(before) else Quantifier.ONE
