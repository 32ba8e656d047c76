"""Halves of a sentence that only together make a claim ("`load` takes two arguments, but is called with three")."""

from bot.model.claim import Span
from bot.parser.claims import called, contradicted
from bot.parser.claims.cue import spelled_out
from bot.parser.claims.heads import without_head, without_place
from bot.parser.claims.needed import Needed
from bot.parser.sentences import sentence_at
from bot.parser.text import Sentence

_CUES = (*called.JOINED, *contradicted.JOINED)
_NEEDED = Needed([cue.pattern for cue in _CUES])


def joined(sentence: Sentence, clauses: tuple[Sentence, ...], source: str, longest: int) -> tuple[Sentence, ...]:
    """The clauses of a sentence, two neighbours made one where a cue takes both together and neither alone."""
    if len(clauses) < 2 or not _is_whole(sentence, longest):
        return clauses
    found = [clauses[0]]
    for clause in clauses[1:]:
        both = sentence_at(source, Span(found[-1].span.start, clause.span.end))
        if _is_whole(both, longest) and not _is_whole(found[-1], longest) and not _is_whole(clause, longest):
            found[-1] = both
        else:
            found.append(clause)
    return tuple(found)


def _is_whole(clause: Sentence, longest: int) -> bool:
    masked = without_head(spelled_out(without_place(clause)[:longest]), clause.code)
    return any(_CUES[at].pattern.search(masked) for at in _NEEDED.candidates(masked))
