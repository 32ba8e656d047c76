"""
missing-comment: the finding says that a definition or a statement has no comment.

Why: a request for comments costs a reader time, and is often made right beside one.
Blind spot: whether a comment that is there says anything useful is a matter of opinion.
"""

from bot.code import queries
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Comment, SourceFile
from bot.model.place import Extent
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene

_WORDS = 3
"""Words that make a comment an explanation rather than a mark."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a definition without any comment in it or directly above."""
    found, source = scene.definition(claim), scene.source(claim)
    if found is None or source is None or source.facts is None or found.docstring is not None:
        return None
    if _comments(source, Extent(found.lines.start - 3, found.lines.end)):
        return None
    return proof(f"`{found.name}` has no comment in it or above it", at(source.path, found.header))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show the comments in the definition, or those that introduce the statement."""
    source = scene.source(claim)
    if source is None or source.facts is None:
        return None
    found = scene.definition(claim)
    if found is not None:
        inside = _comments(source, found.lines) or _comments(source, Extent(found.lines.start - 2, found.lines.start))
        return (
            proof(f"`{found.name}` has a comment", *(at(source.path, one.lines) for one in inside[:3]))
            if inside
            else None
        )
    line = _statement(claim, scene)
    if line is None:
        return None
    above = [one for one in _comments(source, queries.paragraph(source, line)) if one.lines.start <= line]
    return (
        proof("a comment stands in the same paragraph", *(at(source.path, one.lines) for one in above[-3:]))
        if above
        else None
    )


def _statement(claim: Claim, scene: Scene) -> int | None:
    """The line of the statement that is meant: the sole live call of the subject, else the claim's own line."""
    if claim.subject:
        calls = scene.calls(claim)
        return calls[0].statement.start if len(calls) == 1 else None
    return claim.location.start_line


def _comments(source: SourceFile, extent: Extent) -> list[Comment]:
    """Comments in prose between two lines; commented-out code and bare marks are none."""
    facts = source.facts
    if facts is None:
        return []
    found = [one for one in facts.comments if one.lines.overlaps(extent) and not one.is_code]
    return [one for one in found if len(one.text.split()) >= _WORDS]


CHECK = Check(
    kind="missing-comment",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "none", says("`load` has no comments."), python("def load():\n    return 1\n"), Verdict.CONFIRMED, (1, 1)
        ),
        shows(
            "one inside",
            says("`load` does not have any comments."),
            python("def load():\n    # The first row is a header.\n    return 1\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "one above the call",
            says("Add a comment to explain `send`."),
            python("import a\n\n# The line may be busy at first.\na.send()\n"),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains("not in this file", says("`load` has no comments."), python("x = 1\n")),
        abstains("only a docstring", says("`load` has no comments."), python('def load():\n    """Rows."""\n')),
        silent("praise", says("`load` has helpful comments."), python("def load():\n    return 1\n")),
    ),
)
