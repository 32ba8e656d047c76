"""Words around a cue that turn it off: denial, a resolved past, a condition, a question, a wish for the future."""

import re

_FILLED = (
    r"(?:(?:any|the|an?|be|to be|really|actually|been|more|all|this|these|such|potential|possible|future|further|runtime|"
    r"accidental|unnecessary|obvious)\s+){0,3}"
)
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:no|not|never|neither|nor|without|zero|rather than|instead of|free (?:of|from)|avoids?|avoided|avoiding|"
    r"prevents?|prevented|preventing|mitigat(?:e|es|ing)|fixes|fixed|removes|removed|resolves|resolved|"
    r"address(?:es|ed)|eliminates|eliminated|protects? against|guards? against|"
    r"would (?:be|become|remain|have been)|could become|might become|will become|used to be|"
    r"(?:did|do|does|could|can|was|were|is|are) not (?:find|see|notice|detect|contain|have|introduce)|"
    r"don't (?:see|find|have)|didn't (?:find|see|notice)|doesn't (?:have|contain|introduce))|n't)\s+"
    rf"{_FILLED}$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?:\b(?:it|this|that|which|we|they|there|code)|«\d+») used to\b|\bused to be\b|"
    r"\b(?:previously|formerly|was once|in the past|before this (?:change|commit|patch|pr)|"
    r"(?:has|have) (?:now |already |since )?been (?:fixed|removed|resolved|addressed)|"
    r"now fixed|is fixed|this (?:change|commit|patch|pr|pull request) (?:correctly |properly )?"
    r"(?:removes|fixes|adds|cleans up|drops))\b",
    re.IGNORECASE,
)
_WHY_GONE = re.compile(r"\W*why (?:did|do|have|would) you (?:just )?(?:drop|remove|delete|lose)\w*\b", re.IGNORECASE)
"""Asks for the reason of what it takes for done."""
_SAFEGUARD = re.compile(
    r"(?<!unused )(?<!dead )(?<!redundant )(?<!unneeded )(?<!unnecessary )(?<!obsolete )(?<!duplicate )(?<!broad )(?<!bare )"
    r"\b(?:lock|decorator|check|guard|validation|handling|assertion|cleanup|synchroni[sz]ation)s?(?: (?:for|of|on|in|around) [^.,]{1,40})? (?:has|have) (?:now )?been removed\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:would|could|might|may|will) (?:then |also )?(?:be|become|turn into) (?:an? )?$", re.IGNORECASE
)
_QUESTION = re.compile(
    r"^(?:\W*)(?:is|are|was|were|do|does|did|has|have|can|could|should|would|will|why|what|how|which|where|when|who|"
    r"any reason|wouldn't|shouldn't|isn't|doesn't)\b",
    re.IGNORECASE,
)
_HEAD = r"^\W*(?:«\d+»\W+)?(?:(?:please|consider|you should|we should|always|prefer|better|lines? \d{1,6}(?:-\d{1,6})?:?)[ ,]+)*"
_ASKED = re.compile(
    _HEAD + r"(?:avoid|stop|(?:do not|don't|never)(?! (?:see|find|have|think|notice|know|believe)\b))\b", re.IGNORECASE
)
"""At the head of a sentence a denial asks to leave what is there."""
_REPLACED = re.compile(
    _HEAD + r"(?:us(?:e|ing)|specify|catch|log|pass|call|return|raise|set|write|replace|prefer)\b", re.IGNORECASE
)
"""What such a request names behind "instead of" is there."""
_OPTIONAL = re.compile(
    r"(?:^|[,;:.] |\b(?:but|and) )(?:if|unless|in case)\b[^,]{2,140},\s*(?:then |please |consider |you should |just |at least )*$|\bor (?:at least |please |just )?$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|cannot|can|could|there is|there are) ?not "
    r"(?:(?:really|actually|even|also|too|very|overly|an?|the|any|be|been|being|use|used|using|have|contain|include|introduce|cause|make|create|raise|"
    r"look|seem|appear|need|run|called|invoked|reference|default|defaults|at|as|with|of|like|to|its|this|that|such) ){0,6}$",
    re.IGNORECASE,
)
"""A denial with a few plain words up to the cue: "does not use a bare except". What is not handled or checked is not denied."""
_NEGATION = re.compile(r"\b(?:not|never) ", re.IGNORECASE)
_HARMLESS = re.compile(
    r"[^.;]{0,60}?\b(?:is|are|was|were) not (?:(?:an?|really|actually|any|too) )*(?:(?:security|real|actual|serious) )?"
    r"(?:dangerous|unsafe|insecure|risk\w*|problem\w*|issues?|vulnerab\w+|concern\w*|bad|wrong|harmful|wasteful)\b",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\b(?:not (?:true|correct|the case|right|clear)|untrue|false|incorrect|no (?:evidence|sign|indication)|"
    r"(?:do|does) not (?:think|believe|agree)|don't (?:think|believe|agree)|unlikely) (?:that|of)\b[^.]*$",
    re.IGNORECASE,
)
"""What comes behind these words is denied, however far off it stands."""
_REACH = 80
"""How many characters before a cue are looked at."""


def is_denied(masked: str, start: int) -> bool:
    """Whether the words before a cue that begins at `start` take it back ("no unused imports", "would be unused")."""
    while masked[start : start + 1].isspace():
        start += 1
    before = masked[max(0, start - _REACH) : start]
    if _NOT_YET.search(before) or _REJECTED.search(masked[:start]):
        return True
    denied = _DENIED_BEFORE.search(before) or _WITHOUT.search(before)
    if denied is None:
        return False
    asked = _ASKED.match(masked)
    if asked is not None and start - len(before) + denied.start() < asked.end():
        return False
    return not (denied[0].lower().startswith(("instead", "rather")) and _REPLACED.match(masked))


def is_optional(masked: str, start: int) -> bool:
    """Whether a request that begins at `start` depends on something ("if it must stay, add a comment"), or is one of two."""
    return bool(_OPTIONAL.search(masked[max(0, start - 2 * _REACH) : start]))


def is_taken_back(found: re.Match[str]) -> bool:
    """Whether a match holds a "not" that its pattern does not ask for, or the words behind it call the thing harmless.

    What a group takes ("does not check that it is not empty") belongs to what is named, and denies nothing.
    """
    text = found.string
    named = [found.span(group) for group in found.re.groupindex]
    for negation in _NEGATION.finditer(text, found.start(), found.end()):
        if any(start <= negation.start() < end for start, end in named):
            continue
        if found.re.match(text[: negation.start()] + text[negation.end() :], found.start()):
            return True
    return bool(_HARMLESS.match(text, found.end()))


def is_resolved(masked: str) -> bool:
    """Whether the sentence speaks of a past that the change has mended; a safeguard that has been removed is no such thing."""
    return bool(_PAST.search(masked)) and not _SAFEGUARD.search(masked)


def is_question(masked: str) -> bool:
    """Whether the sentence asks rather than asserts."""
    is_asked = masked.rstrip(" \"')*_").endswith("?") and bool(_QUESTION.search(masked))
    return is_asked and not _WHY_GONE.match(masked)
