"""How reviewers word what they claim: one file of cues a family, most specific first."""

from bot.parser.claims import (
    asked,
    code,
    docs,
    errors,
    general,
    habits,
    lacks,
    layout,
    names,
    naming,
    rules,
    security,
    told,
    traps,
    values,
)
from bot.parser.claims.cue import Cue

CUES: tuple[Cue, ...] = (
    *asked.CUES,
    *told.CUES,
    *habits.CUES,
    *names.CUES,
    *docs.CUES,
    *lacks.CUES,
    *layout.CUES,
    *security.CUES,
    *naming.CUES,
    *errors.CUES,
    *traps.CUES,
    *values.CUES,
    *code.CUES,
    *rules.CUES,
    *general.CUES,
)
"""All cues in the order in which they are tried; a stretch of text that one took is not read by a later one."""
