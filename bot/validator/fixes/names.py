"""Names that a fix uses and nobody defines."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.code.apply import dedented
from bot.code.rows import Shape
from bot.model.evidence import Evidence, Strength
from bot.model.facts import Call, Definition, DefinitionKind
from bot.model.finding import Finding
from bot.model.place import Lines
from bot.validator.fixes.owners import presence
from bot.validator.fixes.prose import promises, prose_of
from bot.validator.fixes.trial import Trial
from bot.validator.scene import Scene
from bot.validator.stdlib_facts import Presence

_METHOD = "fix-unknown-method"
_MOST_CALLS = 60
_SELVES = ("self", "cls")
_WELL_KNOWN = frozenset(
    [
        "Any",
        "Callable",
        "ClassVar",
        "Dict",
        "Enum",
        "Final",
        "Generator",
        "Iterable",
        "Iterator",
        "List",
        "Literal",
        "Mapping",
        "Optional",
        "Path",
        "Protocol",
        "Sequence",
        "Set",
        "Tuple",
        "Type",
        "TypeVar",
        "Union",
        "cast",
        "dataclass",
        "datetime",
        "defaultdict",
        "deque",
        "field",
        "lru_cache",
        "namedtuple",
        "partial",
        "suppress",
        "timedelta",
        "wraps",
    ]
)
"""Names that a reader imports without being told."""
_STILL_IMPORTED = frozenset(sys.stdlib_module_names) | _WELL_KNOWN


@dataclass(frozen=True, slots=True)
class NameProblem:
    """A name of a fix that cannot be read where the fix reads it; `block` is the line of the block, 1-based."""

    name: str
    block: int | None
    what: str
    is_proof: bool
    is_undefined: bool
    check: str = "fix-undefined-name"
    lines: tuple[Lines, ...] = ()
    is_weak: bool = False

    def evidence(self, trial: Trial) -> Evidence:
        """The problem as evidence about the whole fix."""
        strength = Strength.PROOF if self.is_proof else Strength.WEAK if self.is_weak else Strength.STRONG
        return trial.against(self.check, strength, self.what, *self.lines)


def unknown_names(trial: Trial, finding: Finding, others: Sequence[str], scene: Scene) -> list[NameProblem]:
    """Every such name, once each; the finding's prose and its `others` blocks may define what one block does not."""
    if not trial.is_python or not trial.works:
        return []
    known = _defined_in(others, trial, scene)
    found = [*_undefined(trial, finding, known, scene), *_unknown_methods(trial, finding, known, scene)]
    return list({problem.name: problem for problem in reversed(found)}.values())[::-1]


def _defined_in(texts: Sequence[str], trial: Trial, scene: Scene) -> frozenset[str]:
    """The names that the finding's other blocks bind."""
    found: set[str] = set()
    for text in texts:
        read = scene.reading(trial.path, dedented(text))
        if read is None or read.facts is None:
            continue
        found.update(item.name for item in read.facts.definitions)
        found.update(item.name for item in read.facts.bindings)
        found.update(item.bound for item in read.facts.imports)
    return frozenset(found)


def _undefined(trial: Trial, finding: Finding, known: frozenset[str], scene: Scene) -> list[NameProblem]:
    facts = trial.facts()
    if facts is None or not trial.applied.changes:
        return []
    said_before = scene.lint(trial.before, "F821", "F823")
    said_after = scene.lint(trial.after, "F821", "F823")
    if said_before is None or said_after is None:
        return []
    had = {_named(found.message) for found in said_before}
    by_line = {row.new: row.block for row in trial.applied.added}
    problems: dict[str, NameProblem] = {}
    for found in said_after:
        name = _named(found.message)
        if not name or name in had or name in problems or name in known:
            continue
        problems[name] = _undefined_name(trial, finding, name, by_line.get(found.line))
    return list(problems.values())


