"""
stated-value: the finding says which value a name, keyword or default has, and builds on it.

Why: the value is written in the code, and reviewers often remember another one.
Blind spot: values that are computed, or that depend on the way that control takes, are left alone.
"""

import ast
import re

from bot.code.spots import last_part
from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.model.facts import Definition, Facts
from bot.model.place import Extent
from bot.validator.calls import is_certain, proposes
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.scene import Scene

_KEYED = re.compile(r"(?P<name>[A-Za-z_][\w.]*)\[(?P<key>'[^'\"]+'|\"[^'\"]+\")\]")
_TAIL = re.compile(r"[,;—–] *(?:which|so|and|making|this|that)\b|\bwhich\b")
_LOOKUPS = frozenset({"get", "getenv", "pop", "setdefault", "getattr"})
_DEFAULT = re.compile(r"\bdefaults?\b")
_WORDS = {"true": "True", "false": "False", "none": "None"}
_UNCERTAIN = re.compile(r"\b(?:should|could|may|might|would|if|when|unless|instead|not|never|n't|can|must)\b|n't")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """The name has that value: proof where that is all that is said, and nothing gives it another one."""
    facts, path = scene.facts(claim), claim.location.path
    wanted = _said(claim)
    if facts is None or path is None or wanted is None:
        return None
    values = _values(claim, scene, facts)
    line = next((line for text, line in values if _literal(text) == wanted), None)
    if line is None:
        return None
    seen = f"`{claim.subject}` is `{claim.value}` at line {line}"
    is_all = all(_literal(text) == wanted for text, _ in values) and claim.role is Role.PREDICATE
    is_sure = is_all and not _UNCERTAIN.search(_said_words(claim)) and is_certain(claim, scene)
    return proof(seen, at(path, line)) if is_sure else strong(seen, at(path, line))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Each value that the file gives to the name is written out, and is another one."""
    facts, path = scene.facts(claim), claim.location.path
    wanted = _said(claim)
    if (
        facts is None
        or path is None
        or wanted is None
        or _UNCERTAIN.search(_said_words(claim))
        or proposes(claim)
        or not is_certain(claim, scene)
    ):
        return None
    values = _values(claim, scene, facts)
    read = [_literal(text) for text, _ in values]
    if not values or None in read or wanted in read:
        return None
    detail = " and ".join(dict.fromkeys(f"`{text}`" for text, _ in values[:3]))
    return proof(
        f"`{last_part(claim.subject) or claim.subject}` is {detail} here, not `{claim.value}`",
        *(at(path, line) for _, line in values[:3]),
    )


def _values(claim: Claim, scene: Scene, facts: Facts) -> list[tuple[str, int]]:
    """What the file gives to the name, as source text and line: assignments, keywords of calls, defaults, entries of dicts."""
    keyed = _KEYED.fullmatch(claim.subject.strip("` "))
    if keyed is not None:
        return _entries(facts, keyed["key"].strip("'\""), keyed["name"])
    if claim.subject.startswith("-"):
        return _of_option(facts, claim.subject)
    name = last_part(claim.subject)
    if not name.isidentifier():
        return []
    universe = scene.universe(claim)
    inside = [one for one in facts.definitions if universe is None or one.lines.start in universe.lines]
    defaults = [
        (p.default, p.line) for one in inside for p in one.parameters if p.name == name and p.default is not None
    ]
    if defaults and (universe is not None or _DEFAULT.search(claim.words)):
        return defaults
    owner = claim.scope and not universe
    entries = _entries(facts, name, claim.scope if owner else "")
    if _DEFAULT.search(claim.words) and not entries:
        return _of_lookup(facts, name, universe)
    if owner or universe is not None or (entries and _DEFAULT.search(claim.words)):
        return entries
    return _everywhere(name, facts, defaults) or entries


def _everywhere(name: str, facts: Facts, defaults: list[tuple[str, int]]) -> list[tuple[str, int]]:
    bound = [
        (one.value, lines.start) for one in facts.bindings if one.name == name and one.value for lines in one.lines
    ]
    many = any(
        one.name == name and (not one.value or len(one.lines) > 1) and one.kind.value in ("variable", "attribute")
        for one in facts.bindings
    )
    given = [(a.text, call.lines.start) for call in facts.calls for a in call.arguments if a.keyword == name]
    taken = any(p.name == name and p.default is None for one in facts.definitions for p in one.parameters)
    return [] if many or taken else [*bound, *given, *defaults]


def _entries(facts: Facts, key: str, name: str) -> list[tuple[str, int]]:
    """The values of a key in dicts that are written out, of one name or of all that are assigned to one."""
    last = last_part(name)
    found = [
        (value, _line_of(facts, key, one.lines), bool(one.target))
        for one in facts.outcomes.displays
        if one.kind == "dict" and last in ("", one.target.rpartition(".")[2])
        for item, value in zip(one.items, one.values, strict=True)
        if item.strip("'\"") == key
    ]
    return [(value, line) for value, line, is_named in found if is_named] or [one[:2] for one in found]


def _line_of(facts: Facts, key: str, place: Extent) -> int:
    """The line on which a key of a dict stands."""
    return next(
        (text.lines.start for text in facts.texts if text.value == key and text.lines.start in place), place.start
    )


def _of_option(facts: Facts, flag: str) -> list[tuple[str, int]]:
    """The default of an option of the command line, where the call that adds it names it first."""
    calls = [call for call in facts.calls if any(a.text.strip("'\"").split("/")[0] == flag for a in call.arguments)]
    return [(a.text, call.lines.start) for call in calls for a in call.arguments if a.keyword == "default"]


def _of_lookup(facts: Facts, key: str, universe: Definition | None) -> list[tuple[str, int]]:
    """What lookups of a key fall back to: `get("key", 60)`, `getenv("key", 60)`, `getattr(x, "key", 60)`."""
    found = []
    for call in facts.calls:
        texts = [a.text for a in call.arguments if a.keyword is None]
        at = 1 if call.callee == "getattr" else 0
        if call.name not in _LOOKUPS or (universe is not None and not call.lines.overlaps(universe.lines)):
            continue
        if len(texts) == at + 2 and texts[at].strip("'\"") == key:
            found.append((texts[at + 1], call.lines.start))
    return found


def _said_words(claim: Claim) -> str:
    """The words without what is said to come of it."""
    return _TAIL.split(claim.words, maxsplit=1)[0]


def _said(claim: Claim) -> tuple[str, str] | None:
    """The value that is said; a string whose quotation marks were taken for those of the sentence is one all the same."""
    is_quoted = any(f"{mark}{claim.value}{mark}" in claim.quote for mark in ("'", '"')) and "`" not in claim.value
    return ("str", repr(claim.value)) if is_quoted and claim.value else _literal(claim.value)


def _literal(text: str) -> tuple[str, str] | None:
    """The type and the value of a literal; None for anything else."""
    plain = _WORDS.get(text.strip("`").lower(), text.strip("`"))
    try:
        value = ast.literal_eval(plain)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return type(value).__name__, repr(value)
    return ("number", repr(float(value))) if isinstance(value, int | float) else None


_CODE = "LIMIT = 3\n\n\ndef load(rows, retries=5):\n    return fetch(rows, timeout=10, size=LIMIT)\n"

CHECK = Check(
    kind="stated-value",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "what a lookup falls back to",
            says("`main`: the default for `minutes` is 30."),
            python("def main(conf):\n    return int(conf.get('minutes', 60))\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows("a keyword", says("`timeout` is set to 0, which disables it."), python(_CODE), Verdict.REFUTED, (5, 5)),
        shows("a default", says("`retries` defaults to 3."), python(_CODE), Verdict.REFUTED, (4, 4)),
        shows("so it is", says("`LIMIT` is set to 3, which is too low."), python(_CODE), Verdict.PLAUSIBLE, (1, 1)),
        abstains("computed", says("`size` is set to 4."), python(_CODE)),
        shows("all that is said", says("LIMIT is 3."), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        shows(
            "of a dict that has no name",
            says("`mode` is set to 'fast', so that nothing is checked."),
            python(
                "def start(api):\n    api.post(\n        {\n            'name': 'a',\n            'mode': 'safe',\n        }\n    )\n"
            ),
            Verdict.REFUTED,
            (5, 5),
        ),
        shows("of a key", says('`LIMITS["a"]` is 5.'), python('LIMITS = {"a": 4}\n'), Verdict.REFUTED, (1, 1)),
        shows(
            "an option",
            says("`--size` defaults to 3."),
            python('parser.add_argument("--size", default=4)\n'),
            Verdict.REFUTED,
            (1, 1),
        ),
        silent("conditional", says("If `timeout` is set to 0, it blocks."), python(_CODE)),
    ),
)
