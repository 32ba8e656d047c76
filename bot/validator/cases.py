"""What a function does in one case that the words name exactly ("if `rows` is empty"), where a test of it says so."""

import re
from dataclasses import dataclass

from bot.model.facts import Facts, LineClass, SourceFile
from bot.model.outcomes import Raise, Return
from bot.model.place import Extent
from bot.validator.outcomes import Function

_WHEN = r"\b(?:if|when|whenever|for|in case|on|where|once|because|since)\b"
_NAME = (
    r"(?:the |an? |its |given |passed )*(?:parameter |argument |variable |input |value of )?`?(?P<name>[A-Za-z_][\w.]*)`?"
    r"(?: (?:argument|parameter|list|dict|value|string|variable|key))?"
)
_END = r"\s*(?:$|[.;:!)]|,(?! (?:and|or)\b))"
_UNSET = r"(?:none|null|missing|omitted|unset|absent|(?:not|n't|never) (?:\w+ly )?(?:given|passed|provided|set|supplied|specified|there|present))"
_EMPTY = r"(?:empty|falsy|falsey)"
_OCCURS = r"(?: (?:occurs|happens|is (?:raised|thrown|caught)|was (?:raised|caught)))?"
_OUT = r"(?:missing|unknown|absent|(?:not|n't) (?:in .{1,60}|found|present|there|known|included|contained in .{1,60}))"
_CALM = re.compile(
    r"len|isinstance|bool|str|repr|list|tuple|set|dict|sorted|reversed|enumerate|range|zip|any|all|sum|print|append|extend|add|endswith|"
    r"startswith|l?strip|rstrip|lower|upper|title|join|r?split|splitlines|r?partition|replace|encode|items|keys|values|isdigit|isalpha|"
    r"isupper|islower|isspace|count|find|debug|info|warning|error|exception"
)
"""Calls that raise neither an IndexError nor a KeyError, whatever they are given."""
_BY_OPERATORS = frozenset(
    {
        "",
        "TypeError",
        "AttributeError",
        "NameError",
        "UnboundLocalError",
        "ZeroDivisionError",
        "OverflowError",
        "ArithmeticError",
    }
)
"""What operators and names raise by themselves."""
_MAY_RAISE = re.compile(r"[\[%]|\b(?:yield|await|with|import|assert|del)\b|^[^=,]*,[^=]*=(?!=)")
_LOOP = re.compile(r"\s*for ")
_HARMLESS = re.compile(r"[\w.]*|'[^'{}]*'|\"[^\"{}]*\"|-?\d+|\[\]|\{\}|\(\)")
_CASES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (state, re.compile(pattern, re.IGNORECASE))
    for state, pattern in (
        ("unset", rf"{_WHEN} {_NAME} (?:is|are|was|were|has)\s?(?:`?)(?:been )?{_UNSET}`?{_END}"),
        ("unset", rf"{_WHEN} no `?(?P<name>\w+)`? (?:is|are|was|were) (?:given|passed|provided|set|supplied|specified){_END}"),
        ("empty", rf"{_WHEN} {_NAME} (?:is|are|was|were) (?:an )?{_EMPTY}(?: (?:list|dict|string|sequence))?{_END}"),
        ("empty", rf"{_WHEN} there (?:is|are) no `?(?P<name>\w+)`?{_END}"),
        ("empty", rf"{_WHEN} (?:an? )?empty `?(?P<name>\w+)`?{_END}"),
        ("out", rf"{_WHEN} {_NAME} (?:is|are|was|were|does|do)\s?{_OUT}{_END}"),
        ("error", rf"{_WHEN} (?:an? |the )?`?(?P<name>[A-Z]\w*(?:Error|Exception|Iteration))`?{_OCCURS}{_END}"),
        ("negative", rf"{_WHEN} {_NAME} (?:is|are) (?:negative|less than (?:zero|0)|below (?:zero|0)){_END}"),
        ("equal", rf"{_WHEN} {_NAME} (?:is|equals|is equal to|==) `?(?P<literal>'[^']*'|\"[^\"]*\"|\d+|True|False)`?{_END}"),
    )
)  # fmt: skip
_TESTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (state, re.compile(pattern))
    for state, pattern in (
        ("unset empty", r"not (?P<name>[\w.]+)"),
        ("empty", r"(?:not len\((?P<a>[\w.]+)\)|len\((?P<b>[\w.]+)\) (?:==|<) [01])"),
        ("unset", r"(?P<name>[\w.]+) (?:is|==) None"),
        ("out", r"(?P<name>[\w.]+) not in [\w.\[\]()'\"]+"),
        ("error", r"except (?P<name>\w+)"),
        ("negative", r"(?P<name>[\w.]+) < 0"),
        ("equal", r"(?P<name>[\w.]+) == (?P<literal>'[^']*'|\"[^\"]*\"|\d+|True|False)"),
    )
)


