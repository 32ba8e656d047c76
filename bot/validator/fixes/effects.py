"""What a fix does to the file: whether it applies, parses, changes anything, is there already, or leaves code out."""

import ast

from bot.code.blocks import is_to_fill
from bot.code.places import is_foreign, key_of
from bot.code.rows import Shape
from bot.code.units import units_of
from bot.model.evidence import Evidence, Outcome, Strength
from bot.model.finding import Finding
from bot.model.kinds import KINDS
from bot.model.place import Side
from bot.validator.fixes.trial import Trial, runs, shown
from bot.validator.scene import Scene

_FORMAT_KINDS = (
    "wrong-indentation",
    "trailing-comma",
    "trailing-whitespace",
    "missing-newline",
    "line-too-long",
    "missing-semicolon",
)
_DECIDABLE = ("names", "code", "errors", "security")
_MOST_TEXTS = 60
_MOST_CHARACTERS = 2_000_000
_LOOSE = str.maketrans("", "", " \t\r\n\f,()'\"\\;")
_LEAST_CODE = 8


def effects(trial: Trial, finding: Finding, scene: Scene) -> list[Evidence]:
    """Evidence rows in the order in which they matter."""
    if not trial.works:
        return [_does_not_apply(trial, scene)]
    rows = [
        trial.notes(
            "fix-applies", f"the fix {trial.applied.why}" + (", in part" if trial.applied.applies == "partly" else "")
        ),
        _does_not_parse(trial),
        _changes_nothing(trial, finding),
        _is_format_only(trial, finding),
        _leaves_out(trial),
    ]
    return [row for row in rows if row is not None]


def parses(trial: Trial) -> bool | None:
    """Whether the file parses with the fix; None where the fix does not apply or the file did not parse before."""
    before, after = trial.before.facts, trial.after.facts
    if not trial.works or before is None or after is None:
        return None
    if before.fault is not None and after.fault is not None:
        return None
    return after.fault is None


def is_no_op(trial: Trial) -> bool:
    """Whether the file is the same, byte by byte, with the fix."""
    return trial.works and not trial.applied.changes


def _does_not_apply(trial: Trial, scene: Scene) -> Evidence:
    applied = trial.applied
    if applied.missing and _is_nowhere(trial, scene):
        detail = "the fix changes code that is neither in this file nor in any other file of the change"
        return trial.against("fix-does-not-apply", Strength.PROOF, detail)
    if applied.shape in (Shape.SUGGESTION, Shape.DIFF):
        return trial.against("fix-does-not-apply", Strength.STRONG, f"the fix does not apply: {applied.why}")
    return trial.notes("fix-does-not-apply", f"the fix can't be applied: {applied.why}")


def _is_nowhere(trial: Trial, scene: Scene) -> bool:
    """Whether what the fix builds on is in no version of any file that it could be meant for."""
    missing = trial.applied.missing
    if trial.applied.shape is Shape.INLINE and not _is_code(missing):
        return False
    if any("..." in line or "…" in line for line in missing):
        return False
    paths = dict.fromkeys((trial.path, *(file.path for file in scene.changed())))
    if len(paths) > _MOST_TEXTS:
        return False
    files = [scene.file(path, side) for path in paths for side in (Side.NEW, Side.OLD)]
    texts = [file.text for file in files if file is not None]
    if sum(map(len, texts)) > _MOST_CHARACTERS or any(file is not None and file.facts is None for file in files):
        return False
    return is_foreign(missing, texts)


def _is_code(missing: tuple[str, ...]) -> bool:
    text = "".join(missing)
    return len(key_of(text)) >= _LEAST_CODE and any(sign in text for sign in "([=") and not text.rstrip().endswith("()")


def _does_not_parse(trial: Trial) -> Evidence | None:
    after = trial.after.facts
    if parses(trial) is not False or after is None or after.fault is None:
        return None
    is_sure = trial.is_python and trial.applied.applies == "yes" and trial.applied.shape is not Shape.SNIPPET
    is_sure = is_sure and "nested too deeply" not in after.fault.message and not _mixes_tabs(trial)
    detail = f"the fix does not parse where it belongs: {after.fault.message} (line {after.fault.line} of the result)"
    lines = [shown(trial.path, run.start, run.end) for run in runs(trial.applied.removed)[:3]]
    return trial.against("fix-does-not-parse", Strength.PROOF if is_sure else Strength.STRONG, detail, *lines)


