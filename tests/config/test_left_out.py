"""Which projects need not even be asked for their changes."""

import pytest

from bot.config.changes import is_left_out, rule_for
from bot.model.change_ref import ChangeRef
from bot.model.settings import ChangeRule, Settings

NOTHING_ELSE = ("*", True)


@pytest.mark.parametrize(
    ("rules", "is_out"),
    [
        ([], False),
        ([NOTHING_ELSE], True),
        ([("github:acme/widgets", True)], True),
        ([("github:ACME/Wid*", True)], True),
        ([("github:acme/widgets#12", True)], False),
        ([("github:acme/*", False), NOTHING_ELSE], False),
        ([("github:other/*", False), NOTHING_ELSE], True),
        ([("github:acme/widgets#12", False), NOTHING_ELSE], False),
        ([("github:acme/wid*7", False), NOTHING_ELSE], False),
        ([("*#12", False), NOTHING_ELSE], False),
        ([("github:acme/widgets2", False), NOTHING_ELSE], False),
        ([("gerrit:acme/widgets~12", False), NOTHING_ELSE], True),
    ],
)
def test_left_out(rules: list[tuple[str, bool]], is_out: bool) -> None:
    """
    A project is left out only where no rule can name a change of it before one leaves all of it alone.
    """
    settings = Settings(changes=tuple(ChangeRule(match, ignore) for match, ignore in rules))

    assert is_left_out(settings, "github", "acme/widgets") is is_out
    if is_out:
        refs = [ChangeRef("github", "acme/widgets", number) for number in (1, 7, 12, 17)]
        assert all(rule_for(settings, ref).ignore for ref in refs)
