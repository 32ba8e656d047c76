"""Whose words count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.reviewers import reviewer_for
from bot.model.settings import Reviewer
from tests.config.builders import settings

LISTED = """
reviewers:
  - {match: CodeRabbitAI, dialect: coderabbit}
  - {match: "acme-*"}
  - {match: "odd[x]"}
  - {match: carol}
  - {match: "robot[bot]", kind: bot}
"""


@pytest.mark.parametrize(
    ("login", "is_bot", "expected"),
    [
        ("coderabbitai[bot]", True, Reviewer("coderabbitai[bot]", "coderabbit", is_person=False)),
        ("CODERABBITAI[Bot]", True, Reviewer("CODERABBITAI[Bot]", "coderabbit", is_person=False)),
        ("acme-llm", True, Reviewer("acme-llm", None, is_person=False)),
        ("acme-", True, Reviewer("acme-", None, is_person=False)),
        ("Carol", False, Reviewer("Carol", None, is_person=True)),
        ("odd[x]", False, Reviewer("odd[x]", None, is_person=True)),
        ("robot", True, Reviewer("robot", None, is_person=False)),
        ("acme-llm", False, None),
        ("robot", False, None),
        ("oddx", False, None),
        ("carol[bot][bot]", True, None),
        ("notcarol", False, None),
        ("dave", False, None),
        ("copilot", True, None),
        ("", True, None),
        ("[bot]", True, None),
    ],
)
def test_listed(login: str, is_bot: bool, expected: Reviewer | None) -> None:
    """
    A login counts where a rule has it; patterns and kinds are for bots only.
    """
    assert reviewer_for(settings(LISTED), login, is_bot, is_self=False) == expected


def test_every_bot() -> None:
    """
    `kind: bot` takes every bot, read as its login tells, and no person.
    """
    config = settings("reviewers: [{kind: bot}]")

    assert reviewer_for(config, "somebody", True, is_self=False) == Reviewer("somebody", None, is_person=False)
    assert reviewer_for(config, "Copilot", True, is_self=False) == Reviewer("Copilot", "copilot", is_person=False)
    assert reviewer_for(config, "somebody", False, is_self=False) is None


def test_first_rule_counts() -> None:
    """
    Of two rules that match the first one counts.
    """
    config = settings("reviewers: [{match: a, dialect: codex}, {match: a, dialect: copilot}]")

    found = reviewer_for(config, "a", True, is_self=False)

    assert found is not None
    assert found.dialect == "codex"


def test_without_rules() -> None:
    """
    Without the key the bots that are known by name count, but not a person of that name; with an empty list nobody does.
    """
    config = settings("")

    assert reviewer_for(config, "coderabbitai[bot]", True, is_self=False) == Reviewer(
        "coderabbitai[bot]", "coderabbit", is_person=False
    )
    assert reviewer_for(config, "coderabbitai", False, is_self=False) is None
    assert reviewer_for(config, "somebody[bot]", True, is_self=False) is None
    assert reviewer_for(settings("reviewers: []"), "coderabbitai[bot]", True, is_self=False) is None


@given(st.text(), st.booleans(), st.sampled_from(["", LISTED, "reviewers: [{match: '*'}, {kind: bot}]"]))
def test_never_ourselves(login: str, is_bot: bool, text: str) -> None:
    """
    Our own account never counts, whatever is configured, and a person never by a pattern.
    """
    config = settings(text)

    assert reviewer_for(config, login, is_bot, is_self=True) is None
    if "kind: bot" in text and "carol" not in text:
        assert reviewer_for(config, login, False, is_self=False) is None
