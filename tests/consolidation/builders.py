"""Judged findings, parsed reviews and claims for tests of consolidation: a test names only what matters."""

from collections.abc import Iterable, Sequence

from bot.consolidation import Weights
from bot.model.claim import Claim, CodeBlock, Quantifier, Role, Span
from bot.model.evidence import Evidence, JudgedClaim, JudgedFinding, Outcome, Strength, Suggestion, Verdict
from bot.model.finding import Finding, Label, ParsedReview, Segment, Severity
from bot.model.place import Lines, Location, Rung
from bot.model.review import ProposedReview

PATH = "shop/cart.py"
WEIGHTS = Weights(
    evidence={
        "supports:proof": 3.0,
        "supports:strong": 1.2,
        "supports:weak": 0.5,
        "disproves:proof": -3.0,
        "disproves:weak": -0.5,
    }
)


def said(
    quote: str,
    kind: str = "other",
    *,
    role: Role = Role.PREDICATE,
    verdict: Verdict = Verdict.UNVERIFIABLE,
    at: int | tuple[int, int] | None = None,
    rung: Rung = Rung.SYMBOL,
    **given: object,
) -> JudgedClaim:
    """A judged claim; its id is given by `judged`."""
    code = given.pop("code", None)
    fields: dict[str, object] = {"span": Span(0, len(quote)), "words": quote.lower(), "location": place(at, rung)}
    if isinstance(code, str):
        fields["code"] = CodeBlock(code, Span(0, len(code)))
    return JudgedClaim(Claim("", kind, role, quote, **{**fields, **given}), verdict)  # type: ignore[arg-type]


def judged(
    review: str,
    claims: JudgedClaim | Sequence[JudgedClaim],
    *,
    verdict: Verdict | None = None,
    quote: str | None = None,
    shows: Iterable[tuple[int, Outcome, Strength, tuple[int, int]]] = (),
    **given: object,
) -> JudgedFinding:
    """A judged finding of one review. `shows`: evidence as (number of the claim from 1, outcome, strength, lines)."""
    own = [claims] if isinstance(claims, JudgedClaim) else list(claims)
    numbered = [_numbered(one, index) for index, one in enumerate(own, start=1)]
    core = next((one for one in numbered if one.claim.role is Role.PREDICATE), numbered[0])
    text = quote if quote is not None else " ".join(one.claim.quote for one in numbered)
    suggestions = given.pop("suggestions", ())
    restates = given.pop("restates", ())
    start = given.pop("start", 0)
    assert isinstance(start, int)
    fields: dict[str, object] = {
        "reviewer": review.removesuffix(".md"),
        "title": text[:80],
        "kind": core.claim.kind,
        "span": Span(start, start + len(text)),
        "location": core.claim.location,
    }
    finding = Finding(
        review=review,
        quote=text,
        claims=tuple(one.claim for one in numbered),
        **{**fields, **given},  # type: ignore[arg-type]
    )
    return JudgedFinding(
        finding=finding,
        verdict=core.verdict if verdict is None else verdict,
        claims=tuple(numbered),
        evidence=tuple(_evidence(numbered, *one) for one in shows),
        suggestions=suggestions if isinstance(suggestions, tuple) else (),
        restates=restates if isinstance(restates, tuple) else (),
    )


def parsed(
    name: str, *findings: JudgedFinding, says_clean: str | None = None, opening: str = "", **given: object
) -> ParsedReview:
    """A parsed review; `opening` is a first sentence that is no finding."""
    body = opening + " ".join(one.finding.quote for one in findings)
    review = ProposedReview(name, str(given.pop("reviewer", name.removesuffix(".md"))), body, **given)  # type: ignore[arg-type]
    segments = (Segment(Span(0, len(opening)), Label.NOISE, "preamble"),) if opening else ()
    return ParsedReview(review, tuple(one.finding for one in findings), segments, says_clean)


def reviews_of(findings: Iterable[JudgedFinding]) -> list[ParsedReview]:
    """One parsed review for each name in the findings."""
    own: dict[str, list[JudgedFinding]] = {}
    for one in findings:
        own.setdefault(one.finding.review, []).append(one)
    return [parsed(name, *members, reviewer=members[0].finding.reviewer) for name, members in own.items()]


def place(at: int | tuple[int, int] | None, rung: Rung = Rung.SYMBOL) -> Location:
    """A location in the file that boring findings speak of; without lines, the file as a whole."""
    if at is None:
        return Location(PATH, rung=Rung.FILE)
    start, end = at if isinstance(at, tuple) else (at, at)
    return Location(PATH, start, end, rung=rung, in_diff=True)


def lines(start: int, end: int | None = None) -> Lines:
    """Lines of that file."""
    return Lines(PATH, start, end or start)


def unused(
    review: str, name: str = "total", verdict: Verdict = Verdict.CONFIRMED, at: int = 4, **given: object
) -> JudgedFinding:
    """An unused variable."""
    claim = said(f"`{name}` is never used", "unused-variable", subject=name, verdict=verdict, at=at)
    return judged(review, claim, **given)  # type: ignore[arg-type]


def _numbered(one: JudgedClaim, number: int) -> JudgedClaim:
    claim = one.claim
    fields = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    return JudgedClaim(Claim(**{**fields, "id": f"c{number}"}), one.verdict)


def _evidence(
    own: Sequence[JudgedClaim], number: int, outcome: Outcome, strength: Strength, at: tuple[int, int]
) -> Evidence:
    claim = own[number - 1].claim
    return Evidence(claim.kind, claim.id, outcome, strength, f"lines {at[0]} to {at[1]} show it", (Lines(PATH, *at),))


__all__ = ["Quantifier", "Severity", "Suggestion", "judged", "lines", "parsed", "place", "reviews_of", "said", "unused"]
