"""References to changes: read, written, refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.model.change_ref import ChangeRef


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("github:owner/name#12", ChangeRef("github", "owner/name", 12, "#")),
        ("my-ghe:an_org/a.b-c_d#1", ChangeRef("my-ghe", "an_org/a.b-c_d", 1, "#")),
        ("gerrit:project~1234", ChangeRef("gerrit", "project", 1234, "~")),
        ("gerrit:a/b c~d/e~7".replace(" ", "+"), ChangeRef("gerrit", "a/b+c~d/e", 7, "~")),
    ],
)
def test_both_ways(text: str, expected: ChangeRef) -> None:
    """
    A reference is read into its parts and written the same again.
    """
    assert ChangeRef.parse(text) == expected
    assert str(expected) == text
    assert text.endswith(expected.place)


@pytest.mark.parametrize(
    "text",
    [
        "", "github", "owner/name#12", ":owner/name#12", "github:", "github:owner#12", "github:owner/name", "github:owner/name#0",
        "github:owner/name#012", "github:owner/name#-1", "github:owner/name#1x", "github:owner/name/more#1", "github:../name#1",
        "github:owner/..#1", "github:owner/na me#1", "https://github.com/owner/name/pull/12", "1:owner/name#1", "gerrit:~12",
        "gerrit:/abs~12", "gerrit:a//b~12", "gerrit:a/../b~12", "gerrit:project~", "gerrit:pro ject~1", "gerrit:a\nb~1", "HEAD~3..HEAD",
        "gerrit:project~１２", "github:owner/name#12\n", "github:" + "a" * 700 + "/b#1", "\x1b[31m:x", "github:owner/name#" + "9" * 40,
    ],
)  # fmt: skip
def test_nonsense(text: str) -> None:
    """
    Anything else is refused in one short sentence that shows the two right forms.
    """
    with pytest.raises(Refused) as refusal:
        ChangeRef.parse(text)

    sentence = str(refusal.value)
    assert "\n" not in sentence
    assert "\x1b" not in sentence
    assert len(sentence) < 250
    assert "owner/name#12" in sentence


@given(st.one_of(st.text(), st.text("ab:/#~.1 -\n")))
def test_any_text(text: str) -> None:
    """
    Any text is a change that is written as it was read, or is refused.
    """
    try:
        found = ChangeRef.parse(text)
    except Refused:
        return

    assert str(found) == text


@pytest.mark.parametrize("number", [0, -1, 10**20])
def test_numbers(number: int) -> None:
    """
    A reference with an impossible number can't be made.
    """
    with pytest.raises(Refused):
        ChangeRef("github", "owner/name", number)


def test_canonical() -> None:
    """
    GitHub's names have one spelling by which they are kept, in lower case; Gerrit's are kept as they are.
    """
    assert str(ChangeRef.parse("github:ACME/Widgets#7").canonical) == "github:acme/widgets#7"
    assert str(ChangeRef.parse("gerrit:Team/App~7").canonical) == "gerrit:Team/App~7"
