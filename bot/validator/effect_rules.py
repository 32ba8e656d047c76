"""What well-known operations of Python do where a key, an element or a file is missing, and which of them take a default."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.claim import Claim
from bot.validator.operations import Named, Use, kind_of, operation_meant
from bot.validator.scene import Scene

ABSENT = re.compile(
    r"\b(?:missing|absent|unset|undefined|unknown|omitted|lack\w*|without|unavailable|nonexist\w*|non-exist\w*|is not|(?:do|does) not|"
    r"(?:not|never) (?:\w+ ){0,2}?(?:set|there|present|found|given|defined|passed|provided|supplied|included|specified|configured|"
    r"exist\w*|contain\w*|have|in|available|known|match\w*|one|part|a key|include)|"
    r"no (?:such|default|\w+ (?:key|attribute|entry|value|variable|option|element)|key|attribute|entry|value|variable|match\w*|element|"
    r"item|option|argument|field))\b"
)
EMPTY = re.compile(
    r"\b(?:empty|exhausted|nothing|no \w+|none (?:of|match\w*)|(?:does|do) not|has no|without|is not|too short|fewer|zero|0 elements)\b"
)
_BAD = re.compile(
    r"\b(?:non-\w+|invalid|malformed|bad|garbage|corrupt\w*|broken|empty(?: string)?|letters|other than|cannot be (?:parsed|converted)|"
    r"not (?:an? )?(?:valid|numeric|number|integer|int|digits?|well|float|json|parsable|parseable|convertible)\w*)\b"
)
_THERE = re.compile(r"\b(?:already|exists?)\b")
GONE = re.compile(
    r"\b(?:missing|absent|nonexist\w*|non-exist\w*|not found|no such|deleted|removed|"
    r"(?:does|do|did|is|are) not (?:\w+ )?(?:exist\w*|there|present|found))\b"
)
_SHORT = re.compile(
    r"\b(?:no|without|missing|lacks?|fewer|less than|only|does not|empty|too short|single|"
    r"not (?:\w+ )?(?:contain\w*|have|include|there|found|present))\b"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one operation does. `raises`: without a default, in the case that `when` tells; `gives_none`: it returns None then.

    `place`, `keyword`: where a default is given. `of`: what the receiver must be for that to be certain; empty: always.
    """

    raises: frozenset[str] = frozenset()
    when: re.Pattern[str] = ABSENT
    gives_none: bool = False
    place: int | None = None
    keyword: str = ""
    of: str = ""


def _rule(*raises: str, **more: object) -> Rule:
    return Rule(frozenset(raises), **more)  # type: ignore[arg-type]


_FILES = _rule("FileNotFoundError", "OSError", when=GONE)
_PARSED = _rule("ValueError", "JSONDecodeError", when=_BAD)
_RULES: Mapping[str, Rule] = {
    ".get": _rule(gives_none=True, place=1, keyword="default", of="dict"),
    ".pop": _rule("KeyError", "LookupError", place=1, of="dict"),
    ".setdefault": _rule(gives_none=True, place=1, of="dict"),
    "getattr": _rule("AttributeError", place=2),
    "next": _rule("StopIteration", when=EMPTY, place=1),
    "max": _rule("ValueError", when=EMPTY, keyword="default"),
    "min": _rule("ValueError", when=EMPTY, keyword="default"),
    "os.getenv": _rule(gives_none=True, place=1, keyword="default"),
    "os.makedirs": _rule("FileExistsError", "OSError", when=_THERE, place=2, keyword="exist_ok"),
    "os.mkdir": _rule("FileExistsError", "OSError", when=_THERE),
    "int": _rule("ValueError", when=_BAD),
    "float": _rule("ValueError", when=_BAD),
    "json.loads": _PARSED,
    "json.load": _PARSED,
    "open": _FILES,
    "os.listdir": _FILES,
    "os.remove": _FILES,
    "os.unlink": _FILES,
    "os.stat": _FILES,
    "os.path.getsize": _FILES,
    "os.path.getmtime": _FILES,
    ".index": _rule("ValueError", of="list"),
    ".remove": _rule("ValueError", of="list"),
    "re.match": _rule(gives_none=True, when=re.compile(r"")),
    "re.search": _rule(gives_none=True, when=re.compile(r"")),
    "re.fullmatch": _rule(gives_none=True, when=re.compile(r"")),
    "split[]": _rule("IndexError", "LookupError", when=_SHORT),
    "first[]": _rule(),
    "environ[]": _rule("KeyError", "LookupError"),
    "dict[]": _rule("KeyError", "LookupError"),
    "key[]": _rule("KeyError", "LookupError", of="dict"),
    "list[]": _rule("IndexError", "LookupError", when=EMPTY, of="list"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """A named operation with its rule. `default`: the text of the one that every place gives, None where none does.

    `is_known`: whether all places agree; `is_sure`: whether the receiver certainly is what the rule is for.
    """

    named: Named
    rule: Rule
    default: str | None
    is_known: bool
    is_sure: bool

    @property
    def shown(self) -> str:
        """What it is called in a sentence."""
        return f"`{self.named.operation.text or self.named.operation.callee}`"


def effect_meant(claim: Claim, scene: Scene) -> Effect | None:
    """The operation that a claim is about and what is known of it; None for all others."""
    named = operation_meant(claim, scene)
    if named is None:
        return None
    kind = kind_of(named)
    rule = _rule_of(named, kind)
    if rule is None:
        return None
    given = [_default(use, rule) for use in named.uses]
    is_known = "?" not in given and len({one is None for one in given}) == 1
    is_sure = not rule.of or rule.of == kind or (rule.of == "dict" and kind == "environ")
    return Effect(named, rule, given[0], is_known, is_sure)


def _rule_of(named: Named, kind: str) -> Rule | None:
    operation = named.operation
    if operation.name == "[]":
        return None if operation.is_slice else _RULES.get(_lookup(named, kind))
    if kind == "module" or (operation.owner in ("os", "json", "re", "os.path")):
        return _RULES.get(operation.callee) if kind == "module" else None
    if not operation.owner:
        return _RULES.get(operation.name)
    if operation.name in ("max", "min", "next", "open", "int", "float", "getattr"):
        return None
    return _RULES.get(f".{operation.name}")


def _lookup(named: Named, kind: str) -> str:
    operation = named.operation
    is_key = operation.index[:1] in "'\""
    if re.search(r"\.r?split\([^()]*\)$", operation.owner):
        return "split[]" if re.fullmatch(r"[1-9]\d?|-[2-9]", operation.index) else "first[]"
    if kind in ("environ", "dict"):
        return "" if _is_there(named) else f"{kind}[]"
    if is_key:
        return "key[]"
    return "list[]" if re.fullmatch(r"-?\d{1,3}", operation.index) else ""


def _is_there(named: Named) -> bool:
    """Whether the key is written out in the very dictionary."""
    operation = named.operation
    return any(
        one.target == operation.owner and operation.index.strip("'\"") in {item.strip("'\"") for item in one.items}
        for one in named.facts.outcomes.displays
    )


def _default(use: Use, rule: Rule) -> str | None:
    """The text of the default that a place gives; None for none, `?` where something is unpacked."""
    plain = [one for one in use.arguments if one.keyword is None]
    if any(one.text.startswith("*") for one in plain) or any(one.keyword == "**" for one in use.arguments):
        return "?"
    named = next((one.text for one in use.arguments if one.keyword and one.keyword == rule.keyword), None)
    if named is not None or rule.place is None:
        return named
    return plain[rule.place].text if len(plain) > rule.place else None
