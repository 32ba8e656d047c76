"""Where the defect is named in somebody's words: without the empty words in front of it, and cut so that it stays."""

import re

from bot.model.neutral import one_line, shorten
from bot.model.report import MergedFinding
from bot.model.secrets import cut_secrets

_FEWEST_WORDS = 2
_MOST_LEADS = 4
_FEWEST_OF_LEAD = 40
"""Characters of a first clause that is cut, below which nothing would be left to read of it."""

_LONGEST_CLAUSE = 1_000
_PROBLEM = r"(?:issue|defect|problem|bug|vulnerability|concern|flaw|weakness|risk)"
_ADJECTIVES = r"(?:(?:potential|possible|main|biggest|only|first|second|third|other|real|minor|major|critical|serious|security) ){0,3}"
_HERE = r"(?: here| (?:in|with) (?:this|the) (?:code|change|function|method|class|file|patch))?"
_FACT = r"(?: (?:related to|due to|caused by|because of|with|about|in))? the fact that"
_LINE = (
    r"(?: (?:related to|located (?:at|in|on)|found (?:at|in|on)|at|in|on))(?: the)? lines?(?: numbers?)? [\d, –-]{1,20}"
)
_LEAD = re.compile(
    r"(?:additionally|also|consequently|finally|first(?:ly)?|for (?:example|instance)|furthermore|however|in addition|in particular"
    r"|lastly|likewise|moreover|overall|second(?:ly)?|similarly|specifically|that said|therefore|third(?:ly)?|thus), "
    r"|(?:please )?note that "
    rf"|(?:the|an?|one|another|my) {_ADJECTIVES}{_PROBLEM}{_HERE} is(?:{_FACT}| that|{_LINE}, (?:where|in which|because)),? "
    rf"|there (?:is|seems to be|appears to be|may be|might be|could be) (?:an?|one|another) {_ADJECTIVES}{_PROBLEM}{_HERE}"
    r",? (?:where|in which|in that) "
    r"|it (?:(?:appears|seems) (?:that|like|as if|as though)|looks (?:like|as if|as though)) "
    r"|it (?:appears|seems) (?=(?:that|the|there|this|these|those|you|we) |`)"
    r"|(?:i|we)(?: have|'ve)? (?:also )?(?:noticed?|found|find|see|saw|observed?|believe|think) that ",
    re.IGNORECASE,
)
_FIRST_CLAUSE = re.compile(
    r"(?:after|although|as|at|because|before|for|given|if|in|on|since|though|when|whenever|where|while|with|within) "
    r"(?:[^,`()]|`[^`]*`|\([^()]*\)){20,}?, ",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;] | (?=(?:because|leading to|in order to|so that|which|while|whereas) )")


def without_lead(text: str) -> str:
    """Words on one line without what says only that something follows: "However,", "The problem is that"."""
    said = text
    for _ in range(_MOST_LEADS):
        found = _LEAD.match(said)
        if found is None or len(said[found.end() :].split()) < _FEWEST_WORDS:
            break
        said = said[found.end() :].lstrip()
    return said


def fitted_words(text: str, room: int) -> str:
    """A sentence in about `room` characters: a long first clause is cut before the statement is, that between clauses."""
    if len(text) <= room:
        return text
    clause = _FIRST_CLAUSE.match(text[:_LONGEST_CLAUSE])
    if clause is not None:
        main = text[clause.end() :]
        left = room - len(main) - len("…, ")
        if left >= _FEWEST_OF_LEAD:
            return f"{shorten(text[: clause.end() - 2], left)}, {main}"
    ends = [found.start() for found in _BREAK.finditer(text[: room + 1])]
    whole = [end for end in ends if room // 2 <= end < room and _is_closed(text[:end])]
    return f"{text[: whole[-1]]}…" if whole else shorten(text, room)


def _is_closed(text: str) -> bool:
    """Whether no code and no bracket is open at the end of a text."""
    return text.count("`") % 2 == 0 and text.count("(") <= text.count(")")


def told_words(quote: str) -> str:
    """A reviewer's words as they are quoted: on one line, without secrets and without empty words in front."""
    return without_lead(cut_secrets(one_line(quote)))


def shown_title(finding: MergedFinding, room: int) -> str:
    """A finding's title in about `room` characters, from the whole sentence where it was cut, without empty words in front."""
    whole = cut_secrets(_whole(finding))
    said = without_lead(whole)
    if said != whole and not re.match(r"\S*[`/._]", said):
        said = said[:1].upper() + said[1:]
    return fitted_words(said, room)


def _whole(finding: MergedFinding) -> str:
    """The sentence that a title was cut from, as far as the reviewer's words have it."""
    title = one_line(finding.title)
    words = title.removesuffix("…").rstrip()
    if words == title or not words:
        return title
    for source in finding.sources:
        quote = one_line(source.quote)
        at = quote.lower().find(words.lower())
        if at >= 0 and len(quote) == len(quote.lower()):
            rest = quote[at + len(words) :]
            end = rest.find(". ")
            return words + (rest if end < 0 else rest[:end])
    return title
