"""What is cut as a secret, and what stays."""

import pytest

from bot.model.secrets import cut_secrets

HIDDEN = "Zm9v" + "Q7xK2pLw9RtY4vB1nM6s"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('password = "hunter2"', 'password = "[cut]"'),
        ("db_password: str = 'hunter2'", "db_password: str = '[cut]'"),
        ('{"api_key": "abc"}', '{"api_key": "[cut]"}'),
        ('connect(token=b"abc", port=1)', 'connect(token=b"[cut]", port=1)'),
        ("DB_PASSWORD=hunter2 run", "DB_PASSWORD=[cut] run"),
        ("key " + "AKIA" + "ABCDEFGHIJKLMNOP", "key [cut]"),
        ("gh" + "p_" + "a" * 36, "[cut]"),
        ("https://user:pass@host/x", "https://user:[cut]@host/x"),
        ("Authorization: Bearer abcdefghijklmnopqrst", "Authorization: Bearer [cut]"),
        (f"see {HIDDEN}", "see [cut]"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nafter", "[cut]\nafter"),
        ("-----BEGIN PRIVATE KEY-----\nMIIB", "[cut]"),
    ],
)
def test_secrets(text: str, expected: str) -> None:
    """A suspected secret is cut, and what surrounds it stays."""
    assert cut_secrets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "token = self.token",
        "the token `refresh_count` is unused",
        'password = ""',
        "packages/service/tests/unit/test_issue_1234567.py",
        "assertRaisesRegexpWhenTheSecondArgument2IsMissing",
        "0123456789abcdef0123456789abcdef01234567",
    ],
)
def test_no_secrets(text: str) -> None:
    """Names, paths, commit ids and code without a literal stay as they are."""
    assert cut_secrets(text) == text
