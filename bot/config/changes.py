"""What holds for one change: the first rule that names it, or the site's own words."""

from bot.config.globs import matches_change
from bot.model.change_ref import ChangeRef
from bot.model.settings import ApiToken, ChangeRule, Right, Settings


def rule_for(config: Settings, change: ChangeRef) -> ChangeRule:
    """The first rule that matches the change; without one, a rule that ignores nothing and posts as the site does."""
    for rule in config.changes:
        if matches_change(rule.match, change):
            return rule
    return ChangeRule("*", posting=config.posting)


def may(token: ApiToken, right: Right, change: ChangeRef | None = None) -> bool:
    """Whether a token gives a right, for that change where one is meant."""
    if right not in token.may:
        return False
    return change is None or any(matches_change(pattern, change) for pattern in token.changes)
