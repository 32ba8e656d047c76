"""From the words of a review and a small tree to judged findings, through the real parser and validator."""

from bot.model.evidence import JudgedFinding
from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse
from bot.validator.check import Said, Tree
from bot.validator.engine import validate
from bot.validator.scene import Scene
from tests.fakes import MemoryCode


def review_of(said: Said) -> ProposedReview:
    """A review whose body, or only inline comment, is what is said."""
    if said.line is None:
        return ProposedReview("review.md", "somebody", said.text)
    return ProposedReview(
        "review.md", "somebody", comments=(Comment(said.path, said.text, said.line, said.line, id="1"),)
    )


def judge(said: Said, tree: Tree) -> tuple[JudgedFinding, ...]:
    """Every finding of the words, judged against the tree."""
    return validate(parse(review_of(said)).findings, Scene(MemoryCode(dict(tree.head), dict(tree.base))))
