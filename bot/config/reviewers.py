"""Whose words count: the reviewers that a site names, or the bots that are known by name."""

from collections.abc import Sequence

from bot.config.globs import matches
from bot.model.settings import Reviewer, ReviewerRule, Settings

BUILT_IN: dict[str, tuple[str, ...]] = {
    "amazon-q": ("amazon-q-developer",),
    "augment": ("augmentcode",),
    "bito": ("bito-code-review",),
    "bugbot": ("cursor",),
    "claude": ("claude",),
    "codacy": ("codacy-production",),
    "code-scanning": ("github-advanced-security", "github-code-quality"),
    "codex": ("chatgpt-codex-connector",),
    "coderabbit": ("coderabbitai",),
    "copilot": ("copilot", "copilot-pull-request-reviewer"),
    "cubic": ("cubic-dev-ai",),
    "deepsource": ("deepsource-io",),
    "devin": ("devin-ai-integration",),
    "ellipsis": ("ellipsis-dev",),
    "gemini": ("gemini-code-assist",),
    "graphite": ("graphite-app",),
    "greptile": ("greptile-apps",),
    "kodus": ("kody-ai",),
    "korbit": ("korbit-ai",),
    "pr-agent": (),
    "qodo": ("qodo-code-review", "qodo-merge-pro", "qodo-merge-pro-for-open-source", "codiumai-pr-agent-pro"),
    "reviewdog": (),
    "snyk": ("snyk-io",),
    "sonar": ("sonarqubecloud", "sonarcloud"),
    "sourcery": ("sourcery-ai",),
    "zuul": ("zuul",),
}
"""Every dialect, and the logins of bots that write it; those of none post under accounts that others share."""

_DIALECT_OF = {login: dialect for dialect, logins in BUILT_IN.items() for login in logins}
_SUFFIX = "[bot]"


def reviewer_for(config: Settings, login: str, is_bot: bool, is_self: bool) -> Reviewer | None:
    """Who `login` is to this site, by the first rule that matches; None where their words don't count.

    `is_bot` is the forge's own word, `is_self` whether it is our account. People count only where listed by login.
    """
    plain = normalised(login)
    if is_self or not plain:
        return None
    known = _DIALECT_OF.get(plain) if is_bot else None
    if config.reviewers is None:
        return Reviewer(login, known, is_person=False) if known else None
    return _by_rules(config.reviewers, Reviewer(login, known, is_person=not is_bot))


def _by_rules(rules: Sequence[ReviewerRule], asked: Reviewer) -> Reviewer | None:
    for rule in rules:
        if _applies(rule, normalised(asked.login), is_bot=not asked.is_person):
            return Reviewer(asked.login, rule.dialect or asked.dialect, asked.is_person)
    return None


def _applies(rule: ReviewerRule, plain: str, *, is_bot: bool) -> bool:
    if not is_bot and (rule.only_bots or rule.match is None or "*" in rule.match):
        return False
    return rule.match is None or matches(normalised(rule.match), plain)


def normalised(login: str) -> str:
    """A login as it is compared: in lower case and without one `[bot]` at its end."""
    return login.strip().lower().removesuffix(_SUFFIX)
