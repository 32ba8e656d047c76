"""Cues of habits of older Python, of steps that an object is said never to take, and of literals that are said to come again."""

from bot.parser.claims.cue import Cue, cue

_NEEDLESS = r"(?:redundant|unnecessary|unneeded|obsolete|superfluous|not (?:needed|necessary|required)|no longer (?:needed|necessary|required)|old[- ]style|outdated|legacy|deprecated|python ?2)"
_SUPER = r"super\(\s*\w+\s*,\s*\w+\s*\)(?:\..{0,60})?"
_STEP = (
    r"(?P<value>stopped|started|deleted|destroyed|removed|reset|restored|flushed|committed|joined|cancell?ed|released|terminated|killed|cleared|"
    r"unlocked|disconnected|shut down|unregistered|unsubscribed|rolled back|cleaned up|saved|unmounted|detached)"
)
_TIMES = r"(?P<number>twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})(?= times| different| places))"
_TEXT = r"(?:['\"](?P<subject>[^'\"]{2,60})['\"]|(?P<value>«\d+»))"
_END = r"(?=\W*$|[,;.] | (?:after|at|in|during|by|so|which|and|when|before|if|unless|here|anywhere|on|within|inside|again|properly|explicitly)\b)"

_OLD: tuple[Cue, ...] = (
    cue(
        "old-style",
        rf"(?P<value>{{code}})[^.«]{{0,60}}?\b(?:{_NEEDLESS}|instead of|rather than|simplified)\b",
        only=_SUPER,
    ),
    cue(
        "old-style",
        r"(?P<value>{code}) (?:should|can|could) (?:simply |just )?be (?:written|replaced|simplified|changed)",
        only=_SUPER,
    ),
    cue(
        "old-style",
        r"\b(?:old[- ]style|legacy|python ?2(?:[- ]style)?|outdated|obsolete) (?:calls? (?:to|of) )?(?P<value>«\d+»|super)(?: calls?)?",
        only=rf"super(?:\(\))?|{_SUPER}",
    ),
    cue(
        "old-style",
        r"\b(?:two[- ]argument|2[- ]argument|python ?2|old|long|explicit|legacy)(?:[- ](?:form|style|version|syntax|variant|call))* (?:form |style |version |syntax |variant |call )?(?:of |to |for )?(?:the )?(?P<value>«\d+»|super\b)",
        only=rf"super(?:\(\))?|{_SUPER}",
    ),
    cue(
        "old-style",
        r"(?P<value>«\d+»|\bsuper) (?:is |are )?(?:called |used |invoked |written )?(?:in|with) (?:its |the |an? |two |explicit |redundant |unnecessary |needless )*(?:python ?2 style|old style|legacy style|arguments|two[- ]argument form|class name)\b",
        only=rf"super(?:\(\))?|{_SUPER}",
    ),
    cue(
        "old-style",
        r"\b(?:inherit(?:s|ing)?|deriv(?:es|ed|ing)) (?:explicitly |directly )?from (?P<value>«\d+»|object\b)[^.«]{0,50}?\b"
        + _NEEDLESS,
        only="object",
    ),
    cue(
        "old-style",
        _NEEDLESS + r" (?:explicit )?(?:inheritance|base class)(?: from| of)? (?P<value>«\d+»|object\b)",
        only="object",
    ),
    cue(
        "old-style",
        rf"(?P<value>«\d+»|\b(?:unicode|u)) (?:string )?prefix(?:es)?\b[^.]{{0,60}}?\b{_NEEDLESS}",
        only=r"u|unicode|u['\"]['\"]",
    ),
    cue(
        "old-style",
        rf"\b{_NEEDLESS} (?P<value>«\d+»|unicode|u) (?:string )?prefix(?:es)?\b",
        only=r"u|unicode|u['\"]['\"]",
    ),
)

_STEPS: tuple[Cue, ...] = (
    cue(
        "uncalled-method",
        rf"(?P<subject>{{code}}) (?:is|are|was|gets) (?:never|not) (?:actually |explicitly |ever )?{_STEP}{_END}",
    ),
)

_AGAIN: tuple[Cue, ...] = (
    cue(
        "repeated-literal",
        rf"\b(?:the )?(?:string|literal|value|text|constant|url|path|name|key)(?: literal)? {_TEXT} (?:is |are )?(?:hard-?coded |used |repeated |duplicated |written(?: out)? |appears |occurs |present )+(?:in )?{_TIMES}",
        only=r"|['\"].{2,60}['\"]",
    ),
)

_MKTEMP = r"(?:tempfile\.)?mktemp(?:\(.{0,40}\))?|os\.te?mpnam(?:\(.{0,40}\))?"
_COUNTED: tuple[Cue, ...] = (
    cue(
        "insecure-tempfile",
        r"\b(?:us(?:es?|ing)|with|by|calls?|calling|call to|of) (?:the )?(?:insecure |unsafe |deprecated )*(?P<subject>{code})",
        only=_MKTEMP,
    ),
    cue(
        "insecure-tempfile",
        r"(?P<subject>{code}) (?:is|has)\b[^.«]{0,40}?\b(?:insecure|unsafe|race|deprecated|vulnerable)\b",
        only=_MKTEMP,
    ),
    cue(
        "assignment-count",
        r"(?P<subject>{code})(?: variable)? (?:is|gets) (?:assigned|set|bound|reassigned)(?: a value| to)? (?:only |just )?(?P<number>once|twice|(?:two|three|four|five|\d{1,2})(?= times))",
    ),
    cue(
        "missing-test",
        r"\bno (?:unit )?tests?(?: cases?)? (?:that |which )?(?:covers?|calls?|exercises?|tests?|checks?|verif(?:y|ies)) (?:the )?(?P<subject>{code})",
        only=r"[\w.]+\(.{1,80}\)",
    ),
)

CUES: tuple[Cue, ...] = (*_COUNTED, *_OLD, *_STEPS, *_AGAIN)
"""Before the cues of redundant and hard-coded things, which say less."""
