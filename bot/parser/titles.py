"""The title of a finding: one line that says the defect, without labels, places and markup."""

import re
from collections.abc import Sequence
from html import unescape

from bot.model.claim import Claim, Role
from bot.model.kinds import KINDS
from bot.model.meant import with_name
from bot.parser.claims.places import path_in
from bot.parser.groups import Group
from bot.parser.labels import label_of

_LONGEST = 110
_SHORTEST = 2
_TOPIC = 5
_SCAN = 1_000
_LONGEST_PLACE = 300
_OPENING = re.compile(
    r"^(?:however|additionally|also|furthermore|moreover|specifically|in addition|for example"
    r"|finally|lastly|secondly|overall|"
    r"that said|note that),?\s+(?=\S)",
    re.IGNORECASE,
)
_CWE = re.compile(r"\s*\(\s*CWE-\d+[^()]{0,200}\)?")
_MARKUP = re.compile(
    r"[*~]{2,}|</?(?:a|b|br|code|del|details|div|em|h\d|i|img|kbd|li|ol|p|pre|q|s|small|span"
    r"|strong|sub|summary|sup|u|ul)\b[^<>]{0,80}>",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"^(?:[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]+[\s*_:–—-]*)+")
"""Pictures in front of a title."""
_NUMBER = re.compile(r"^\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+(?=\S)")
_CODE = re.compile(r"(`{1,3}[^`\n]{1,400}`{1,3})")
_LINES = r"(?:,?\s*\(?(?:at\s+|on\s+)?lines?:?\s+\d+(?:\s*[-–]\s*\d+)?\)?)"
_PATH = r"[\w./@+-]{1,200}\.\w{1,8}(?::\d+(?:[-–:]\d+)?)?"
_PLACE = re.compile(
    r"^(?:(?:PS|patch\s?set)\s?#?\d{1,4},?\s+(?=lines?\b))?"
    rf"(?:(?:in|at|on|for)\s+)?(?:the\s+)?(?:file\s+)?(?:`(?P<quoted>{_PATH})`{_LINES}?\s*(?:[:,]|[—–-]\s)?|"
    r"`[Ll]?\d{1,6}(?:\s*[-–]\s*[Ll]?\d{1,6})?`\s*[:,–—-]|"
    rf"(?P<bare>{_PATH}){_LINES}?\s*(?::(?!\d)|\s[—–-]\s|,|$)|"
    r"(?:lines?\s+|L)\d+(?:\s*[-–]\s*\d+)?\s*(?:[:,]|\s[—–-]\s|$))\s*",
    re.IGNORECASE,
)
_SAYS_OF_IT = re.compile(r"`[^`]{1,250}`\s+(?=[a-z])")
"""A file that is the subject of its sentence: only its name stands before the verb."""
_PLACE_LAST = re.compile(
    rf"[\s,]*\(\s*(?:(?:see|in|at|on)\s+)?(?:(?:the\s+)?(?:file\s+)?`?(?P<path>{_PATH})`?{_LINES}?|"
    rf"lines?\s+\d+(?:\s*[-–]\s*\d+)?(?:\s+(?:of|in)\s+`?(?P<file>{_PATH})`?)?)\s*\)$",
    re.IGNORECASE,
)
"""The place that a title ends with, in brackets."""
_VOTE = re.compile(
    r"^\W{0,3}[-+][12](?:\s?[:,.;]\s*|\s[-–—]\s+|\s+(?!(?:is|are|was|as|means|if|when|for|or|on|and|to|in|instead|gets|would|will|at)\b)(?=[a-z`]))"
)
"""What Gerrit's people begin a remark with."""
_GRADE = re.compile(
    r"^[^\w`]*(?:critical|blocker|high|medium|moderate|low|minor|major|nit|nitpick|warning"
    r"|info)(?: (?:severity|priority|risk))?\s*"
    r"(?:[\])}:]|(?<=nit),|\s[—–-]\s|$)[^\w`(<\"'+-]*",
    re.IGNORECASE,
)


def title_of(group: Group, core: Claim, claims: Sequence[Claim]) -> str:
    """The lead that opens the section where it says enough, else the core claim's words."""
    lead = group.section.title
    first = group.units[0].sentence
    opens = lead is not None and lead is first
    words = _without_last(_plain(lead.text), core) if lead is not None and opens else ""
    if len(words.split()) > _SHORTEST:
        told = _told(group, core) if _is_topic(words) else ""
        return _short(f"{words}: {told}" if told and words.lower() not in told.lower() else words)
    kind = KINDS[core.kind]
    if core.kind in ("quoted-code", "suggested-fix"):
        return kind.title
    named = (
        claim.subject for claim in claims if claim.kind == core.kind and claim.role is Role.PREDICATE and claim.subject
    )
    members = tuple(dict.fromkeys(named))
    if len(members) > 1:
        return _short(f"{kind.title}: " + ", ".join(f"`{member}`" for member in members))
    said = with_name(_without_last(_plain(_words_of(group, core, claims)), core), core.subject)
    if not said:
        return words or kind.title
    return _short(
        f"{words}: {said}" if words and words.lower() not in said.lower() and kind.family == "general" else said
    )


