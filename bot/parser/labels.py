"""Words that name a part of one finding ("Issue:", "Impact:", "Suggested fix:"), so that its parts stay together."""

import re
from typing import NamedTuple

_PARTS = (
    (
        "problem",
        r"(?:(?:critical|major|minor|high|medium|low|main|key|security|potential|logic|performance) )?"
        r"(?:issues?|problems?|bugs?|findings?|vulnerabilit(?:y|ies)|defects?|concerns?|observations?"
        r"|what(?:'s| is) wrong|nit|nitpick|warning|comment)",
    ),
    (
        "fix",
        r"(?:suggest(?:ed|ion)s?|recommend(?:ed|ations?)|proposed|possible|potential|how to)"
        r"(?: (?:fix(?:es)?|changes?|solution|approach|improvement|code|action|implementation"
        r"|location))?|fix(?:es)?|solutions?|remediation|"
        r"mitigation|resolution|correct(?:ed|ion)(?: code| version)?|updated code|improved code"
        r"|(?:secured?|safe|safer|fixed|patched|remediated|refactored|revised|hardened) (?:code|version|example|implementation|snippet)"
        r"|better(?: approach)?|instead|"
        r"actions?(?: required| items?)?|alternatives?|committable suggestion",
    ),
    (
        "impact",
        r"(?:potential |security |user |performance )?(?:impacts?|consequences?|effects?|risks?)|why "
        r"(?:it|this) matters|"
        r"why(?: this is (?:a problem|an issue))?|exploitability|failure scenario|attack (?:scenario"
        r"|vector)|(?:how to )?exploit(?:ation)?(?: scenario| narrative| path)?",
    ),
    (
        "place",
        r"(?:file )?(?:path|location|name)s?|files?|lines?|line numbers?|file and lines?|where"
        r"|affected (?:files?|code|lines?)",
    ),
    (
        "detail",
        r"rationale|reason(?:ing)?|explanation|details?|(?:detailed )?descriptions?|technical details?|context|background|evidence|examples?|"
        r"(?:expected|actual|current|existing|observed)(?: behaviou?r| results?| code| state)?|before"
        r"|after|code|snippet|references?|see also|"
        r"steps? to reproduce|reproduction|severity|priority|confidence(?: score)?|category|type|what"
        r"|root cause|analysis|cause|note|scope|"
        r"title|summary|problematic code|vulnerable code|offending code|(?:ai )?(?:agent "
        r")?prompts?(?: for (?:ai )?(?:agents?|ai)| to fix(?: with ai)?)?|also found in|additional "
        r"locations?|related|cwe|rule|"
        r"source|status",
    ),
)
_LABEL = re.compile(
    r"^[^\w«]{0,6}(?:\d{1,3}[.)]\s?)?[^\w«]{0,4}(?:"
    + "|".join(f"(?P<{part}>{words})" for part, words in _PARTS)
    + r")(?: ?#?\d{1,6}(?: ?[-–] ?\d{1,6})?)?\s*(?:[:：]|\.?\s*$)",
    re.IGNORECASE,
)


class PartLabel(NamedTuple):
    """`part`: problem, fix, impact, place or detail; `words` as they stand, in lower case; `end` where they end."""

    part: str
    words: str
    end: int


def label_of(text: str) -> PartLabel | None:
    """The label that a masked sentence or a title begins with, None when it begins with none."""
    found = _LABEL.match(text)
    if found is None:
        return None
    part = next(part for part, _ in _PARTS if found[part])
    return PartLabel(part, found[part].lower(), found.end())
