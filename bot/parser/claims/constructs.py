"""Cues of loops, handlers and the like that the code is said to have: "it runs inside a `while True` loop"."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_WORDS = (
    r"(?:while|for)[- ]loops?|while true loops?|(?:nested |infinite |busy |retry |polling )+loops?|loops?|try(?:[-/ ]?(?:except|catch|finally))?(?: block| statement| clause)s?|"
    r"except(?:ion)? (?:block|clause|handler)s?|finally (?:block|clause)s?|with (?:block|statement)s?|list comprehensions?|"
    r"lambdas?(?: (?:function|expression)s?)?|global (?:statement|keyword)s?|assert statements?"
)
_KEYWORDS = r"while(?: True)?:?|for|try(?:/except)?|try\.\.\.except|except(?: .{1,60})?|finally|with|lambda|global"
_NOUN = r" (?:block|statement|loop|clause|handler|keyword|function|expression)s?"
_SOME = r"(?:an? |the |its |several |multiple |many |two |deeply |python's |generic |single |large |same |outer |inner |nested |infinite )*"
_BODY = (
    r"(?:code|test(?: (?:method|class|case|code))?|file|module|method|function|helper|class|it|implementation|«\d+»)"
)
_USES = r"(?:uses|contains|has|includes|employs|relies on|runs|executes|introduces)"
_STANDS = r"(?:is|are|stands?|sits?|runs?|happens?|lives?) (?:wrapped |placed |enclosed |executed |called |invoked |made |put |nested |performed |surrounded )?(?:inside|within|in|by|with)"


def _both(pattern: str) -> tuple[Cue, Cue]:
    """The construct in words, and in code before its noun."""
    return (
        cue("missing-construct", pattern.replace("{thing}", rf"(?P<value>{_WORDS})\b"), role=Role.PREMISE),
        cue(
            "missing-construct",
            pattern.replace("{thing}", rf"(?P<value>{{code}}){_NOUN}\b"),
            role=Role.PREMISE,
            only=_KEYWORDS,
        ),
    )


CUES: tuple[Cue, ...] = (
    *_both(rf"(?<!\w){_BODY} (?:also |already |currently )?{_USES} {_SOME}{{thing}}"),
    *_both(rf"(?<!not )\b{_STANDS} {_SOME}{{thing}}"),
    *_both(rf"(?:(?<=d inside )|(?<=d within )|(?<=d in )|(?<=d from ))(?:an?|the) {_SOME}{{thing}}"),
)
"""After all cues that say what is wrong with such a thing."""
