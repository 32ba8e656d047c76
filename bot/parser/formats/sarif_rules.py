"""What a SARIF result takes from its rule and its run: words, grade, fingerprint and suppression."""

import re
from dataclasses import dataclass

from bot.parser.formats.reading import Node

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\d{1,3})\}")
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.){1,1000})\]\([^()\s]{1,1000}\)")
_ESCAPED = re.compile(r"\\([\[\]])")
_LEVELS = ("error", "warning", "note", "none")
_LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as far as a result tells it; `own` and `shared` are its metadata and those of its component, or absent."""

    id: str
    name: str
    own: Node
    shared: Node


class Rules:
    """The rules of a run: of its driver and its extensions, by index and by id."""

    def __init__(self, tool: Node) -> None:
        self._components = [tool["driver"], *tool["extensions"].members()]
        self._rules = [list(component["rules"].members()) for component in self._components]
        self._by_id: dict[str, tuple[int, int]] = {}
        for at, rules in enumerate(self._rules):
            for index, rule in enumerate(rules):
                self._by_id.setdefault(rule["id"].text(), (at, index))

    def of(self, result: Node) -> Rule:
        """The rule of a result, found by its index, or else by its id, of which a part may follow a slash."""
        reference = result["rule"]
        id = result["ruleId"].text() or reference["id"].text()
        place = self._place(result, reference, id)
        if place is None:
            return Rule(id, "", reference["absent"], self._components[0])
        own = self._rules[place[0]][place[1]]
        return Rule(id or own["id"].text(), own["name"].text(), own, self._components[place[0]])

    def _place(self, result: Node, reference: Node, id: str) -> tuple[int, int] | None:
        extension = reference["toolComponent"]["index"].whole()
        component = 0 if extension is None else extension + 1
        index = result["ruleIndex"].whole()
        index = reference["index"].whole() if index is None else index
        if index is not None and 0 <= component < len(self._rules) and 0 <= index < len(self._rules[component]):
            return component, index
        return self._by_id.get(id) or self._by_id.get(id.rpartition("/")[0])


def message_of(message: Node, rule: Rule) -> str:
    """The words of a message, its arguments put in and its links made words; without any, what the rule says of itself."""
    arguments = [one.label() for one in message["arguments"].members()]
    key = message["id"].text()
    words = message["text"].text()
    if not words and key:
        words = (
            rule.own["messageStrings"][key]["text"].text() or rule.shared["globalMessageStrings"][key]["text"].text()
        )
    if not words:
        words = message["markdown"].text()
    for member in ("shortDescription", "fullDescription", "help"):
        words = words or rule.own[member]["text"].text()
    filled = _PLACEHOLDER.sub(lambda found: _filled(found, arguments), words[:_LONGEST]) if key or arguments else words
    return _ESCAPED.sub(r"\1", _LINK.sub(r"\1", filled[:_LONGEST]))


def _filled(found: re.Match[str], arguments: list[str]) -> str:
    if found[1] is None:
        return found[0][0]
    at = int(found[1])
    return arguments[at][:1000] if at < len(arguments) else found[0]


def grade(result: Node, rule: Rule) -> str | None:
    """The severity in one word: by the rule's security score, else by the level; None where neither says one."""
    score = _score(rule.own["properties"]["security-severity"].value)
    if score is not None:
        return "critical" if score >= 9 else "high" if score >= 7 else "medium" if score >= 4 else "low"
    level = result["level"].text()
    if not level and (result["kind"].text() or "fail") != "fail":
        return None
    level = level or rule.own["defaultConfiguration"]["level"].text() or "warning"
    return level if level in _LEVELS[:-1] else None


def _score(value: object) -> float | None:
    if isinstance(value, str) and re.fullmatch(r"\d{1,2}(?:\.\d{1,5})?", value):
        return float(value) or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 < value <= 10 else None


def fingerprint(result: Node) -> str | None:
    """What tells the result again: its first fingerprint, full ones before partial ones, else its guid."""
    for member in ("fingerprints", "partialFingerprints"):
        for _, value in sorted(result[member].items(), key=lambda pair: pair[0]):
            if words := value.text():
                return words[:200]
    return result["guid"].text()[:200] or None


def why_suppressed(result: Node) -> str | None:
    """The justification of a suppression that all accept, in words; None where the result is not suppressed."""
    told = list(result["suppressions"].members())
    if not told or any((one["status"].text() or "accepted") != "accepted" for one in told):
        return None
    words = [one["justification"].text().strip() or f"suppressed ({one['kind'].text() or 'external'})" for one in told]
    return "; ".join(dict.fromkeys(words))[:2000]