@dataclass(frozen=True, slots=True)
class Case:
    """What is done there: the `return` or `raise` that ends it, and all others that may come before it."""

    done: Return | Raise
    before: tuple[Return | Raise, ...]
    is_first: bool


def case_of(quote: str, function: Function) -> Case | None:
    """The case that the words name, where exactly one test of the function is about it and leaves the function."""
    for state, pattern in _CASES:
        found = pattern.search(quote)
        if found is None:
            continue
        literal = found.groupdict().get("literal")
        name = found["name"].rstrip(".")
        done = [one for one in _outcomes(function) if one.under and _is_of(one.under, state, name, literal)]
        if not done:
            continue
        if len(done) != 1 or _is_changed(name, done[0].line, function):
            return None
        tried = _tried(done[0].line, function) if state == "error" else ()
        before = tuple(one for one in _outcomes(function) if one.line < done[0].line and one.line not in tried)
        return Case(done[0], before, _is_first(done[0].line, function))
    return None


def is_harmless(case: Case) -> bool:
    """Whether the case is a plain return at the head of the function, in which nothing can raise."""
    return case.is_first and isinstance(case.done, Return) and bool(_HARMLESS.fullmatch(case.done.text))


def _tried(line: int, function: Function) -> Extent | tuple[()]:
    """The lines that were left when a handler around a line began."""
    blocks = [block for block in function.facts.tries for one in block.handlers if line in one.lines]
    return max(blocks, key=lambda block: block.lines.start).body if blocks else ()


def _outcomes(function: Function) -> list[Return | Raise]:
    return sorted([*function.returned, *function.raised], key=lambda one: one.line)


def _is_of(under: tuple[str, ...], state: str, name: str, literal: str | None) -> bool:
    """Whether the innermost test says just that; those around it may only rule out other values of the same name."""
    for states, pattern in _TESTS:
        found = pattern.fullmatch(under[0])
        if found is None or state not in states.split():
            continue
        groups = found.groupdict()
        tested = groups.get("name") or groups.get("a") or groups.get("b")
        if tested != name or (literal is not None and _plain(groups.get("literal") or "") != _plain(literal)):
            continue
        return all(re.fullmatch(rf"not \({re.escape(name)} == ['\"\w.-]+\)", test) for test in under[1:])
    return False


def _plain(literal: str) -> str:
    return literal.replace('"', "'")


def _is_changed(name: str, line: int, function: Function) -> bool:
    """Whether the name gets another value before the test."""
    own = function.definition
    return any(
        own.header.end < at.start <= line
        for binding in function.facts.bindings
        if binding.name == name.split(".")[0] and binding.scope == own.qualified
        for at in binding.lines
    )


def _is_first(line: int, function: Function) -> bool:
    """Whether nothing but the test itself and a docstring stands before it."""
    own = function.definition
    start = own.docstring.end + 1 if own.docstring else own.header.end + 1
    return sum(start <= one.start < line for one in function.facts.statements) <= 1


def cannot_raise(wanted: str, function: Function, source: SourceFile | None) -> bool:
    """Whether nothing in a function can raise that: it asks for no index and no key, or does not call anything at all."""
    own, facts = function.definition, function.facts
    if source is None or function.raised or own.decorators or own.is_generator or wanted in _BY_OPERATORS:
        return False
    lines = [source.lines[n - 1] for n in range(own.header.end + 1, own.lines.end + 1) if _is_code(n, facts)]
    if not lines or any(_MAY_RAISE.search(line.replace("[]", "")) for line in lines):
        return False
    calls = [call for call in facts.calls if call.lines.overlaps(own.body)]
    if wanted in ("IndexError", "KeyError"):
        return all(_CALM.fullmatch(call.name) for call in calls)
    return not calls and not any(_LOOP.match(line) for line in lines)


def _is_code(number: int, facts: Facts) -> bool:
    return facts.line_classes[number - 1] is LineClass.CODE
