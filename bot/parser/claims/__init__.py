"""How reviewers word what they claim: one file of cues a family, most specific first."""

from bot.parser.claims import code, errors, general, names, prose, security
from bot.parser.claims.cue import Cue

CUES: tuple[Cue, ...] = (
    *names.CUES,
    *prose.CUES,
    *security.CUES,
    *errors.CUES,
    *code.CUES,
    *general.CUES,
)
"""All cues in the order in which they are tried; a stretch of text that one took is not read by a later one."""
