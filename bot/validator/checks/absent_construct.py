"""
absent-construct: the finding says that the code has no loop, logging, mock, tear-down or the like.

Why: keywords, imports and definitions of a file read whole can be counted, and reviewers overlook those that are there.
Blind spot: what a base class or another file does is not seen, and that something is absent is often no defect.
"""

import re
from dataclasses import dataclass

from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.model.facts import Call, Facts
from bot.validator.calls import is_settled, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent
from bot.validator.scene import Scene


@dataclass(frozen=True, slots=True)
class _Thing:
    """What is spoken of: its name, the words of which a live line must have one, and those that prove it by themselves."""

    said: re.Pattern[str]
    name: str
    words: tuple[str, ...]
    plain: tuple[str, ...] = ()


def _keyword(said: str, name: str, *words: str) -> _Thing:
    return _Thing(re.compile(said), name, words, words)


def _names(said: str, name: str, *words: str) -> _Thing:
    return _Thing(re.compile(said), name, words)


_THINGS = (
    _keyword("while", "while statement", "while"),
    _keyword("comprehension|for|loop", "loop", "for", "while"),
    _keyword("with|context manager", "with statement", "with"),
    _keyword("if|conditional", "condition", "if", "elif", "match"),
    _keyword("lambda", "lambda", "lambda"),
    _keyword("async|await", "await", "async", "await"),
    _keyword("yield", "yield", "yield"),
    _keyword("assert", "assert statement", "assert"),
    _keyword("global$", "global statement", "global"),
    _names("global", "global statement", "global", "globals"),
    _names("addcleanup|docleanups", "call of `addCleanup`", "addCleanup", "addClassCleanup", "addAsyncCleanup"),
    _names(
        "tear ?down",
        "`tearDown`",
        *("tearDown", "tearDownClass", "tearDownModule", "asyncTearDown", "addCleanup", "yield"),
        *("teardown", "teardown_method", "teardown_class", "teardown_function", "teardown_module"),
    ),
    _names("print", "call of `print`", "print", "pprint"),
    _names(
        "mock",
        "mock",
        *("mock", "Mock", "MagicMock", "AsyncMock", "patch", "monkeypatch", "mocker", "mox"),
        *("stub", "stub_out", "flexmock", "create_autospec", "requests_mock", "responses"),
    ),
)
_LOG = re.compile(r"logs?|logger|loggers|logging|loguru|structlog|logbook|syslog", re.IGNORECASE)
_LOG_CALLS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log"})
_WHOLE = re.compile(r"\b(?:file|module|class|code|script|suite|snippet|anywhere|at all|whatsoever)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The file, read whole, has nothing of the kind."""
    facts, path = scene.facts(claim), claim.location.path
    found, universe = _found(claim, scene), scene.universe(claim)
    if facts is None or path is None or found is None or facts.has_star_import or facts.dynamic:
        return None
    name, lines, _ = found
    if lines and universe is not None and not any(line in universe.lines for line in lines):
        return proof(f"`{universe.name}` has no {name}", at(path, universe.header))
    return None if lines else proof(f"this file has no {name}", *([at(path, universe.header)] if universe else []))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """A live line of the function or file that is spoken of has one."""
    path, found, universe = claim.location.path, _found(claim, scene), scene.universe(claim)
    if path is None or found is None or (universe is None and (claim.scope or not _WHOLE.search(claim.words))):
        return None
    name, _, sure = found
    inside = [line for line in sure if universe is None or line in universe.lines]
    return proof(f"line {inside[0]} has a {name}", at(path, inside[0])) if inside else None


def _found(claim: Claim, scene: Scene) -> tuple[str, list[int], list[int]] | None:
    """What it is called, the lines that may have it, and those that do; None where that cannot be told."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None or claim.role is Role.FIX or not is_settled(claim) or proposes(claim):
        return None
    said, index = claim.value.lower().removeprefix("self."), scene.lookup.index(path)
    if _LOG.match(said):
        return "logging call", _may_log(facts), [call.lines.start for call in facts.calls if _logs(call)]
    if "decorator" in said:
        decorated = [one.lines.start for one in facts.definitions if one.decorators]
        return "decorator", decorated, decorated
    thing = next((one for one in _THINGS if one.said.match(said) or one.said.search(said.partition(" ")[2])), None)
    if index is None or thing is None:
        return None
    lines = sorted({line for word in thing.words for line in index.words.get(word, ())})
    quiet = {line for text in facts.texts for line in range(text.lines.start, text.lines.end + 1)}
    sure = sorted({line for word in thing.plain for line in index.words.get(word, ())} - quiet)
    return thing.name, lines, sure


def _may_log(facts: Facts) -> list[int]:
    """Lines that import something for logs, or read a name that has a log in it."""
    imports = [one.lines.start for one in facts.imports if _speaks_of_logs(f"{one.module}.{one.name}")]
    calls = [call.lines.start for call in facts.calls if _speaks_of_logs(call.callee)]
    return sorted({*imports, *calls})


def _speaks_of_logs(dotted: str) -> bool:
    return any(_LOG.fullmatch(part) for part in re.split(r"[._()]+", dotted))


def _logs(call: Call) -> bool:
    return call.name in _LOG_CALLS and _speaks_of_logs(call.callee.rpartition(".")[0])


_PLAIN = "import total\n\n\nclass TestTotal:\n    def test_sum(self):\n        self.check(total.of(1, 2), 3)\n"
_FULL = "import logging\n\n\ndef drain(rows):\n    while rows:\n        logging.info('%s', rows.pop())\n\n\ndef stop():\n    return 1\n"

CHECK = Check(
    kind="absent-construct",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("no loop", says("There are no loops in this file."), python(_PLAIN), Verdict.CONFIRMED),
        shows("a loop", says("The file contains no loops."), python(_FULL), Verdict.REFUTED, (5, 5)),
        shows("no logging", says("The test writes no log output whatsoever."), python(_PLAIN), Verdict.CONFIRMED),
        shows("logged", says("There is no logging in this module."), python(_FULL), Verdict.REFUTED, (6, 6)),
        shows("of a function", says("`stop` does not use any logging."), python(_FULL), Verdict.CONFIRMED, (9, 9)),
        shows("tear-down", says("The class defines no `tearDown` method."), python(_PLAIN), Verdict.CONFIRMED),
        shows("with", says("No `with` statement is used in the file."), python(_PLAIN), Verdict.CONFIRMED),
        shows("no decorator", says("There are no decorators in this file."), python(_PLAIN), Verdict.CONFIRMED),
        abstains("which function", says("The function has no logging."), python(_FULL)),
        silent("of something", says("There is no logging of failed logins in this module."), python(_FULL)),
        silent("asked for", says("Consider adding a `tearDown` method."), python(_PLAIN)),
    ),
)
