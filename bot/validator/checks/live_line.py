"""
live-line: the finding says what a line of code does.

Why: reviewers read commented-out statements and prose in comments as running code, and draw conclusions from them.
Blind spot: a wrong line number alone is no error; where the named thing is live elsewhere, it is left alone.
"""

from bot.code.quotes import TextIndex
from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import ShadowCode
from bot.model.place import Extent, Rung, Side
from bot.validator.calls import is_certain
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong, weak
from bot.validator.scene import Scene
from bot.validator.words import lines_of

_SIGNS = (
    ("assign", "="),
    ("set", "="),
    ("return", "return"),
    ("rais", "raise"),
    ("assert", "("),
    ("assert", "assert"),
    ("call", "("),
    ("invok", "("),
    ("check", "("),
    ("creat", "("),
    ("print", "("),
    ("log", "("),
)
"""What commented-out code must hold to be what the verb of the claim speaks of."""
_MENTIONS_COMMENT = ("comment", "disabled", "inactive", "dead", "todo", "fixme", "docstring", "blank", "empty")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The line is live and holds what is named: the premise holds, which alone is no defect."""
    index, place, path = _index(claim, scene), claim.location.extent, claim.location.path
    name = last_part(claim.subject)
    if index is None or place is None or path is None or not name:
        return None
    found = [line for line in index.words.get(name, ()) if line in place]
    return strong(f"`{claim.subject}` stands at line {found[0]}", at(path, found[0])) if found else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The line lies outside the file, or is commented out or prose, and what is named is not live elsewhere."""
    index, path = _index(claim, scene), claim.location.path
    if index is None or path is None or any(word in claim.words for word in _MENTIONS_COMMENT):
        return None
    if claim.location.rung is Rung.COMMENTED_OUT and claim.location.extent:
        return _dead(index, path, claim.location.extent, claim)
    said = lines_of(claim.claimed)
    if said is None:
        return None
    if said.start > len(index.source.lines):
        is_lost = claim.location.start_line is None and last_part(claim.subject) not in index.words
        outside = is_lost and is_certain(claim, scene)
        return proof(f"`{path}` has only {len(index.source.lines)} lines") if outside else None
    if claim.location.extent is None or not claim.location.extent.overlaps(said) or _has_live(index, said):
        return None
    return _dead(index, path, said, claim) or _prose(index, path, said, claim)


def note(claim: Claim, scene: Scene) -> Seen | None:
    """Say what the claimed line is when it is not code."""
    index, said, path = _index(claim, scene), lines_of(claim.claimed), claim.location.path
    if index is None or said is None or path is None or said.start > len(index.source.lines) or _has_live(index, said):
        return None
    what = "a comment or docstring" if index.source.lines[said.start - 1].strip() else "blank"
    return weak(f"line {said.start} is {what}", at(path, said.start))


def _index(claim: Claim, scene: Scene) -> TextIndex | None:
    path = claim.location.path
    return scene.lookup.index(path) if path and claim.location.side is Side.NEW else None


def _has_live(index: TextIndex, lines: Extent) -> bool:
    return any(index.is_live(line) for line in range(lines.start, min(lines.end, lines.start + 200) + 1))


def _dead(index: TextIndex, path: str, lines: Extent, claim: Claim) -> Seen | None:
    """The lines are commented-out code that does what the words say, and the same code is not live elsewhere."""
    shadow = _shadow(index, lines)
    if shadow is None or index.stands(shadow.text):
        return None
    name = last_part(claim.subject)
    if name and name not in shadow.text:
        return None
    verb = claim.value.lower()
    if not name and not any(verb.startswith(said) and sign in shadow.text for said, sign in _SIGNS):
        return None
    is_one = shadow.lines.start == shadow.lines.end
    where = f"line {shadow.lines.start} is" if is_one else f"lines {shadow.lines.start}-{shadow.lines.end} are"
    return proof(f"{where} commented out, nothing runs there", at(path, shadow.lines))


def _shadow(index: TextIndex, lines: Extent) -> ShadowCode | None:
    facts = index.source.facts
    found = [shadow for shadow in facts.shadow if shadow.lines.overlaps(lines)] if facts else []
    return found[0] if found else None


def _prose(index: TextIndex, path: str, lines: Extent, claim: Claim) -> Seen | None:
    """The line is a comment, and the named thing stands in no live line of the file."""
    name = last_part(claim.subject)
    text = index.source.lines[lines.start - 1].strip()
    if not name or not text or name in index.words:
        return None
    return proof(f"line {lines.start} is a comment or docstring, and `{name}` is live nowhere here", at(path, lines))


_TEST = """def test_total(shop):
    shop.add(2)
    # assert shop.total() == 2
    shop.close()
    # The total is checked by check_total,
    # which the nightly run calls.
"""

CHECK = Check(
    kind="live-line",
    confirm=confirm,
    refute=refute,
    note=note,
    examples=(
        shows(
            "commented out",
            says("The problem is at line 3, where the code is trying to assert that the total is right."),
            python(_TEST),
            Verdict.REFUTED,
            (3, 3),
        ),
        shows(
            "prose",
            says("Line 5 calls `check_total` without closing the shop, which is wrong."),
            python(_TEST),
            Verdict.REFUTED,
            (5, 5),
        ),
        shows(
            "outside the file",
            says("Line 500 asserts the wrong total.", path="app.py"),
            python(_TEST),
            Verdict.REFUTED,
        ),
        shows(
            "live",
            says("Line 4 calls `shop.close` before the total is checked, which is wrong."),
            python(_TEST),
            Verdict.PLAUSIBLE,
            (4, 4),
        ),
        shows(
            "live elsewhere",
            says("Line 3 calls `shop.close` before the total is checked, which is wrong."),
            python(_TEST),
            Verdict.PLAUSIBLE,
            (4, 4),
        ),
        abstains("blank or prose without a name", says("Line 5 asserts the wrong total."), python(_TEST)),
        silent("praise", says("Line 3 looks good."), python(_TEST)),
    ),
)