def _undefined_name(trial: Trial, finding: Finding, name: str, block: int | None) -> NameProblem:
    before, _ = trial.facts() or (None, None)
    is_bound = before is not None and any(item.name == name for item in before.bindings)
    is_exact = trial.applied.applies == "yes" and trial.applied.shape is not Shape.SNIPPET
    is_proof = not promises(prose_of(finding), name) and (is_exact or not is_bound)
    if name in _STILL_IMPORTED:
        is_proof = is_proof and trial.applied.shape is Shape.SUGGESTION
    if before is not None and before.has_star_import:
        is_proof = False
    what = "is not assigned there" if is_bound else "is not defined in this file"
    detail = f"the fix uses `{name}`, which {what}"
    if block is None and is_bound:
        detail = f"the fix takes away what defines `{name}`, which other lines use"
    return NameProblem(name, block, detail, is_proof, is_undefined=True)


def _named(message: str) -> str:
    """The name in the linter's words (`Undefined name `x``)."""
    return message.split("`")[1] if message.count("`") >= 2 else ""


def _new_calls(trial: Trial, scene: Scene) -> list[tuple[Call, int | None]]:
    """Calls that only the fix makes, each with its line in the block."""
    facts = trial.facts()
    if facts is not None:
        by_line = {row.new: row.block for row in trial.applied.added}
        return [(call, by_line[call.lines.start]) for call in facts[1].calls if call.lines.start in by_line]
    read = scene.reading(trial.path, dedented("\n".join(trial.block)))
    if read is None or read.facts is None:
        return []
    return [(call, call.lines.start) for call in read.facts.calls]


def looked_up(trial: Trial, scene: Scene) -> set[str]:
    """The words whose occurrences in the tree will be asked for."""
    return {call.name for call, _ in _own_calls(trial, scene)} if trial.is_python else set()


def _own_calls(trial: Trial, scene: Scene) -> list[tuple[Call, int | None]]:
    """The new calls that begin with `self`, the first of each name."""
    found: dict[str, tuple[Call, int | None]] = {}
    for call, block in _new_calls(trial, scene):
        if call.callee.split(".")[0] in _SELVES and call.name.isidentifier():
            found.setdefault(call.name, (call, block))
    return list(found.values())[:_MOST_CALLS]


def _unknown_methods(trial: Trial, finding: Finding, known: frozenset[str], scene: Scene) -> list[NameProblem]:
    """Methods of `self` that no line of the repository names, and deeper ones, which a library may have."""
    facts = trial.after.facts
    own = {one.name for one in facts.definitions} | {one.name for one in facts.bindings} if facts is not None else set()
    prose = prose_of(finding)
    problems: dict[str, NameProblem] = {}
    for call, block in _own_calls(trial, scene):
        name = call.name
        if name in known or name in own or hasattr(object, name) or scene.words(name):
            continue
        problem = _unknown_method(trial, call, block, scene)
        if problem is not None:
            problems[name] = replace(problem, is_proof=problem.is_proof and not promises(prose, name))
    return list(problems.values())


def _unknown_method(trial: Trial, call: Call, block: int | None, scene: Scene) -> NameProblem | None:
    if call.callee.count(".") != 1:
        what = f"the fix calls `{call.callee}`, which no line of the repository names"
        return NameProblem(call.name, block, what, is_proof=False, is_undefined=False, check=_METHOD, is_weak=True)
    owner = _class_around(trial, call)
    known = presence(scene, trial.path, owner, call.name) if owner is not None else Presence.UNKNOWN
    if known is Presence.THERE:
        return None
    is_proof = known is Presence.ABSENT
    what = f"the fix calls `{call.callee}`, which is not defined in this file or anywhere in the repository"
    return NameProblem(call.name, block, what, is_proof=is_proof, is_undefined=True, check=_METHOD)


def _class_around(trial: Trial, call: Call) -> Definition | None:
    """The class (as it was) whose method the call stands in."""
    facts = trial.before.facts
    if facts is None:
        return None
    parts = call.scope.split(".")
    for size in range(len(parts), 0, -1):
        name = ".".join(parts[:size])
        for found in facts.definitions:
            if found.qualified == name and found.kind is DefinitionKind.CLASS:
                return found
    return None
