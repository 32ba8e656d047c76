"""Whether a well-known operation does what is said of it: what it raises, what it gives, and whether it has a default."""

import ast
import builtins
import re

from bot.model.claim import Claim
from bot.model.place import Lines
from bot.validator.check import Seen, at, proof, strong
from bot.validator.effect_rules import ABSENT, EMPTY, GONE, Effect, Rule
from bot.validator.operations import Named, Use, is_guarded
from bot.validator.outcomes import condition_of

_OF_NONE = re.compile(
    r"\b(?:is|are|be|being|holds|as|set to|equals?|of|explicitly|contains|to) (?:an? )?`?(?:none|null)\b", re.IGNORECASE
)
_IS_A_FILE = re.compile(r"\b(?:file|not a directory|parent|permission\w*)\b")
_MODAL = re.compile(r"\b(?:can|could|may|might|potential\w*|possib\w+|risk\w*)\b")
_ERROR = re.compile(r"(?:[\w.]*\.)?(?P<name>[A-Z]\w*(?:Error|Exception|Iteration))(?:\(.*\))?")
_CONFIGURED = re.compile(r"(?:^|[._])(?:parser|config|cfg|conf|ini|settings?)$", re.IGNORECASE)
"""Receivers whose `get` may take a section and an option."""
_NOT_DICTS = re.compile(
    r"(?:^|[._])(?:cache|repo|repository|registry|store|storage|client|session|api|db|database|manager|queue|q|objects|query|"
    r"http|requests|response|redis|backend|service|app|table|model)s?(?:\(\))?$",
    re.IGNORECASE,
)
"""Receivers whose `get` may be their own."""
_OWN = frozenset({"KeyError", "LookupError", "IndexError", "StopIteration"})
_STRING = re.compile(r"'[^']{0,80}'|\"[^\"]{0,80}\"")
_UNCAUGHT = re.compile(r"\b(?:uncaught|unhandled|not (?:caught|handled)|never (?:caught|handled)|nothing catches)\b")
_FILE_GONE = re.compile(r"\bfile (?:does not|is not|is missing|did not)|\bmissing file\b|\bno such file\b")
_FOLDER = re.compile(r"\b(?:director\w+|folder|parent|path)\b")
_DEFAULT = re.compile(r"default|f[ae]ll(?:s|ing)? ?-?back", re.IGNORECASE)


def confirm_raise(effect: Effect, claim: Claim) -> Seen | None:
    """It has no default, and raises that where what it asks for is not there."""
    rule, wanted = effect.rule, _error(claim.value)
    if not effect.is_known or effect.default is not None or not rule.raises or not _is_plain(effect):
        return None
    if (claim.value and wanted not in rule.raises) or (not claim.value and not _case(claim)):
        return None
    lines, case = effect.named.lines(), _case(claim)
    with_none = ", because it is given no default" if rule.place or rule.keyword == "default" else ""
    detail = f"{effect.shown} raises `{wanted or min(rule.raises)}` in that case{with_none}"
    is_meant = bool(rule.when.search(case)) and not _is_of_none(claim) if case else bool(_MODAL.search(claim.words))
    is_proved = is_meant and effect.is_sure and not is_guarded(effect.named)
    return proof(detail, *lines) if is_proved else strong(detail, *lines) if is_meant else None


def refute_raise(effect: Effect, claim: Claim) -> Seen | None:
    """It has a default, or never raises that, or raises another exception in that case."""
    rule, wanted, case = effect.rule, _error(claim.value), _case(claim)
    lines, where = effect.named.lines(), f"{effect.shown}"
    if why := _never(effect, wanted, case):
        return proof(f"{where} {why}", *lines)
    if _UNCAUGHT.search(claim.words) and (caught := _caught(effect.named, wanted)):
        return proof(f"`{wanted}` is caught at line {caught[0].start_line}", *caught)
    is_plain = _is_plain(effect, is_raised=wanted == "KeyError")
    if not effect.is_known or not is_plain or _is_of_another(effect, claim):
        return None
    if effect.default is not None and rule.raises and (wanted in rule.raises or not wanted):
        if not wanted and not rule.when.search(case):
            return None
        if rule.keyword == "exist_ok" and (effect.default != "True" or _IS_A_FILE.search(case) or wanted == "OSError"):
            return None
        return proof(f"{where} is given {_what(rule)} `{effect.default}`", *lines)
    if rule.gives_none and rule.place == 1 and (wanted in _OWN or (not wanted and ABSENT.search(case) and case)):
        gives = f"the default `{effect.default}`" if effect.default is not None else "None"
        return proof(f"{where} returns {gives} for what is not there and raises no `{wanted or 'KeyError'}`", *lines)
    if effect.default is None and effect.is_sure and wanted and rule.raises and _is_another(wanted, rule, claim):
        return proof(f"{where} raises `{min(rule.raises)}` in that case", *lines)
    return None


