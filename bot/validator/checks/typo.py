"""
typo: the finding says that a word is misspelt and should be another.

Why: reviewers copy the right spelling into both places, or name a word that is not there.
Blind spot: which of two spellings is right is not decided, only that the wrong one is there.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.place import Side
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.scene import Scene


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the wrong form at the place, where the right one differs from it."""
    source = scene.source(claim)
    if source is None or not claim.subject or not claim.value or claim.subject == claim.value:
        return None
    found = [
        n for n, line in enumerate(source.lines, 1) if re.search(rf"(?<!\w){re.escape(claim.subject)}(?!\w)", line)
    ]
    line = claim.location.start_line
    if line is not None:
        found = sorted(found, key=lambda n: abs(n - line))
    return strong(f"`{claim.subject}` stands here", at(source.path, found[0])) if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the wrong form is nowhere in the tree, head or base; or that both spellings are the same plain word."""
    source = scene.source(claim)
    if source is None or not claim.subject or not claim.value:
        return None
    if claim.subject == claim.value:
        return proof(f"both spellings are `{claim.subject}`") if claim.subject.isidentifier() else None
    if len(claim.subject) < 4 or not claim.subject.isidentifier():
        return None
    wrong = claim.subject.lower()
    if wrong in source.text.lower() or scene.words(claim.subject) or _is_in_base(claim, scene, wrong):
        return None
    return proof(
        f"`{claim.subject}` is nowhere in this file or in the repository", at(source.path, claim.location.extent or 1)
    )


def _is_in_base(claim: Claim, scene: Scene, word: str) -> bool:
    changed = scene.change_of(claim.location.path or "")
    old = scene.file(changed.old_path or changed.path, Side.OLD) if changed else None
    return old is not None and word in old.text.lower()


CHECK = Check(
    kind="typo",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "there",
            says("Typo: `recieve` should be `receive`.", line=1),
            python("def recieve():\n    pass\n"),
            Verdict.PLAUSIBLE,
            (1, 1),
        ),
        shows(
            "nowhere",
            says("Typo: `recieve` should be `receive`.", line=1),
            python("def receive():\n    pass\n"),
            Verdict.REFUTED,
        ),
        shows(
            "the same word", says("Typo: `token` should be `token`.", line=1), python("token = 1\n"), Verdict.REFUTED
        ),
        abstains(
            "no second spelling",
            says("There is a typo: should be `receive`.", line=1),
            python("def recieve():\n    pass\n"),
        ),
    ),
)
