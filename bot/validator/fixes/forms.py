"""Reads what a fix claim proposes: its block, the block that it replaces, or a replacement that is named in words."""

import re
from dataclasses import replace

from bot.code.apply import Proposal, dedented
from bot.model.claim import Claim, CodeBlock, Role
from bot.model.facts import Definition
from bot.model.finding import Finding
from bot.validator.scene import Scene

_BEFORE = re.compile(
    r"\b(?:current(?:ly)?|before|original(?:ly)?|existing|old|instead of|rather than|bad|wrong|incorrect|problematic"
    r"|vulnerable|change from|replace (?:this|the following)|as is|present)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:after|should|fix(?:e[sd])?|correct(?:ed)?|suggest(?:ed|ion)?|recommend(?:ed|ation)?"
    r"|propos(?:ed|al)|chang(?:e|ed) to"
    r"|to|with|use|good|better|improved?|new|updated?|instead)\b",
    re.IGNORECASE,
)
_SPLIT_BEFORE = re.compile(
    r"^\s{0,20}(?:#|//)\s{0,3}(?:before|current|original|old|bad|wrong|instead of|❌)\b", re.IGNORECASE
)
_SPLIT_AFTER = re.compile(
    r"^\s{0,20}(?:#|//)\s{0,3}(?:after|new|fix(?:ed)?|good|better|suggested|correct|✅)\b", re.IGNORECASE
)
_RENAME = re.compile(r"\brenam", re.IGNORECASE)


def is_fix(claim: Claim) -> bool:
    """Whether a claim proposes code, in a block or as a replacement named in words."""
    if claim.role is not Role.FIX:
        return False
    return claim.code is not None or (claim.kind == "suggested-fix" and bool(claim.subject and claim.value))


def is_rename(claim: Claim) -> bool:
    """Whether a replacement in words is meant for every occurrence of a name."""
    return bool(_RENAME.search(claim.words or claim.quote))


def shows_current(claim: Claim, finding: Finding) -> bool:
    """Whether the block is introduced as the present code and another follows it that is not."""
    block = claim.code
    if block is None or block.is_suggestion:
        return False
    after = _neighbour(finding, block, 1)
    return after is not None and _is_before(block) and not _is_before(after)


def proposal_of(claim: Claim, finding: Finding, scene: Scene, path: str) -> Proposal | None:
    """The claim's block as something to apply; None for a replacement in words."""
    block = claim.code
    if block is None:
        return None
    text, before = _split(block.text)
    if before is None:
        earlier = _neighbour(finding, block, -1)
        if earlier is not None and not block.is_suggestion and _is_before(earlier) and _is_after(block):
            before = earlier.text
    plain = Proposal(text, block.info.strip(), block.is_suggestion, before)
    return replace(plain, definitions=_definitions(scene, path, text))


def _definitions(scene: Scene, path: str, text: str) -> tuple[Definition, ...]:
    read = scene.reading(path, dedented(text))
    if read is None or read.facts is None or read.facts.fault is not None:
        return ()
    return read.facts.definitions


def _neighbour(finding: Finding, block: CodeBlock, step: int) -> CodeBlock | None:
    at = next((at for at, found in enumerate(finding.blocks) if found.span == block.span), None)
    if at is None or not 0 <= at + step < len(finding.blocks):
        return None
    return finding.blocks[at + step]


def _is_before(block: CodeBlock) -> bool:
    found = list(_BEFORE.finditer(block.lead))
    return bool(found) and not _AFTER.search(block.lead[found[-1].end() :])


def _is_after(block: CodeBlock) -> bool:
    return not block.lead or bool(_AFTER.search(block.lead)) or not _is_before(block)


def _split(text: str) -> tuple[str, str | None]:
    """A block that shows both versions, each under a comment, as (after, before)."""
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not _SPLIT_BEFORE.match(lines[start]):
        return text, None
    middle = next((at for at in range(start + 1, len(lines)) if _SPLIT_AFTER.match(lines[at])), None)
    if middle is None or middle == start + 1 or middle + 1 >= len(lines):
        return text, None
    # Blank lines keep the second half at its own lines of the block.
    return "\n" * (middle + 1) + "\n".join(lines[middle + 1 :]), "\n".join(lines[start + 1 : middle]).rstrip("\n")
