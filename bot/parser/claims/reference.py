"""What "it", "this variable", "the function", "both" or "neither" at the head of a statement stands for: the code that the words before named.

It is taken over only where exactly one name fits; the statement is then read as if it named the code itself.
"""

import re
from collections.abc import Sequence

from bot.parser.claims.mentions import DEFINED, NAMES, NOUNS, Mention, mentions
from bot.parser.text import Code, Sentence

_HEAD = (
    r"^(?P<head>\W*(?:(?:also|however|moreover|furthermore|additionally|in addition|besides|but|and|yet|still|worse|note that|"
    r"unfortunately|currently|at the moment|as it stands|although|though|apparently|(?:as )?far as i (?:can )?(?:see|tell)|i (?:think|believe|noticed)(?: that)?|"
    r"it (?:seems|appears|looks like)(?: that)?)\b[, ]+){0,3})"
)
_ADVERBS = r"(?:(?:also|still|then|actually|currently|simply|only|just|itself|apparently|additionally|further|now|already|really|even|in fact|however|though),? ){0,3}"
_NOUN = "|".join(f"(?P<{sort}>{words})" for sort, words in NOUNS.items())
_SINGULAR = re.compile(
    _HEAD
    + rf"(?:(?:the|this|that|said)(?: very)?(?: same)?(?: (?:unused|redundant|local|new|above|mentioned|last))? (?:{_NOUN})(?: itself)?(?= (?!«))|"
    r"(?P<it>it|this|that(?: one)?)(?:(?P<short>'s)(?= )|(?= )))"
    rf"(?P<rest> (?P<adverbs>{_ADVERBS})(?P<predicate>\S.*))$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    _HEAD
    + r"(?P<word>both|neither|none|all|each|they|these|those)(?: (?:of (?:them|these|those|the two|which)|two|are both(?= )))?"
    rf"(?: (?:of )?(?:(?:these|those|the|the two) )?(?:{_NOUN}))?(?P<rest> (?P<adverbs>{_ADVERBS})(?P<predicate>(?:is|are|was|were|has|have|lacks?|does|do|never|goes|go|takes?|returns?|remains?)\b.*))$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^\W*(?:(?:in )?lines? \d{1,6}(?:-\d{1,6})?[^\w«]{1,4})?(?P<name>(?:the )?(?:«0»|«0»(?:, «\d+»){0,10},? and «\d+»))(?: (?:function|method|class|variable|import|parameter|argument))?[*_)]{0,3}(?: \([^()]{0,40}\))?\s?(?::|[–—-](?= )) (?P<said>\S.*)$",
    re.IGNORECASE,
)
_SITUATION = re.compile(r"(?:this|that)\b", re.IGNORECASE)
_SPEAKS_OF_CODE = re.compile(
    r"(?:is|was|are|isn't|wasn't|has (?:no|never)|hasn't|lacks|gets|does(?:n't| not) have|remains|shadows)\b",
    re.IGNORECASE,
)
"""What makes "this" a thing that was named, not what was said of it."""
_DUMMY = re.compile(
    r"(?:is|was|would be|may be|might be|could be|will be|can be|'s)? ?(?:\w+ly )?(?:recommended|better|best|good|bad|worth|possible|impossible|important|(?:not |un)clear|"
    r"necessary to|hard|easy|difficult|advisable|assumed|expected|likely|unlikely|true|fine|ok(?:ay)?|because|why|where|when|how|what|that|whether|safer|cleaner|preferable|"
    r"up to|time|a (?:good|bad|common|best)|an? (?:problem|issue|bug|risk|concern|defect|vulnerability|smell|nit)|the (?:reason|case|problem|issue|cause|same))\b|(?:(?:seems|appears|looks)(?! (?:to be|not to be|unused))|turns out|follows|makes|means|helps|depends|takes (?:time|care))\b",
    re.IGNORECASE,
)
_USED = re.compile(
    r"[^.,;]{0,40}?\b(?:used|unused|read|referenced|needed|accessed|consumed|utili[sz]ed|reused|unneeded|reassigned|overwritten|ignored|shadow\w*)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"[^.,;]{0,40}?\b(?:called|invoked|awaited|made (?:twice|\w+ times|again))\b|returns nothing\b", re.IGNORECASE
)
_CLOSED = re.compile(r"[^.,;]{0,40}?\b(?:closed|released)\b", re.IGNORECASE)
_OF_DEFINITION = re.compile(
    r"[^.,;]{0,40}?\b(?:docstrings?|doc string|type hints?|annotat\w+|undocumented|documented|return type)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"(?:is|are|was|were|'s|has been|isn't|aren't|wasn't|remains?)\b", re.IGNORECASE)
_OPENER = re.compile(
    r"(?:\w+\.)*\w*(?:open|connect|socket|Popen|urlopen|session|TemporaryFile|ZipFile)\w*\(?", re.IGNORECASE
)
_NEGATED = (
    (re.compile(r"^(?:is|are)\b(?: ever)?", re.IGNORECASE), "are not"),
    (re.compile(r"^(?:was|were)\b(?: ever)?", re.IGNORECASE), "were not"),
    (re.compile(r"^(?:has|have) (?:an? |any )?(?!been)", re.IGNORECASE), "have no "),
    (re.compile(r"^(?:does|do)\b", re.IGNORECASE), "do not"),
    (re.compile(r"^(?P<verb>take|return)s?\b", re.IGNORECASE), r"do not \g<verb>"),
)
_MADE_PLURAL = (
    (re.compile(r"^is\b", re.IGNORECASE), "are"),
    (re.compile(r"^was\b", re.IGNORECASE), "were"),
    (re.compile(r"^has\b", re.IGNORECASE), "have"),
    (re.compile(r"^does\b", re.IGNORECASE), "do"),
    (re.compile(r"^lacks\b", re.IGNORECASE), "lack"),
)
_SOFT = (
    (
        re.compile(r"^(?:does(?:n't| not) (?:appear|seem) to|(?:appears|seems) (?:not to|to not)) be\b", re.IGNORECASE),
        "is not",
    ),
    (re.compile(r"^(?:don't|do not) (?:appear|seem) to be\b", re.IGNORECASE), "are not"),
    (re.compile(r"^(?:appears|seems) to be\b", re.IGNORECASE), "is"),
    (
        re.compile(
            r"^(?:can|could|should|may) (?:safely |just |simply )?be (?:removed|dropped|deleted),? (?:because|as|since) it\b",
            re.IGNORECASE,
        ),
        "",
    ),
)
_SAYS_IMPORT = re.compile(r"\bimport", re.IGNORECASE)
_LIST = re.compile(r"«\d+»(?:, «\d+»){0,10},? (?:and|or|as well as) (?:the )?«\d+»")
_LONGEST = 600
_PASSING = re.compile(
    r"\W*(?:this|that|which|these)(?: \w+)? (?:is|means|could|may|can|might|will|would|leads|makes|results|adds|looks|seems|was|hides|causes)\b",
    re.IGNORECASE,
)


def refers(masked: str) -> bool:
    """Whether a statement begins with words that stand for something named before."""
    return len(masked) <= _LONGEST and bool(_SINGULAR.match(masked) or _PLURAL.match(masked))


def passes_on(masked: str) -> bool:
    """Whether a sentence only comments on what was said ("This is confusing"), so that the next one may still speak of that."""
    return "«" not in masked and _PASSING.match(masked) is not None


def is_noun(word: str) -> bool:
    """Whether a word only says of which sort something is ("variable")."""
    return any(re.fullmatch(words, word, re.IGNORECASE) for words in NOUNS.values())


def resolved(clause: Sentence, before: Sentence) -> Sentence | None:
    """The clause with the code that its first words stand for in their place; None where they stand for none or several."""
    if len(clause.masked) > _LONGEST:
        return None
    if found := _SINGULAR.match(clause.masked):
        meant = _one(found, before)
        return _with(clause, found, [meant], f"{_words(found, meant)}«{len(clause.codes)}»") if meant else None
    if found := _PLURAL.match(clause.masked):
        several = _several(found, before)
        return _listed(clause, found, several) if several else None
    return None


def own_title(sentence: Sentence) -> tuple[Sentence, Sentence] | None:
    """A statement that names its subject before a colon or dash ("`json`: it is never used"): the name, and what is said."""
    found = _TITLED.match(sentence.masked[:_LONGEST])
    if found is None or not refers(found["said"]):
        return None
    title = Sentence(sentence.text, sentence.span, found["name"], sentence.codes, True)
    return title, Sentence(sentence.text, sentence.span, found["said"], sentence.codes)


def _one(found: re.Match[str], before: Sentence) -> Mention | None:
    predicate = f"is {found['predicate']}" if found["short"] else found["predicate"]
    named = mentions(before)
    if found["it"]:
        return None if _is_dummy(found, predicate) else _it(found, predicate, named, before)
    noun = next(sort for sort in NOUNS if found[sort])
    told = [one for one in named if (one.is_told and one.sort == noun) or (one.is_home and noun == "function")]
    if told:
        return told[0] if len(told) == 1 else None
    if re.search(rf"\b(?:{NOUNS[noun]})\b", before.masked, re.IGNORECASE):
        return None
    fitting = [one for one in named if not one.is_told and _is_noun(one, noun)]
    exact = [one for one in fitting if one.sort == noun]
    if len(exact) == 1 and noun in NAMES:
        return exact[0]
    if noun == "import" and len(named) == 1 and named[0].is_subject and not named[0].sort:
        return named[0]
    return fitting[0] if len(fitting) == 1 and _stands_out(fitting[0], named) else None


def _is_dummy(found: re.Match[str], predicate: str) -> bool:
    if _DUMMY.match(predicate):
        return True
    return _SITUATION.match(found["it"]) is not None and not (found["short"] or _SPEAKS_OF_CODE.match(predicate))


def _is_noun(one: Mention, noun: str) -> bool:
    """Whether a name can be what a noun says, by its sort or, where nothing tells that, its form."""
    if one.sort in ("", "named"):
        if noun == "class":
            return one.name.lstrip("_")[:1].isupper() and not one.name.isupper()
        return noun not in ("call", "import") or (noun == "call" and _may_be_called(one))
    if noun == "function":
        return one.sort in ("function", "call") and "(" not in one.name.removesuffix("()")
    return one.sort == noun or (one.sort == "attribute" and noun == "variable")


def _may_be_called(one: Mention) -> bool:
    return one.name.endswith(")") or (one.is_subject and "." in one.name)


def _stands_out(one: Mention, named: Sequence[Mention]) -> bool:
    return (
        one.sort not in ("", "named")
        or one.is_subject
        or (len(named) == 1 and not one.is_oblique)
        or one.sort == "named"
    )


def _it(found: re.Match[str], predicate: str, named: Sequence[Mention], before: Sentence) -> Mention | None:
    """The one name that can be what the predicate says of "it"."""
    fitting = [one for one in named if _fits(one, predicate)]
    if not _OF_DEFINITION.match(predicate):
        fitting = [one for one in fitting if not one.is_home] or fitting
    subject = [one for one in fitting if one.is_subject]
    if subject and re.search(r"\b(?:also|additionally|itself)\b", found["head"] + found["adverbs"], re.IGNORECASE):
        return subject[0]
    openers = [one for one in fitting if _CLOSED.match(predicate) and one.name.endswith(")")]
    if len(openers) == 1 and len(fitting) == 1:
        return openers[0]
    if (
        len(subject) == 1
        and _STATE.match(predicate)
        and all(one.is_oblique for one in fitting if one is not subject[0])
    ):
        return subject[0]
    if len(fitting) != 1:
        return None
    one = fitting[0]
    if _OF_DEFINITION.match(predicate):
        return one if one.is_subject or one.is_told or len(named) == 1 else None
    return one if one.is_subject or (one.sort and not one.is_oblique) else None


def _fits(one: Mention, predicate: str) -> bool:
    is_value = one.name.endswith(")")
    if _OF_DEFINITION.match(predicate):
        return one.sort in ("", "named", "call", *DEFINED) and not (one.sort == "" and one.name.isupper())
    if _CALLED.match(predicate):
        return one.sort in ("", "named", "call", "function")
    if _CLOSED.match(predicate):
        return not one.is_agent and (
            one.sort in ("", "named", "variable", "attribute") or _OPENER.match(one.name) is not None
        )
    if _USED.match(predicate):
        return not one.is_agent and one.sort not in ("exception", "call") and not is_value
    if _STATE.match(predicate):
        return True
    return one.sort in ("", "named", "call", *DEFINED) and one.sort not in NAMES


def _several(found: re.Match[str], before: Sentence) -> list[Mention] | None:
    """The members of the one list of names in the sentence before, where the words fit their number and sort."""
    lists = _LIST.findall(before.masked)
    if len(lists) != 1:
        return None
    named = mentions(Sentence(before.text, before.span, before.masked, before.codes))
    names = {before.code(word) for word in re.findall(r"«\d+»", lists[0])}
    members = [one for one in named if one.name in names]
    is_two = found["word"].lower() in ("both", "neither")
    if len(members) != len(names) or (is_two and len(members) != 2):
        return None
    noun = next((sort for sort in NOUNS if found[sort]), "")
    told = {one.sort for one in named if one.is_told and one in members}
    return members if not noun or not told or noun in told else None


def _words(found: re.Match[str], meant: Mention) -> str:
    """The noun before the name, where it tells more than the name."""
    noun = next((sort for sort in NOUNS if found[sort]), "")
    if not noun and _SAYS_IMPORT.search(found["predicate"]):
        return ""
    sort = noun or (meant.sort if meant.is_told or meant.sort == "import" else "")
    if sort == "call":
        return "the call to "
    return f"the {found[noun] if noun else sort} " if sort else ""


def _with(clause: Sentence, found: re.Match[str], meant: Sequence[Mention], words: str, said: str = "") -> Sentence:
    verb = " is" if found.groupdict().get("short") else ""
    codes = (*clause.codes, *(Code(one.name, clause.span) for one in meant))
    masked = f"{found['head']}{words}{verb} {_plainly(said or found['predicate'])}"
    return Sentence(clause.text, clause.span, masked, codes, clause.is_lead)


def _plainly(predicate: str) -> str:
    """A predicate without what softens it: "doesn't seem to be used" says "is not used"."""
    for pattern, change in _SOFT:
        predicate = pattern.sub(change, predicate, count=1)
    return predicate


def _listed(clause: Sentence, found: re.Match[str], members: Sequence[Mention]) -> Sentence:
    at = len(clause.codes)
    names = [f"«{at + n}»" for n in range(len(members))]
    sorts = {one.sort for one in members if one.is_told} | {one.sort for one in members if one.sort == "import"}
    noun = next((sort for sort in NOUNS if found[sort]), "") or (sorts.pop() if len(sorts) == 1 else "")
    words = f"the {noun}s " if noun in NAMES else ""
    rest = found["predicate"]
    is_denied = found["word"].lower() in ("neither", "none")
    for pattern, change in _NEGATED if is_denied else _MADE_PLURAL:
        if pattern.match(rest):
            rest = pattern.sub(change, rest, count=1)
            break
    else:
        if is_denied:
            words, rest = "neither ", found["predicate"]
    return _with(clause, found, members, words + ", ".join(names[:-1]) + f" and {names[-1]}", rest)
