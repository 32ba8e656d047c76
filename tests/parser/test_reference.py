"""What "it", "the function" and "neither" stand for: one name of the words before, or none."""

import pytest

from bot.model.review import ProposedReview
from bot.parser.parse import parse


def named(text: str) -> set[tuple[str, str]]:
    """The kind and subject of each claim of a review's body that names something."""
    findings = parse(ProposedReview("r", "somebody", body=text)).findings
    return {(claim.kind, claim.subject) for one in findings for claim in one.claims if claim.subject}


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("`os` is imported at the top. It is never used.", "unused-import", "os"),
        ("The module imports `os`. This import is unused.", "unused-import", "os"),
        ("Remove the `os` import. It's never used.", "unused-import", "os"),
        ("`os` is imported, yet the import is not used anywhere.", "unused-import", "os"),
        ("Unused import: `os`. This is imported but never used.", "unused-import", "os"),
        ("I noticed that `os` is being imported. It doesn't appear to be used anywhere.", "unused-import", "os"),
        ("Line 2: `import os` - it is never used.", "unused-import", "os"),
        ("```python\nimport os\n```\nThis import is never used.", "unused-import", "os"),
        ("`load` takes a `mode` parameter. It is never used.", "unused-parameter", "mode"),
        ("`load` has a parameter `mode`. It's ignored.", "unused-parameter", "mode"),
        ("`load` accepts a `mode` argument. However, this argument is never used.", "unused-parameter", "mode"),
        ("In `load`, the variable `rows` is assigned. It is not used afterwards.", "unused-variable", "rows"),
        ("`put` assigns `extra`. That variable is unused.", "unused-variable", "extra"),
        ("`LIMIT` is set to 30 and it is never used.", "unused-variable", "LIMIT"),
        ("`Cache.put` stores the value. It's missing a docstring, too.", "missing-docstring", "Cache.put"),
        ("### `load`\n\n- It has no docstring.", "missing-docstring", "load"),
        ("Look at `load`. The function has no docstring. It also lacks type hints.", "missing-annotation", "load"),
        ("The class `Cache` has two methods. It has no docstring.", "missing-docstring", "Cache"),
        ("`data` is opened in `load`. It's never closed.", "unclosed-resource", "data"),
        ("`json` and `os` are imported. Neither is used.", "unused-import", "os"),
        ("`load` and `put` are too long. Both lack docstrings.", "missing-docstring", "load"),
        ("Functions `load` and `put` do too much. They also lack docstrings.", "missing-docstring", "put"),
        ("`load` and `put` - neither has a docstring.", "missing-docstring", "put"),
    ],
)
def test_taken_over(text: str, kind: str, subject: str) -> None:
    """
    A statement about "it" is one about the only name before it that fits.
    """
    assert (kind, subject) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "The server is created with `client`. It is never used.",
        "`load` calls `parse`. It raises ValueError.",
        "`rows` is passed to `put`. The variable is unused.",
        "The test calls `load`. The test has no docstring.",
        "`load` reads the rows. This could be unused.",
        "The call to `put` and the call to `flush` differ. The call is made twice.",
        "`read` uses `json`. The function is imported but never used.",
        "The class has two methods. Neither has a docstring.",
        "- `load` is slow.\n- It is never used.",
        "`send` replaces `old_send`. The method is never called.",
        "`load` opens a file with `reader`. It is never closed.",
    ],
)
def test_left_alone(text: str) -> None:
    """
    Where no name fits, or several do, nothing is taken over.
    """
    kinds = {kind for kind, _ in named(text)}

    assert not kinds & {
        "unused-import",
        "unused-variable",
        "unused-parameter",
        "missing-docstring",
        "absent-call",
        "unclosed-resource",
    }


def test_title() -> None:
    """
    The title names what the words stand for.
    """
    found = parse(ProposedReview("r", "somebody", body="`os` is imported. It is never used anywhere.")).findings

    assert [one.title for one in found] == ["`os` is never used anywhere"]
