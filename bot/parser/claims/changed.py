"""Cues of what a change is said to have taken away, or turned into something else: "you dropped the lock", "raised from 5 to 10"."""

from bot.parser.claims.cue import Cue, cue

_WHO = r"(?:you|we|this|it|(?:this|the|your) (?:change|pr|pull request|commit|patch|diff|revision|patch ?set|new (?:code|version)))"
_ALSO = r"(?:(?:'ve|have|has|just|now|also|silently|accidentally|here|did|simply) )*"
_TOOK = r"(?:remov(?:e|es|ed|ing)|drop(?:s|ped|ping)?|delet(?:e|es|ed|ing)|los(?:e|es|t|ing)|take away|took (?:away|out)|g[eo]t rid of)"
_GONE = r"(?:(?:is|are|was|were|has been|have been|got|gets) (?:now |also |silently |accidentally |completely |simply )?(?:gone|removed|dropped|deleted|lost)|(?:disappeared|went away|vanished))"
_NOUN = (
    r"(?P<value>locks?|locking|synchroni[sz]ation|mutex|decorators?|(?:null |none |safety |sanity |existence |emptiness )?(?:checks?|guards?|validations?|conditions?)|"
    r"(?:error|exception) handling|try[-/ ]except|except clauses?|log (?:message|line|call|statement)s?|logging|assert(?:ion)?s?)"
)
_OLD = r"(?!(?:unused|redundant|dead|unneeded|unnecessary|obsolete|useless|duplicate|old|needless|superfluous|stale)\b)"
_FOR = r"(?: (?:for|of|on|against|whether|that) (?:an? |the |it is |it's )?(?P<subject>{code}|none|null|empty)(?! \w+s\b))?"
_TO = r"(?:«\d+»|'[^' ]{1,30}'|-?\d+(?:\.\d+)?[a-z%]{0,3}|[A-Za-z_]\w{1,30})"

CUES: tuple[Cue, ...] = (
    cue("removed-code", rf"\b{_WHO} {_ALSO}{_TOOK} (?:the |this |that |an? )?{_OLD}{_NOUN}{_FOR}"),
    cue(
        "removed-code",
        rf"\b{_WHO} {_ALSO}{_TOOK} (?:the |this |that |an? )?@?(?P<subject>{{code}}) {_NOUN}(?: (?:from|of|in|on) (?:the )?(?P<scope>{{code}}))?",
    ),
    cue("removed-code", rf"\b{_WHO} {_ALSO}{_TOOK} (?:the )?(?P<value>@)(?P<subject>{{name}})"),
    cue(
        "removed-code",
        rf"(?:^|[,:.;] )(?:the |this |that )?@?(?P<subject>{{code}}) {_NOUN} {_GONE}(?: (?:from|in|of|on) (?:the )?(?P<scope>{{code}}))?",
    ),
    cue(
        "removed-code",
        rf"(?:^|[,:.;] )(?:the |this |that )?{_OLD}{_NOUN}{_FOR}(?: (?:in|of|on|around) (?:the )?(?P<scope>{{code}}))? {_GONE}",
    ),
    cue(
        "removed-code",
        rf"(?:^|[,:.;] )(?:the |this |that )?{_OLD}{_NOUN} (?:for|of|on|against) [^.,«]{{2,40}}? {_GONE}",
    ),
    cue(
        "stated-change",
        rf"\b(?:chang(?:es|ed|ing)|rais(?:es|ed|ing)|lower(?:s|ed|ing)|bump(?:s|ed|ing)?|increas(?:es|ed|ing)|reduc(?:es|ed|ing)|decreas(?:es|ed|ing)|went|switch(?:es|ed))\b"
        rf"(?! from «\d+» to «\d+» (?:format|when|if))(?: [\w«»'-]{{1,30}}){{0,7}}? from (?P<subject>{_TO}) to (?P<value>{_TO})(?=\W|$)",
    ),
)
"""`value` is the sort of thing that was taken away; of a change, `subject` is what stood there before, `value` what does now."""
