"""The code that a sentence names, as what a later sentence may speak of: its name, its sort, its part in the sentence."""

import re
from dataclasses import dataclass

from bot.parser.claims.places import path_in
from bot.parser.text import Code, Sentence

NOUNS = {
    "function": r"functions?|methods?|helpers?|routines?|coroutines?|constructors?|tests?|test (?:cases?|methods?|functions?)|"
    r"(?:helper|utility) (?:functions?|methods?)|fixtures?|callbacks?|generators?",
    "class": r"(?:test |base |sub)?class(?:es)?|mixins?",
    "parameter": r"(?:mock |keyword |positional |function )?(?:parameters?|arguments?|params?|args?|kwargs?)",
    "import": r"imports?|(?:imported )?(?:modules?|packages?|librar(?:y|ies))|import statements?",
    "attribute": r"(?:class |instance )?(?:attributes?|members?|fields?)|class variables?",
    "variable": r"(?:local )?variables?|locals?|constants?|flags?|counters?|names?",
    "call": r"(?:function |method )?calls?|invocations?",
}
"""How reviewers call each sort of code."""

NAMES = frozenset({"parameter", "import", "attribute", "variable"})
"""Sorts that are bound and read."""
DEFINED = frozenset({"function", "class"})

_NOUN = "|".join(f"(?P<{sort}>{words})" for sort, words in NOUNS.items())
_BEFORE = re.compile(rf"\b(?:{_NOUN})(?: (?:named|called))?:? $", re.IGNORECASE)
_AFTER = re.compile(
    rf" (?:(?:local|class|instance|helper|test|mock|private|public|static) )?(?:{_NOUN})\b", re.IGNORECASE
)
_VERBS = tuple(
    (sort, re.compile(words + r" (?:(?:the|an?|its|only) )?$", re.IGNORECASE))
    for sort, words in (
        ("import", r"\b(?:imports|importing|imported|import of|you import|we import)"),
        ("call", r"\b(?:calls?|calling|invokes?|(?:call|calls|invocation) (?:to|of))"),
        (
            "variable",
            r"\b(?:assigns|assigns to|assignment to|assigned to|(?:stored|saved|stores it|kept|puts it) (?:in|into|as))",
        ),
        ("parameter", r"\b(?:takes|accepts|receives)"),
        ("exception", r"\b(?:raises?|catches|swallows|throws?)"),
        ("named", r"\b(?:defines|declares|introduces|creates|adds)"),
    )
)
_BEHIND = tuple(
    (sort, re.compile(words, re.IGNORECASE))
    for sort, words in (
        ("import", r" (?:is|was|gets|are) (?:\w+ ){0,2}imported\b"),
        ("call", r" (?:is|was|gets) (?:\w+ ){0,2}(?:called|invoked)\b"),
        ("variable", r" (?:is|was|gets) (?:\w+ ){0,2}(?:assigned|set|initiali[sz]ed|bound)\b"),
    )
)
_OBLIQUE = re.compile(
    r"\b(?:in|inside|within|at|of|on|from|by|via|with|using|to|into|for|like|as|than|through|against|under)"
    r" (?:(?:the|this|a|an|its) )?(?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W*(?:(?:also|however|additionally|furthermore|moreover|note that|i (?:noticed|see|saw|found|think|believe) that|it (?:seems|looks like|appears) that|here|look at|see|(?:please )?(?:consider )?(?:remove|removing|delete|deleting|drop|dropping|rename|renaming)|consider|take|lines? \d{1,6}:?)[, ]+)*"
    r"(?:(?:the|this|that|an?|your|unused|missing|redundant|unnecessary|new|private|public|local|class|module-level|mock|helper|second|first|"
    r"same|whole|entire|import of|call to|function|method|test|class|variable|parameter|argument|attribute|constant|import|module|fixture|line \d+)[ :]+){0,4}$",
    re.IGNORECASE,
)
"""What may stand before the first name of a sentence that is its subject."""
_AGENT = re.compile(
    r"(?:\(\))?(?: (?:function|method|class|test|helper|module|file))? (?:\w+ly |also |only )?"
    r"(?:takes|accepts|receives|has|imports|assigns|sets|defines|declares|creates|stores|adds|introduces|opens|keeps)\b",
    re.IGNORECASE,
)
_HOME = re.compile(r"\W*(?:in|inside|within) (?:the )?(?:(?:function|method|test|helper) )?", re.IGNORECASE)
_HOME_ENDS = re.compile(r"(?:\(\))?(?: (?:function|method|test|helper))?,", re.IGNORECASE)
_IMPORTED = re.compile(r"(?:from [\w.]{1,80} )?import (?P<name>[\w.]{1,80})(?: as (?P<alias>\w{1,80}))?")
_BOUND = re.compile(r"(?P<name>[A-Za-z_][\w.]{0,80})\s*=(?!=)\s*\S.*")
_DEF = re.compile(r"(?:async )?def (?P<name>\w{1,80})\b.*")
_CLASS = re.compile(r"class (?P<name>\w{1,80})\b.*")
_CALL = re.compile(r"[A-Za-z_][\w.]{0,120}\(.*\)")
_PLAIN = re.compile(r"[A-Za-z_]\w{0,80}(?:\.\w{1,80}){0,4}(?:\(\))?")
_WORDS = frozenset(
    [
        "None",
        "True",
        "False",
        "try",
        "except",
        "finally",
        "with",
        "pass",
        "raise",
        "return",
        "yield",
        "await",
        "async",
        "if",
        "else",
        "elif",
        "for",
        "while",
        "not",
        "and",
        "or",
        "in",
        "is",
        "lambda",
        "del",
        "global",
        "nonlocal",
        "self",
        "cls",
        "assert",
        "import",
        "from",
        "break",
        "continue",
        "def",
        "class",
        "null",
        "nil",
        "undefined",
        "int",
        "str",
        "list",
        "dict",
        "bool",
        "set",
        "tuple",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of code in a sentence. `sort`: one of `NOUNS`, "exception", "named", or empty where nothing tells it.

    is_told: its sort is told by a noun beside it. is_subject: the sentence speaks of it. is_oblique: it stands behind a preposition.
    is_agent: it takes, assigns or imports what else is named. is_home: the sentence begins by saying that it is all in there ("In `load`, ...").
    """

    name: str
    sort: str
    is_told: bool = False
    is_subject: bool = False
    is_oblique: bool = False
    is_agent: bool = False
    is_home: bool = False


def mentions(sentence: Sentence) -> tuple[Mention, ...]:
    """The names in a sentence in order, each once; files and literals are none."""
    found: dict[str, Mention] = {}
    for index, code in enumerate(sentence.codes):
        mention = _mention(sentence.masked, index, code)
        if mention is not None:
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def _mention(masked: str, index: int, code: Code) -> Mention | None:
    named = named_by(code.text)
    start = masked.find(f"«{index}»")
    if named is None or start < 0:
        return None
    name, sort = named
    before, after = masked[max(0, start - 60) : start], masked[start + len(f"«{index}»") :][:60]
    noun = _AFTER.match(after) or _BEFORE.search(before)
    told = noun.lastgroup if noun is not None else None
    return Mention(
        name,
        told or sort or _by_verb(before, after),
        told is not None,
        is_subject=start < 60 and _SUBJECT.match(before) is not None,
        is_oblique=_OBLIQUE.search(before) is not None,
        is_agent=_AGENT.match(after) is not None,
        is_home=start < 60 and _HOME.fullmatch(before) is not None and _HOME_ENDS.match(after) is not None,
    )


def _by_verb(before: str, after: str) -> str:
    for sort, pattern in _BEHIND:
        if pattern.match(after):
            return sort
    return next((sort for sort, pattern in _VERBS if pattern.search(before)), "")


def named_by(code: str) -> tuple[str, str] | None:
    """The name that a stretch of code is or binds, with its sort where the code tells; None for a file, a literal or an expression."""
    code = code.strip()
    if path_in(code) is not None or code.rstrip("()") in _WORDS or "\n" in code:
        return None
    if found := _IMPORTED.fullmatch(code):
        return found["alias"] or found["name"], "import"
    for pattern, sort in ((_DEF, "function"), (_CLASS, "class"), (_BOUND, "variable")):
        if found := pattern.fullmatch(code):
            return found["name"], "attribute" if "." in found["name"] else sort
    if _PLAIN.fullmatch(code):
        return code, "attribute" if code.startswith("self.") and not code.endswith(")") else ""
    return (code, "call") if _CALL.fullmatch(code) else None