def _mixes_tabs(trial: Trial) -> bool:
    """Whether the file is indented by tabs and what comes in by spaces, as reviews often show it."""
    has_tabs = any(line.startswith("\t") for line in trial.before.lines)
    return has_tabs and any(added.text.startswith(" ") for added in trial.applied.added)


def _changes_nothing(trial: Trial, finding: Finding) -> Evidence | None:
    if not is_no_op(trial) or finding.kind in _FORMAT_KINDS:
        return None
    applied = trial.applied
    here = sorted({row.old for row in applied.rows if row.old is not None and row.block is not None})
    lines = [shown(trial.path, run.start, run.end) for run in runs(tuple(here))[:3]]
    if applied.applies == "partly":
        return trial.against("fix-is-already-there", Strength.WEAK, "what the fix shows is in the file already", *lines)
    if applied.shape is Shape.SNIPPET:
        # A bare snippet may just show the code that is spoken of.
        return trial.against(
            "fix-is-already-there", Strength.STRONG, "the fix is in the file already, line for line", *lines
        )
    return trial.against(
        "fix-changes-nothing", Strength.PROOF, "the fix changes nothing: the file is the same with it", *lines
    )


def _is_format_only(trial: Trial, finding: Finding) -> Evidence | None:
    kind = KINDS.get(finding.kind)
    if not trial.applied.changes or finding.kind in _FORMAT_KINDS or not trial.is_python:
        return None
    if not _is_same_program(trial):
        return None
    is_about_behaviour = kind is not None and kind.family in _DECIDABLE
    changed = [shown(trial.path, run.start, run.end) for run in runs(trial.applied.removed)[:3]]
    if _comments(trial.before.text) != _comments(trial.after.text):
        return trial.notes("fix-changes-comments-only", "the fix changes comments only", *changed)
    if not is_about_behaviour:
        return trial.notes("fix-changes-format-only", "the fix changes the format only", *changed)
    strength = Strength.PROOF if trial.applied.applies == "yes" else Strength.STRONG
    return trial.against(
        "fix-changes-nothing", strength, "the fix changes nothing but the format of the code", *changed
    )


def _is_same_program(trial: Trial) -> bool:
    before, after = trial.before.text, trial.after.text
    facts = trial.facts()
    if facts is None:
        return False
    changed = [row.text for row in trial.applied.rows if row.old is None]
    lines = trial.before.lines
    gone = [lines[at - 1] for at in trial.applied.removed]
    if _loose(_live(changed)) != _loose(_live(gone)):
        return False
    try:
        return ast.dump(ast.parse(before)) == ast.dump(ast.parse(after))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _live(lines: list[str]) -> str:
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))


def _loose(text: str) -> str:
    """The text without what a formatter may change."""
    return text.translate(_LOOSE)


def _comments(text: str) -> list[str]:
    return [key_of(line.partition("#")[2]) for line in text.split("\n") if "#" in line]


def _leaves_out(trial: Trial) -> Evidence | None:
    applied = trial.applied
    asked = [row.block for row in applied.added if row.block and is_to_fill(row.text)]
    if applied.elided:
        text = trial.block[applied.elided[0] - 1].strip() if applied.elided[0] <= len(trial.block) else "..."
        return trial.notes("fix-has-placeholder", f"the fix leaves code out (`{text[:80]}`)")
    if asked:
        text = trial.block[asked[0] - 1].strip()
        return trial.said(
            "fix-has-placeholder",
            Outcome.DISPROVES,
            Strength.WEAK,
            f"the fix leaves code to be written (`{text[:80]}`)",
        )
    return None


def only_uncomments(trial: Trial) -> Evidence | None:
    """A snippet whose statements are all commented out in the file: it shows nothing new."""
    facts = trial.before.facts
    if facts is None or trial.applied.shape is not Shape.SNIPPET or trial.applied.elided:
        return None
    wanted = [unit.key for unit in units_of(trial.block) if not unit.is_comment]
    telling = [key for key in wanted if len(key) >= _LEAST_CODE]
    if not telling:
        return None
    for code in facts.shadow:
        have = [unit.key for unit in units_of(code.text.split("\n"))]
        if all(key in have for key in wanted):
            extent = code.lines
            detail = "the fix is the code that stands commented out here: it would only uncomment it"
            return trial.against(
                "fix-only-uncomments", Strength.STRONG, detail, shown(trial.path, extent.start, extent.end)
            )
    return None
