"""Reports and their parts for tests: every default is boring, a test names only what matters."""

from bot.model.claim import Claim, Role, Span
from bot.model.evidence import Evidence, Outcome, Strength, Suggestion, Verdict
from bot.model.finding import Finding, Label, ParsedReview, Segment, Severity
from bot.model.place import Lines, Location, Rung
from bot.model.report import MergedFinding, Related, Report, ReportedClaim
from bot.model.review import Comment, ProposedReview

PATH = "shop/cart.py"


def lines(start: int, end: int | None = None, path: str = PATH) -> Lines:
    """A place in the file that boring findings speak of."""
    return Lines(path, start, end or start)


def location(start: int | None = 3, end: int | None = None, path: str | None = PATH) -> Location:
    """Where a finding stands."""
    return Location(path, start, end or start, rung=Rung.LINE if start else Rung.FILE, in_diff=True)


def claim(quote: str = "`total` is never used", **given: object) -> Claim:
    """An anchored core claim."""
    fields = {
        "id": "c1",
        "kind": "unused-variable",
        "role": Role.PREDICATE,
        "span": Span(0, len(quote)),
        "location": location(),
    }
    return Claim(quote=quote, **{**fields, **given})  # type: ignore[arg-type]


def source(reviewer: str = "acme", **given: object) -> Finding:
    """A finding as one reviewer said it."""
    quote = str(given.pop("quote", "`total` is never used"))
    fields = {
        "review": f"{reviewer}.md",
        "title": "Unused variable",
        "kind": "unused-variable",
        "span": Span(0, len(quote)),
        "claims": (),
    }
    return Finding(reviewer=reviewer, quote=quote, **{**fields, **given})  # type: ignore[arg-type]


def evidence(detail: str = "`total` is read", at: tuple[Lines, ...] = (), **given: object) -> Evidence:
    """A proof against the claim `c1`."""
    fields = {"check": "unused-variable", "claim": "c1", "outcome": Outcome.DISPROVES, "strength": Strength.PROOF}
    return Evidence(detail=detail, lines=at, **{**fields, **given})  # type: ignore[arg-type]


def support(detail: str = "`total` is never read", at: tuple[Lines, ...] = (), **given: object) -> Evidence:
    """A proof for the claim `c1`."""
    return evidence(detail, at, **{"outcome": Outcome.SUPPORTS, **given})


def suggestion(**given: object) -> Suggestion:
    """A fix that is fine."""
    fields = {"claim": "c2", "applies": "yes", "parses": True, "no_op": False}
    return Suggestion(**{**fields, **given})  # type: ignore[arg-type]


def finding(id: str = "aaaaaa", verdict: Verdict = Verdict.PLAUSIBLE, **given: object) -> MergedFinding:
    """A finding of one reviewer with one claim."""
    quote = str(given.pop("quote", "`total` is never used"))
    fields = {
        "title": "Unused variable",
        "kind": "unused-variable",
        "severity": Severity.LOW,
        "confidence": 0.5,
        "location": location(),
        "sources": (source(quote=quote),),
        "claims": (ReportedClaim(0, claim(quote), verdict),),
    }
    return MergedFinding(id=id, verdict=verdict, **{**fields, **given})  # type: ignore[arg-type]


def same_premise(other: str) -> tuple[Related, ...]:
    """A relation to one other finding that stands on the same premise."""
    return (Related(other, "same-premise"),)


def review(
    name: str = "acme.md",
    body: str = "",
    residue: tuple[str, ...] = (),
    clean: str | None = None,
    comments: tuple[Comment, ...] = (),
) -> ParsedReview:
    """A review whose text is noise but for the passages given as residue, which are put at its end."""
    text = body + "".join(residue)
    segments = [Segment(Span(0, len(body)), Label.NOISE, "greeting")] if body else []
    at = len(body)
    for passage in residue:
        segments.append(Segment(Span(at, at + len(passage)), Label.RESIDUE, "no claim was recognised"))
        at += len(passage)
    proposed = ProposedReview(name, name.partition(".")[0], body=text, comments=comments)
    return ParsedReview(proposed, (), tuple(segments), says_clean=clean)


def report(*findings: MergedFinding, **given: object) -> Report:
    """A report about one revision."""
    fields = {
        "change": "main..topic",
        "revision": "1a2b3c4d5e6f7890123456789012345678901234",
        "base": "0" * 40,
        "confidence_basis": "constructed",
        "contradictions": (),
        "reviews": (review(),),
    }
    return Report(findings=findings, **{**fields, **given})  # type: ignore[arg-type]
