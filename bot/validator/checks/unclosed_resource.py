"""
unclosed-resource: the finding says that a file, socket or the like is never closed.

Why: `with` closes, and so does a `close` in the same function; both are easy to see and easily overlooked.
Blind spot: a resource that is returned or stored is somebody else's to close, so nothing is said then.
"""

import re

from bot.code import queries
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call, Facts
from bot.model.place import Extent
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_OPENERS = frozenset(
    [
        "open",
        "fdopen",
        "urlopen",
        "socket",
        "create_connection",
        "connect",
        "NamedTemporaryFile",
        "TemporaryFile",
        "Popen",
        "ZipFile",
        "TarFile",
        "Session",
        "Client",
        "makefile",
    ]
)
_ON_ERROR = re.compile(
    r"\bcontext manager\b|\bwith[- ](?:statement|block)\b|\b(?:if|when|on|in case)\b.{0,40}\b(?:fail\w*|rais\w+|throws?|errors?|exceptions?)\b"
)
"""Says that it stays open where something fails, which a plain call of `close` doesn't disprove."""
_CLOSERS = frozenset(
    {"close", "aclose", "closing", "enter_context", "shutdown", "terminate", "addCleanup", "callback", "push"}
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show a local opened without `with`, never closed, returned, passed on or stored in its function."""
    facts, path = scene.facts(claim), claim.location.path
    found = _opened(claim, scene)
    if facts is None or path is None or not found:
        return None
    open_ = [call for call in found if _is_left_open(call, facts)]
    if len(open_) != len(found):
        return None
    return proof(
        f"`{open_[0].callee}` is called without `with`, and nothing closes what it returns",
        *(at(path, call.lines) for call in open_[:3]),
    )


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that everything that may be meant is opened by `with` or closed in the same function."""
    facts, path = scene.facts(claim), claim.location.path
    found = _opened(claim, scene)
    if facts is None or path is None or not found:
        return None
    if _ON_ERROR.search(claim.words) and not all(call.managed for call in found):
        return None
    shown: list[Extent] = []
    for call in found:
        closing = call.lines if call.managed else _closing(call, facts)
        if closing is None:
            return None
        shown.append(closing)
    what = "`with` closes it" if found[0].managed else "it is closed in the same function"
    return proof(what, *(at(path, extent) for extent in shown[:3]))


def _opened(claim: Claim, scene: Scene) -> list[Call]:
    """The calls that open something: of the name given, on the line, or in the function that is named."""
    facts = scene.facts(claim)
    if facts is None:
        return []
    subject = claim.subject.removesuffix("()").rsplit(".", 1)[-1]
    opening = [call for call in facts.calls if call.name in _OPENERS and not _is_argument(call, facts)]
    named = [call for call in opening if subject and subject in (call.name, call.assigned_to)]
    line = stated_line(claim)
    here = [
        call
        for call in named or opening
        if line is not None and line in Extent(call.statement.start - 1, call.statement.end + 1)
    ]
    if here:
        return here
    scope = scene.universe(claim) or scene.definition(claim)
    if scope is not None and (named or opening):
        return [call for call in named or opening if call.lines.start in scope.lines]
    if named:
        return named
    return opening if len(opening) == 1 and not subject and line is None else []


def _is_argument(call: Call, facts: Facts) -> bool:
    """Whether the call only wraps another opener (`closing(open(...))`)."""
    return any(
        other is not call
        and other.name in _OPENERS
        and other.lines == call.lines
        and call.text in [a.text for a in other.arguments]
        for other in facts.calls
        if other.lines.start == call.lines.start
    )


def _closing(call: Call, facts: Facts) -> Extent | None:
    """Where the name that holds the result is closed, in the same function."""
    if not call.assigned_to:
        return None
    for other in facts.calls:
        is_own = other.callee in (f"{call.assigned_to}.close", f"{call.assigned_to}.aclose")
        is_handed = other.name in _CLOSERS and any(
            argument.text.split(".")[0] == call.assigned_to for argument in other.arguments
        )
        if other.scope == call.scope and (is_own or is_handed) and other.lines.start >= call.lines.start:
            return other.lines
    return None


def _is_left_open(call: Call, facts: Facts) -> bool:
    if call.managed or call.returned or _closing(call, facts) is not None:
        return False
    if not call.assigned_to:
        return call.is_statement or _is_chained(call, facts)
    scope = queries.enclosing(facts, call.lines.start)
    reads = [read for read in facts.reads if read.text.split(".")[0] == call.assigned_to and read.scope == call.scope]
    # A read of `f.name` is recorded as one of `f` too; where there are more of `f`, the object itself goes somewhere.
    whole = sum(read.text == call.assigned_to for read in reads)
    passed = any(
        argument.text == call.assigned_to
        for other in facts.calls
        if other.scope == call.scope
        for argument in other.arguments
    )
    return scope is not None and not passed and whole * 2 <= len(reads)


def _is_chained(call: Call, facts: Facts) -> bool:
    """Whether a method is called on the result at once (`open(p).read()`)."""
    return any(
        other.callee.startswith(call.text + ".") for other in facts.calls if other.lines.start == call.lines.start
    )


CHECK = Check(
    kind="unclosed-resource",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "never closed",
            says("The file opened in `load` is never closed."),
            python("def load(p):\n    f = open(p)\n    n = f.read()\n    return n\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "inside with",
            says("The file opened at line 2 is never closed."),
            python("def load(p):\n    with open(p) as f:\n        return f.read()\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "closed by hand",
            says("The file opened in `load` is never closed."),
            python(
                "def load(p):\n    f = open(p)\n    try:\n        return f.read()\n    finally:\n        f.close()\n"
            ),
            Verdict.REFUTED,
            (6, 6),
        ),
        abstains(
            "returned",
            says("The file opened in `load` is never closed."),
            python("def load(p):\n    f = open(p)\n    return f\n"),
        ),
        abstains(
            "passed on",
            says("The file opened in `load` is never closed."),
            python("def load(p):\n    f = open(p)\n    keep(f)\n"),
        ),
    ),
)