def _is_of_another(effect: Effect, claim: Claim) -> bool:
    """Whether another lookup or call inside it may be what fails: only the key behind the operation says that it is not."""
    operation = effect.named.operation
    inner = "" if operation.name == "[]" else ", ".join(one.text for one in operation.arguments or ())
    if operation.name != "next" and not re.search(r"[\[(]", f"{operation.owner} {re.sub(_STRING, '', inner)}"):
        return False
    if operation.name == "next":
        return "[" in inner
    if operation.name in ("max", "min"):
        return bool(re.search(r"\b(?:int|float|index|remove|strptime|Decimal)\(", inner))
    key = re.match(r"['\"](\w+)['\"]", inner)
    said = claim.quote.replace(operation.text, "")
    return key is None or re.search(rf"\b{key[1]}\b", said) is None


def _never(effect: Effect, wanted: str, case: str) -> str:
    """Why it cannot raise that, whatever it is given; empty where it may."""
    operation, uses = effect.named.operation, effect.named.uses
    plain = [[one.text for one in use.arguments if one.keyword is None] for use in uses]
    if operation.name in ("max", "min") and not operation.owner and wanted in ("ValueError", ""):
        several = all(len(one) > 1 and not any(re.match(r"\*|.*(?<!len)\(", text) for text in one) for one in plain)
        return "compares values that are written out, so that none is missing" if several and EMPTY.search(case) else ""
    if operation.name == "open" and not operation.owner and wanted == "FileNotFoundError":
        is_made = all(len(one) > 1 and re.fullmatch(r"['\"][wax]\+?[bt]?\+?['\"]", one[1]) for one in plain)
        return "makes the file" if is_made and _FILE_GONE.search(case) and not _FOLDER.search(case) else ""
    is_first = operation.name == "[]" and operation.index in ("0", "-1")
    is_split = re.search(r"\.r?split\((?!None\b)['\"\w][^()]*\)$", operation.owner)
    return "always finds a part, for a separator is given" if is_first and is_split and wanted == "IndexError" else ""


def _caught(named: Named, wanted: str) -> tuple[Lines, ...]:
    """The clauses that catch an exception around each place."""
    raised = getattr(builtins, wanted, None)
    found: list[Lines] = []
    for use in named.uses:
        here = [
            handler
            for one in named.facts.tries
            if use.lines.start in one.body
            for handler in one.handlers
            if not handler.types or any(_catches(name, raised) for name in handler.types)
        ]
        if not here:
            return ()
        found.append(at(named.path, here[0].lines))
    return tuple(found[:3])


def _catches(name: str, raised: object) -> bool:
    caught = getattr(builtins, name, None)
    return isinstance(caught, type) and isinstance(raised, type) and issubclass(raised, caught)


def _is_another(wanted: str, rule: Rule, claim: Claim) -> bool:
    """Whether the words name an exception that is no relative of the one which is raised in that very case."""
    given, case = getattr(builtins, wanted, None), _case(claim)
    own = [one for name in rule.raises if isinstance(one := getattr(builtins, name, None), type)]
    if rule.when not in (ABSENT, EMPTY) or not case or not rule.when.search(case) or _is_of_none(claim):
        return False
    if rule.place is None and not rule.keyword and "KeyError" not in rule.raises:
        return False
    return isinstance(given, type) and not any(issubclass(given, one) or issubclass(one, given) for one in own)


def _what(rule: Rule) -> str:
    return "`exist_ok`" if rule.keyword == "exist_ok" else "the default"


def _is_plain(effect: Effect, *, is_raised: bool = False) -> bool:
    """Whether nothing about the call or its receiver makes it another than the well-known one."""
    operation, rule = effect.named.operation, effect.rule
    if operation.name in ("max", "min"):
        return all(sum(one.keyword is None for one in use.arguments) == 1 for use in effect.named.uses)
    if operation.name == "open":
        return all(_is_read(use) for use in effect.named.uses)
    if rule.of != "dict" or effect.is_sure or operation.name == "[]":
        return True
    if any(one.keyword not in (None, "default") for use in effect.named.uses for one in use.arguments):
        return False
    if any(not use.arguments or len(use.arguments) > 2 for use in effect.named.uses):
        return False
    most = max(len(use.arguments) for use in effect.named.uses)
    own = any(one.name == operation.name and len(one.parameters) > most for one in effect.named.facts.definitions)
    if (
        _CONFIGURED.search(operation.owner)
        and not is_raised
        and any(len(use.arguments) == 2 for use in effect.named.uses)
    ):
        return not own and _is_keyed(effect)
    return not own and not (_NOT_DICTS.search(operation.owner) and not _is_keyed(effect))


