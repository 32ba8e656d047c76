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
    r"\b(?:previously|formerly|used to|was once|in the past|before this (?:change|commit|patch|pr)|"
    r"(?:has|have) (?:now |already |since )?been (?:fixed|removed|resolved|addressed)|"
    r"now fixed|is fixed|this (?:change|commit|patch|pr|pull request) (?:correctly |properly )?"
    r"(?:removes|fixes|adds|cleans up|drops))\b",
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
_ASKED = re.compile(
    r"^\W*(?:(?:please|consider|you should|we should|always)[ ,]+)*(?:avoid|stop|(?:do not|don't|never)(?! (?:see|find|have|think|notice|know|believe)\b))\b",
    re.IGNORECASE,
)
"""At the head of a sentence a denial asks to leave what is there."""
_REPLACED = re.compile(
    r"^\W*(?:(?:please|consider|you should|we should|prefer|better)[ ,]+)*(?:us(?:e|ing)|specify|catch|log|pass|call|return|raise|set|write|replace|prefer)\b",
    re.IGNORECASE,
)
"""What such a request names behind "instead of" is there."""
_REACH = 80
"""How many characters before a cue are looked at."""


def is_denied(masked: str, start: int) -> bool:
    """Whether the words before a cue that begins at `start` take it back ("no unused imports", "would be unused")."""
    while masked[start : start + 1].isspace():
        start += 1
    before = masked[max(0, start - _REACH) : start]
    if _NOT_YET.search(before):
        return True
    denied = _DENIED_BEFORE.search(before)
    if denied is None:
        return False
    asked = _ASKED.match(masked)
    if asked is not None and start - len(before) + denied.start() < asked.end():
        return False
    return not (denied[0].lower().startswith(("instead", "rather")) and _REPLACED.match(masked))


def is_resolved(masked: str) -> bool:
    """Whether the sentence speaks of a past that the change has mended."""
    return bool(_PAST.search(masked))


def is_question(masked: str) -> bool:
    """Whether the sentence asks rather than asserts."""
    return masked.rstrip(" \"')*_").endswith("?") and bool(_QUESTION.search(masked))
