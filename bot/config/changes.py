"""What holds for one change: the first rule that names it, or the site's own words."""

from bot.config.globs import matches, matches_change
from bot.model.change_ref import ChangeRef
from bot.model.settings import ApiToken, ChangeRule, Right, Settings


def rule_for(config: Settings, change: ChangeRef) -> ChangeRule:
    """The first rule that matches the change; without one, a rule that ignores nothing and posts as the site does."""
    for rule in config.changes:
        if matches_change(rule.match, change):
            return rule
    return ChangeRule("*", posting=config.posting)


def is_left_out(config: Settings, forge: str, project: str) -> bool:
    """Whether the configuration leaves all changes of a project alone; False where a rule may name some of them."""
    name = f"{forge}:{project}".lower()
    for rule in config.changes:
        if matches(rule.match.lower(), name):
            return rule.ignore
        start = rule.match.lower().partition("*")[0]
        if not rule.ignore and (start.startswith(name) or name.startswith(start)):
            return False
    return False


def may(token: ApiToken, right: Right, change: ChangeRef | None = None) -> bool:
    """Whether a token gives a right, for that change where one is meant."""
    if right not in token.may:
        return False
    return change is None or any(matches_change(pattern, change) for pattern in token.changes)
