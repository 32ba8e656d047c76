"""Words that name a part of one finding ("Issue:", "Impact:", "Suggested fix:"), so that its parts stay together."""

import re

_WORDS = (
    ("problem", r"(?:(?:critical|major|minor|high|medium|low|main|key|security|potential|logic|performance) )?(?:issues?|problems?|bugs?|findings?|vulnerabilit(?:y|ies)|defects?|concerns?|observations?|what(?:'s| is) wrong|nit|nitpick|warning|comment)"),
    ("fix", r"(?:suggest(?:ed|ion)s?|recommend(?:ed|ations?)|proposed|possible|potential|how to|recommended)(?: (?:fix(?:es)?|change|changes|solution|approach|improvement|code|action|implementation|location))?|"
            r"fix(?:es)?|solutions?|remediation|mitigation|resolution|correct(?:ed|ion)(?: code| version)?|updated code|improved code|better(?: approach)?|instead|action(?: required| items?)?|alternatives?|committable suggestion"),
    ("impact", r"(?:potential |security |user |performance )?(?:impacts?|consequences?|effects?|risks?)|why (?:it|this) matters|why(?: this is (?:a problem|an issue))?|severity|exploitability|failure scenario|attack (?:scenario|vector)"),
    ("detail", r"rationale|reason(?:ing)?|explanation|details?|descriptions?|context|background|evidence|examples?|"
               r"(?:expected|actual|current|existing|observed)(?: behaviou?r| results?| code| state)?|before|after|code|snippet|references?|see also|"
               r"steps? to reproduce|reproduction|confidence(?: score)?|category|type|locations?|files?|lines?|file and lines?|where|what|root cause|analysis|cause|note|scope|title|summary|problematic code|"
               r"vulnerable code|offending code|prompt for ai agents?|also found in|additional locations?|related|cwe|rule|source|status"),
)
_LABEL = re.compile(
    r"^[\W\d]{0,8}(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS) + r")\s*(?P<end>[:：]|$)", re.IGNORECASE
)


def label_of(masked: str) -> tuple[str, bool]:
    """Which part of a finding a masked sentence is (`problem`, `fix`, `impact`, `detail`, or empty), and whether it says no more."""
    found = _LABEL.match(masked)
    if found is None:
        return "", False
    name = next(name for name, _ in _WORDS if found[name])
    return name, not re.search(r"\w", masked[found.end() :])
