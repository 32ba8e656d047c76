"""Messages in the manner of known bots, in words of our own, and what must come of them."""

from dataclasses import dataclass

from bot.model.finding import Finding, ParsedReview, Severity, Status
from bot.model.place import Claimed
from bot.model.review import Comment, ProposedReview, SourceState
from bot.parser.parse import parse

HIGH, MEDIUM, LOW, NIT = Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NIT
PATH = "src/app.py"
LINES = (3, 7)


@dataclass(frozen=True)
class Expected:
    """One finding that must be made: its title, and what else is told of it. `place` is for texts without an anchor."""

    title: str
    severity: Severity | None = None
    category: str | None = None
    place: tuple[str | None, int | None, int | None] | None = None
    id: str | None = None
    state: SourceState = SourceState.OPEN
    fixes: tuple[str, ...] = ()

    @staticmethod
    def of(finding: Finding, *, is_inline: bool) -> "Expected":
        """What is told of a finding that was made."""
        claimed: Claimed = finding.claimed
        fixes = tuple(claim.code.info for claim in finding.claims if claim.role == "fix" and claim.code)
        place = None if is_inline else (claimed.path, claimed.start_line, claimed.end_line)
        return Expected(
            finding.title, finding.severity, finding.category, place, finding.external_id, finding.state, fixes
        )


@dataclass(frozen=True)
class Sample:
    """A message of a bot: the body of a review, or a comment on lines 3 to 7 of src/app.py.

    `is_marked`: its own words show whose it is. `never` are words that no finding may quote.
    """

    name: str
    dialect: str
    text: str
    status: Status
    findings: tuple[Expected, ...] = ()
    is_inline: bool = False
    is_clean: bool = False
    is_marked: bool = True
    never: tuple[str, ...] = ()

    def review(self, text: str | None = None, dialect: str | None = None) -> ProposedReview:
        """The message, or another text in its place, as the review that it comes in."""
        said = self.text if text is None else text
        if not self.is_inline:
            return ProposedReview("r", "bot", said, dialect=dialect)
        return ProposedReview("r", "bot", comments=(Comment(PATH, said, *LINES, id="1"),), dialect=dialect)

    def parsed(self, text: str | None = None) -> ParsedReview:
        """What is made of it, when the account tells whose it is."""
        return parse(self.review(text, self.dialect))
