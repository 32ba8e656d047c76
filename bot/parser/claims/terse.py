"""Cues of well-known defects as hurried reviewers put them: "SHA-1 is used", "TODO left in `load`", "`dump` is untyped"."""

from bot.parser.claims.cue import Cue, cue
from bot.parser.claims.name_words import WORD

_SECRET = r"(?:passwords?|secrets?|credentials?|tokens?|(?:api|secret|private|access)[- _]?keys?)"  # noqa: S105 - a pattern
_LOST = r"(?:removed|stripped|disabled|skipped|optimi[sz]ed (?:away|out)|ignored|dropped)"
_RUN = r"(?:run|runs|execut\w+|be (?:reached|executed|run)|reached)"
_ERROR = r"[A-Za-z_.]*(?:Error|Exception|Exit|Interrupt|Warning)"

CUES: tuple[Cue, ...] = (
    cue(
        "hardcoded-secret",
        rf"\b{_SECRET} (?:is |are )?hard[- ]?coded (?:in|into|here)\b(?:[^.«]{{0,30}}?\(?(?P<subject>{{code}}))?",
    ),
    cue(
        "hardcoded-secret",
        rf"\b{_SECRET} (?:should|must) (?:not|never) (?:be )?(?:committed|checked in|stored|kept|live|in (?:source|version control|code))\b",
    ),
    cue(
        "hardcoded-secret",
        r"(?P<subject>{code})(?: \w+)? (?:is|are) hard[- ]?coded\b",
        only=r".*(?:secret|api|private|access)_?key(?:\W.*)?",
    ),
    cue(
        "unreachable-code",
        rf"\bnothing (?:after|following|below|past) (?:the |this )?(?:«\d+»|return|raise)(?: statement)? (?:is |ever |can |will )*{_RUN}\b",
    ),
    cue(
        "unreachable-code",
        rf"\b(?:«\d+»|code|line|statement|print|call) after (?:the )?(?:«\d+»|return|raise|break|continue)\b[^.]{{0,40}}? (?:can never|never|will never|is never|cannot|will not) {_RUN}\b",
    ),
    cue("weak-hash", r"\b(?P<subject>md5|sha-?1)\b(?: hash\w*)? (?:is|are) used\b"),
    cue(
        "assert-used",
        rf"(?P<value>{{code}})[^.]{{0,40}}? (?:is|are|gets?|will be) {_LOST} (?:under|with|when|by|in|if)\b",
        only=r"asserts?\b.*",
    ),
    cue(
        "unsafe-deserialization",
        r"(?P<subject>{code}) (?:is )?(?:called|used|invoked) without (?:an? |the )?(?:explicit |safe )?(?:loader|«\d+»)",
        only=r"yaml\.load(?:_all)?(?:\(.{0,60}\))?",
    ),
    cue(
        "leftover-code",
        r"\b(?P<value>todo|fixme|xxx|hack)(?: comment)?s? (?:is |are |was |were )?(?:left|remains?|remaining|still (?:here|there|in))\b",
    ),
    cue(
        "leftover-code",
        r"(?:^\W*|\b(?:there (?:is|are)(?: still)?|still|leaves?|contains?|has|have) )(?:an? |the |this |some |unresolved |open |old )*(?P<value>{code}|todo|fixme|xxx)s?(?: comment| note| marker)s? (?:is |are |was |were )?(?:still )?(?:left|present|remain(?:s|ing)?|in\b|here\b|at\b|on\b|about\b|that\b)",
        only=r"#? ?(?:todo|fixme|xxx|hack)s?:?",
    ),
    cue(
        "wrong-comparison",
        r"\b(?:avoid|do not use|replace|drop) (?:using )?(?P<value>{code})",
        only=r"(?:.{1,40} )?[!=]= ?(?:None|True|False)",
    ),
    cue(
        "lost-cause",
        r"(?P<scope>{code}) (?:loses|drops|hides|discards) the (?:original |underlying )(?:exception(?: chain)?|traceback|cause|error)\b",
    ),
    cue(
        "caught-exception",
        r"(?P<scope>{code}) (?:expects?|asserts?(?: that)?|checks? (?:for|that)|verifies(?: that)?) (?:an? |the )?(?P<subject>{code})(?=\W*$| (?:is|to be|gets?) (?:raised|thrown))",
        only=_ERROR,
    ),
    cue(
        "missing-annotation",
        r"(?P<subjects>{codes}) (?:is|are) (?:completely |entirely |still )?(?:untyped|unannotated|not (?:typed|annotated|type[- ]hinted))\b",
    ),
    cue(
        "missing-annotation",
        rf"^\W*(?P<subject>{WORD}) (?:is|are) (?:completely |entirely |still )?(?:untyped|unannotated|not (?:typed|annotated|type[- ]hinted))\b",
    ),
)
"""Tried after the longer forms."""
