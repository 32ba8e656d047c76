"""YAML text to plain values with the line of each: small, shallow, no aliases, no tags, no key twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bot.config.faults import Fault, Place, is_key, refusal

LARGEST = 256 << 10
"""Bytes of a configuration that are read."""

DEEPEST = 12
"""Lists and mappings inside each other; a configuration needs five."""

Tree = None | bool | int | float | str | list["Tree"] | dict[str, "Tree"]

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})?\.[0-9]{1,15}")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_TOKEN = re.compile(r"[\"'](?:.?|<[a-z ]{1,30}>)[\"']")


@dataclass(slots=True)
class Reading:
    """The values of a document, the line of each place, and what is wrong with it."""

    tree: Tree = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class _Unwanted(yaml.MarkedYAMLError):
    """YAML that a configuration does without."""


class _Loader(yaml.SafeLoader):
    """Composes nodes only; what could grow or run is refused on the way."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        mark: yaml.Mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise _Unwanted(problem="an alias (*) is not read; write the value out", problem_mark=mark)
        if getattr(event, "tag", None) not in (None, "!"):
            raise _Unwanted(problem="a tag (!) is not read; write the plain value", problem_mark=mark)
        if self.depth == DEEPEST:
            raise _Unwanted(problem=f"it is nested more than {DEEPEST} levels deep", problem_mark=mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(name: str, content: bytes) -> Reading:
    """The document in `content`; None for an empty one. Raises BadConfig where it is no YAML that we read."""
    reading = Reading()
    node = _compose(name, content)
    if node is not None:
        reading.tree = _value(node, (), reading)
    return reading


def _compose(name: str, content: bytes) -> yaml.Node | None:
    if len(content) > LARGEST:
        raise _unreadable(name, f"is larger than {LARGEST >> 10} KiB")
    try:
        loader = _Loader(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _unreadable(name, "is not UTF-8 text") from None
    except yaml.YAMLError:
        raise _unreadable(name, "holds a character that is not allowed in YAML") from None
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _unreadable(name, f"can't be read as YAML: {_problem(error)}", mark) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        raise _unreadable(name, "can't be read as YAML") from None
    finally:
        loader.dispose()


def _unreadable(name: str, says: str, mark: yaml.Mark | None = None) -> Exception:
    return refusal(name, [Fault((), says, mark.line + 1 if mark else None)], {})


def _problem(error: yaml.MarkedYAMLError) -> str:
    """The library's words without anything that it quotes: that might be half of a secret."""
    words = " ".join((error.problem or "it is not well-formed").split())
    return _QUOTED.sub(lambda found: found[0] if _TOKEN.fullmatch(found[0]) else "…", words)


def _value(node: yaml.Node, place: Place, reading: Reading) -> Tree:
    reading.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, at), reading) for at, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return {key: _value(item, (*place, key), reading) for key, item in _members(node, place, reading)}
    return _scalar(node, place, reading)


def _members(node: yaml.MappingNode, place: Place, reading: Reading) -> Iterator[tuple[str, yaml.Node]]:
    seen: dict[str, int] = {}
    for key, item in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            reading.faults.append(Fault(place, "has a key that is not a word", line))
        elif key.value in seen:
            reading.faults.append(_twice(place, key, item, seen[key.value]))
        else:
            seen[key.value] = line
            reading.lines[*place, key.value] = line
            yield key.value, item


def _twice(place: Place, key: yaml.ScalarNode, item: yaml.Node, first: int) -> Fault:
    line = key.start_mark.line + 1
    if is_key(key.value) and item.value:
        return Fault((*place, key.value), f"is there twice, first on line {first}", line)
    return Fault(place, f"has the same key twice, first on line {first}", line)


def _scalar(node: yaml.Node, place: Place, reading: Reading) -> Tree:
    text = str(node.value)
    if _UNSHOWABLE.search(text):
        reading.faults.append(Fault(place, "holds a control character", node.start_mark.line + 1))
        return ""
    if node.style is not None:  # type: ignore[attr-defined]
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
