"""Findings with fixes, made by hand: the blocks of a text become fix claims, as the parser would make them."""

import re

from bot.model.claim import Claim, CodeBlock, Role, Span
from bot.model.evidence import Verdict
from bot.model.finding import Finding
from bot.model.place import Claimed, Location, Rung
from bot.validator.fixes import FixJudgement, judge_fixes
from bot.validator.fixes.flips import Examine
from bot.validator.scene import Scene
from bot.validator.verdicts import verdict_of_claim
from tests.fakes import MemoryCode

PATH = "app.py"
_FENCE = re.compile(r"```([\w:+-]*)\n(.*?)```", re.DOTALL)


def finding(text: str, *, line: int | None = None, end: int | None = None, **given: object) -> Finding:
    """A finding whose every fenced block is a proposed fix; `line` is where it was commented."""
    place = Location(PATH, line, end or line, rung=Rung.LINE if line else Rung.SOLE_FILE)
    blocks: list[CodeBlock] = []
    for found in _FENCE.finditer(text):
        lead = text[: found.start()].rstrip().rsplit("\n", 1)[-1]
        span = Span(found.start(2), found.end(2))
        code = found.group(2).removesuffix("\n")
        blocks.append(CodeBlock(code, span, found.group(1), lead, found.group(1).startswith("suggestion")))
    claimed = Claimed(PATH, line, end or line) if line else Claimed()
    claims = tuple(
        Claim(f"f{at}", "suggested-fix", Role.FIX, block.lead, block.span, code=block, location=place, claimed=claimed)
        for at, block in enumerate(blocks, 1)
    )
    fields = {
        "kind": "missing-error-handling",
        "claims": claims,
        "blocks": tuple(blocks),
        "location": place,
        "claimed": claimed,
    }
    return Finding("r.md", "r", "t", quote=text, span=Span(0, len(text)), **{**fields, **given})  # type: ignore[arg-type]


def in_words(old: str, new: str, words: str = "Replace it.", line: int | None = None) -> Finding:
    """A finding whose fix is a replacement that is named in words."""
    place = Location(PATH, line, line, rung=Rung.LINE if line else Rung.SOLE_FILE)
    claim = Claim(
        "f1", "suggested-fix", Role.FIX, words, Span(0, 1), subject=old, value=new, words=words.lower(), location=place
    )
    return finding(words, line=line, claims=(claim,))


def judge(found: Finding, old: str, examine: Examine | None = None, **others: str) -> FixJudgement:
    """What is said of the finding's fixes in a tree with `app.py` and other modules."""
    tree = {PATH: old, **{f"{name}.py": text for name, text in others.items()}}
    return judge_fixes(found, Scene(MemoryCode(tree)), examine)


def verdict(judged: FixJudgement, claim: str = "f1") -> Verdict:
    """The verdict of a fix, or of one of its statements."""
    return verdict_of_claim(claim, judged.evidence)


def seen(judged: FixJudgement, claim: str = "f1") -> list[str]:
    """What speaks for or against a fix, by the name of the check."""
    return [row.check for row in judged.evidence if row.claim == claim and row.outcome != "neutral"]
