"""
quoted-code: the finding says that certain code stands in the change.

Why: a finding about code that is nowhere, or only commented out, speaks of something that does not run.
Blind spot: code told from memory, shortened or rewritten is still alike; only a foreign quote counts as absent.
"""

import re

from bot.code.quotes import QuoteHit, clean_quote, squeeze
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.place import Extent, Rung, Side
from bot.validator.calls import proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, strong
from bot.validator.scene import Scene
from bot.validator.words import is_code, lines_of

_FOREIGN = 60.0
_SHORTEST = 20
_FEWEST_TOKENS = 3
_MOST_FILES = 20
_MOST_LINES = 40_000
_MOST_HITS = 200
_TOKEN = re.compile(r"\w+|[^\w\s]")
_NAME = re.compile(r"[A-Za-z_]\w{4,}")
_ELIDED = re.compile(r"\.\.\.|…|<\w+>")
_OTHER_FILE = re.compile(
    r"\b[\w-]+\.(?:py|[jt]sx?|go|java|kt|rs|c|h|cc|cpp|hpp|cs|rb|php|sql|html?|css|json|ya?ml|toml|xml|md)\b"
)
_MENTIONS_COMMENT = ("comment", "disabled", "inactive", "dead", "todo", "fixme", "docstring", "leftover", "unused")
_FOUND = (Rung.EXACT_QUOTE, Rung.MOVED_QUOTE, Rung.NEAR_QUOTE)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The quote stands in live lines: the premise holds, which alone is no defect."""
    path, hit = claim.location.path, _hit(claim, scene)
    if path is None or hit is None or hit.rung not in _FOUND or claim.location.side is not Side.NEW:
        return None
    return strong("the quoted code stands here", at(path, hit.extent))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The quote stands only in a comment, or nowhere in head, base and tree and is like nothing there."""
    quote = _quote(claim)
    if len(quote) < _SHORTEST or len(_TOKEN.findall(quote)) < _FEWEST_TOKENS or claim.location.side is Side.OLD:
        return None
    hit = _hit(claim, scene)
    if hit is not None and hit.rung is Rung.COMMENTED_OUT:
        return _dead(claim, hit.extent, scene)
    if hit is not None or proposes(claim) or _ELIDED.search(quote):
        return None
    if _names_other_file(claim) or not _is_foreign(quote, scene):
        return None
    return proof("the quoted code stands nowhere, neither in the change nor in the rest of the tree")


def _hit(claim: Claim, scene: Scene) -> QuoteHit | None:
    """Where the claim's own quote stands in its file, whatever else the words quote beside it."""
    index = scene.lookup.index(claim.location.path, claim.location.side) if claim.location.path else None
    quote = _quote(claim)
    return index.find(quote, claim.location.extent) if index is not None and quote else None


def _names_other_file(claim: Claim) -> bool:
    named = _OTHER_FILE.findall(claim.quote)
    return any(name not in (claim.location.path or "") for name in named)


def _quote(claim: Claim) -> str:
    if claim.code is not None:
        return clean_quote(claim.code.text)
    return claim.value if is_code(claim.value) else ""


def _dead(claim: Claim, place: Extent, scene: Scene) -> Seen | None:
    """Commented-out code that is quoted as if it ran: with a line number, and no word about comments."""
    path = claim.location.path
    lead = claim.code.lead.lower() if claim.code else ""
    if path is None or lines_of(claim.claimed) is None or "«" in lead:
        return None
    if any(word in claim.words or word in lead for word in _MENTIONS_COMMENT):
        return None
    index = scene.lookup.index(path)
    facts = index.source.facts if index else None
    if facts is None or not any(shadow.lines.overlaps(place) for shadow in facts.shadow):
        return None
    return proof("the quoted code stands only in a comment and does not run", at(path, place))


def _is_foreign(quote: str, scene: Scene) -> bool:
    """Whether no changed file has anything like the quote, before or after, and no file of the tree has its lines."""
    paths = [(file.path, file.old_path or file.path) for file in scene.changed() if not file.is_binary]
    if len(paths) > _MOST_FILES:
        return False
    indexes = [scene.lookup.index(new) for new, _ in paths] + [scene.lookup.index(old, Side.OLD) for _, old in paths]
    known = [index for index in indexes if index is not None]
    if not known or any(index.source.facts is None for index in known):
        return False
    if sum(len(index.source.lines) for index in known) > _MOST_LINES:
        return False
    if any(index.holds(quote) or index.is_like(quote, _FOREIGN) for index in known):
        return False
    return not _is_in_tree(quote, scene)


def _is_in_tree(quote: str, scene: Scene) -> bool:
    """Whether a line of the quote stands somewhere in the tree; a doubt counts as yes."""
    line = max(quote.split("\n"), key=len)
    names = sorted(set(_NAME.findall(line)), key=lambda name: (-len(name), name))[:1]
    if not names:
        return True
    hits = scene.words(names[0])
    return len(hits) >= _MOST_HITS or any(squeeze(line) in squeeze(hit.text) for hit in hits)


_CODE = "def load(path):\n    # rows = parse(path, strict=True)\n    rows = parse(path)\n    return rows\n"

CHECK = Check(
    kind="quoted-code",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "commented out",
            says("Line 2:\n```python\nrows = parse(path, strict=True)\n```\nThis call fails for old files."),
            python(_CODE),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "nowhere",
            says("The statement `connection.execute(query % user_name)` is vulnerable."),
            python(_CODE),
            Verdict.REFUTED,
        ),
        shows(
            "there",
            says("The statement `rows = parse(path)` is slow for large files."),
            python(_CODE),
            Verdict.PLAUSIBLE,
            (3, 3),
        ),
        shows(
            "beside a quote that is there",
            says(
                "`rows = parse(path)`\n\nThe statement `connection.execute(query % user_name)` is vulnerable.", line=3
            ),
            python(_CODE),
            Verdict.REFUTED,
        ),
        abstains("nearly there", says("The statement `rows = parse_all(path)` is slow."), python(_CODE)),
        abstains(
            "before the change",
            says("The statement `connection.execute(query % user_name)` is missing its escape."),
            python(_CODE, base="connection.execute(query % user_name)\n"),
        ),
    ),
)