def plain_title(text: str) -> str:
    """A title that a bot wrote itself, on one line without markup, labels, grades and places; empty where nothing is left."""
    plain = _plain(text[:_SCAN])
    return _short(plain) if plain else ""


def _is_topic(words: str) -> bool:
    """Whether a title only says which sort of defect it is ("Ignored argument", "CWE-404: Improper shutdown")."""
    return "`" not in words and not re.search(r"[\d'\"]", words) and len(words.split()) <= _TOPIC


def _told(group: Group, core: Claim) -> str:
    """The sentence under such a title that says what is meant: that of the core where it names code, else the first that does."""
    said = [
        unit
        for unit in group.head[1:]
        if unit.sentence
        and unit.sentence.codes
        and not (unit.noise or unit.advises or unit.part in ("place", "fix", "impact"))
    ]
    of_core = (unit for unit in said if unit.span.start <= core.span.start < unit.span.end)
    first = next(of_core, None) or next(iter(said), None)
    if first is None or first.sentence is None or len(first.masked.split()) <= _TOPIC:
        return ""
    return _without_last(_plain(first.sentence.text), core)


def full_title(text: str, said: str) -> str:
    """A title that a bot wrote itself; with what the text below it says, where it is only a topic ("Typo", "Ignored argument")."""
    plain = plain_title(text)
    if not plain:
        return said
    more = unescape(said)
    if len(plain.split()) > _SHORTEST or not _is_topic(plain) or "`" not in more:
        return plain
    if more.lower().startswith(f"{plain.lower()}: "):
        return more
    return plain if plain.lower() in more.lower() else _short(f"{plain}: {more}")


def _words_of(group: Group, core: Claim, claims: Sequence[Claim]) -> str:
    """The words of the core claim; where they begin in the middle of a sentence, the whole of it."""
    for unit in group.units:
        is_inside = unit.span.start < core.span.start and core.span.end <= unit.span.end
        if unit.sentence and is_inside and core.quote[:1].islower():
            return unit.sentence.text
    if len(core.quote.split()) <= _SHORTEST:
        fuller = (claim.quote for claim in claims if claim.kind == core.kind and claim.role is Role.PREDICATE)
        return next((quote for quote in fuller if len(quote.split()) > _SHORTEST), core.quote)
    return core.quote


def _plain(text: str) -> str:
    """A text on one line, code as it stands, without markup, labels, grades and places in front."""
    parts = _CODE.split(" ".join(text.split()))
    whole = "".join(part if index % 2 else _MARKUP.sub("", part) for index, part in enumerate(parts))
    plain = _trimmed(_VOTE.sub("", whole, count=1))
    plain = _CWE.sub("", plain)
    for _ in range(3):
        plain = _NUMBER.sub("", plain, count=1)
        label = label_of(plain)
        cut = plain[label.end :] if label else _GRADE.sub("", plain, count=1)
        cut = _trimmed(_OPENING.sub("", _VOTE.sub("", _without_place(cut), count=1), count=1))
        if cut == plain:
            break
        plain = cut
    return plain


def _without_last(text: str, core: Claim) -> str:
    """A title without the place in brackets at its end, where that is the place of the finding, which is told beside it."""
    found = _PLACE_LAST.search(text, max(0, len(text) - _LONGEST_PLACE))
    if found is None or not text[: found.start()].strip():
        return text
    path = found["path"] or found["file"]
    named = path_in(path) if path else None
    is_here = path is None or (named is not None and named[0] == core.claimed.path)
    return _trimmed(text[: found.start()]) if is_here else text


def _without_place(text: str) -> str:
    if _SAYS_OF_IT.match(text) and path_in(text[1 : text.index("`", 1)]) is not None and ":" not in text.split("`")[1]:
        return text
    found = _PLACE.match(text)
    path = (found["quoted"] or found["bare"]) if found else None
    return text[found.end() :] if found and (path is None or path_in(path)) else text


def _trimmed(text: str) -> str:
    return _SIGNS.sub("", text.lstrip(" :-–—*#>•"), count=1).rstrip(" :.-–—#>•")


def _short(plain: str) -> str:
    if not re.search(r"[`/._]|[a-z][A-Z]", plain.split(" ", 1)[0]):
        plain = plain[:1].upper() + plain[1:]
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + " …"