def _is_keyed(effect: Effect) -> bool:
    """Whether each place gives a key and, as default, something that is no name of an option."""
    texts = [[one.text for one in use.arguments] for use in effect.named.uses]
    return all(len(one) == 2 and one[0][:1] in "'\"" and not re.match(r"['\"]\w", one[1]) for one in texts)


def _is_read(use: Use) -> bool:
    plain = [one.text for one in use.arguments if one.keyword is None]
    mode = next((one.text for one in use.arguments if one.keyword == "mode"), plain[1] if len(plain) > 1 else "'r'")
    return bool(re.fullmatch(r"['\"]r[bt]?['\"]", mode))


def _error(value: str) -> str:
    found = _ERROR.fullmatch(value.strip("`'\" "))
    return found["name"] if found else ""


def _is_of_none(claim: Claim) -> bool:
    """Whether the case is that something is there, and is None."""
    return bool(_OF_NONE.search(condition_of(claim.quote.replace(claim.subject, ""))))


def _case(claim: Claim) -> str:
    return condition_of(claim.words.replace("«", " «").replace("n't", " not"))


def confirm_return(effect: Effect, claim: Claim) -> Seen | None:
    """It gives None without a default, or that default, where what it asks for is not there."""
    rule, case, said = effect.rule, _case(claim), _value(claim.value)
    if not effect.is_known or said is None or not _is_plain(effect):
        return None
    lines, is_default = effect.named.lines(), bool(_DEFAULT.search(claim.words))
    is_meant = is_default or (bool(rule.when.search(case)) and not _is_of_none(claim) if case else False)
    is_meant = is_meant or bool(_MODAL.search(claim.words) and not case)
    if effect.default is not None and rule.place is not None and _value(effect.default) == said:
        detail = f"the default of {effect.shown} is `{effect.default}`"
        return proof(detail, *lines) if is_meant else None
    if effect.default is None and rule.gives_none and said == _value("None") and is_meant:
        detail = (
            f"{effect.shown} has no default" if rule.place else f"{effect.shown} returns None where nothing matches"
        )
        return proof(detail, *lines) if effect.is_sure and not is_guarded(effect.named) else strong(detail, *lines)
    return None


def refute_return(effect: Effect, claim: Claim) -> Seen | None:
    """It gives another value in that case, or raises."""
    rule, case, said = effect.rule, _case(claim), _value(claim.value)
    if not effect.is_known or said is None or not _is_plain(effect):
        return None
    is_meant = bool(rule.when.search(case)) and not _is_of_none(claim)
    if not is_meant and not (_DEFAULT.search(claim.words) and not case):
        return None
    lines = effect.named.lines()
    if effect.default is not None and rule.place is not None and rule.keyword != "exist_ok":
        given = _value(effect.default)
        return (
            proof(f"the default of {effect.shown} is `{effect.default}`", *lines) if given not in (None, said) else None
        )
    if effect.default is not None or not is_meant:
        return None
    if rule.gives_none and rule.place is not None and said != _value("None"):
        return proof(f"{effect.shown} has no default, so it gives None", *lines)
    if rule.raises and effect.is_sure and rule.when in (ABSENT, EMPTY, GONE):
        return proof(f"{effect.shown} raises `{min(rule.raises)}` in that case", *lines)
    return None


def _value(text: str) -> str | None:
    """A literal as it compares; None for anything else."""
    words = {"none": "None", "null": "None", "true": "True", "false": "False", "nothing": "None"}
    plain = text.strip("` ")
    plain = words.get(plain.lower(), plain)
    empty = {
        "an empty string": "''",
        "an empty list": "[]",
        "an empty dict": "{}",
        "an empty dictionary": "{}",
        "zero": "0",
    }
    try:
        return repr(ast.literal_eval(empty.get(plain.lower(), plain)))
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def is_default(claim: Claim) -> bool:
    """Whether the words miss a default, whatever it may be."""
    return claim.value.lower().replace("-", "").replace(" ", "") in ("default", "fallback")


def confirm_bare(effect: Effect, claim: Claim) -> Seen | None:
    """No place of it is given a default."""
    if not _takes_default(effect) or effect.default is not None or not _is_plain(effect):
        return None
    return proof(f"{effect.shown} is given no default", *effect.named.lines())


def refute_bare(effect: Effect, claim: Claim) -> Seen | None:
    """Each place of it is given one."""
    if not _takes_default(effect) or effect.default is None or not _is_plain(effect):
        return None
    if effect.default == "None" and re.search(
        r"\b(?:sensible|useful|meaningful|safe|proper|real|non-none)\b", claim.words
    ):
        return None
    return proof(f"{effect.shown} is given the default `{effect.default}`", *effect.named.lines())


def _takes_default(effect: Effect) -> bool:
    rule = effect.rule
    return effect.is_known and rule.keyword != "exist_ok" and (rule.place is not None or bool(rule.keyword))
