"""`config.example.yaml` and the keys that there are: the same."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from bot.config.load import load_settings
from bot.config.wire import FORGE_KINDS, ConfigModel
from bot.config.yaml_tree import Tree, read_yaml

EXAMPLE = Path(__file__).resolve().parents[2] / "config.example.yaml"


def _keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Every key of a model and of the models in it; a forge's under its kind."""
    for name, field in model.model_fields.items():
        inner = list(_models(field.annotation))
        for one in inner:
            kinds = [kind for kind, forge in FORGE_KINDS.items() if forge is one]
            yield from _keys(one, f"{prefix}{name}.{kinds[0]}." if kinds else f"{prefix}{name}.")
        if not inner:
            yield prefix + name


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _written(tree: Tree, prefix: str = "") -> Iterator[str]:
    """Every key of a document, lists and the names of forges left out."""
    if isinstance(tree, list):
        for item in tree:
            yield from _written(item, prefix) if isinstance(item, dict | list) else [prefix.removesuffix(".")]
        if not tree:
            yield prefix.removesuffix(".")
    elif isinstance(tree, dict):
        for key, value in tree.items():
            path = f"{prefix}{value['kind']}." if prefix == "forges." and isinstance(value, dict) else f"{prefix}{key}."
            yield from _written(value, path) if isinstance(value, dict | list) else [path.removesuffix(".")]


def test_every_key() -> None:
    """
    The example has every key that there is and no other; a change's posting stands for all keys of posting.
    """
    written = set(_written(read_yaml(EXAMPLE.name, EXAMPLE.read_bytes()).tree))
    known = {key for key in _keys(ConfigModel) if not key.startswith("changes.posting.")}

    assert {key for key in written if not key.startswith("changes.posting.")} == known
    assert any(key.startswith("changes.posting.") for key in written)


def test_loads() -> None:
    """
    The example is a configuration without a warning.
    """
    assert load_settings(EXAMPLE.name, EXAMPLE.read_bytes(), ".").warnings == ()


def test_every_key_is_explained() -> None:
    """
    Every key of the example has a comment on its line or right above it.
    """
    lines = EXAMPLE.read_text("utf-8").splitlines()

    bare = [
        line
        for above, line in pairwise(lines)
        if re.match(r"\s*(?:- )?\w+:", line) and "#" not in line and "#" not in above
    ]

    assert bare == []


def test_defaults_are_shown() -> None:
    """
    The values that the example shows for sections without names of one's own are the defaults.
    """
    example = load_settings(EXAMPLE.name, EXAMPLE.read_bytes(), "/f")
    empty = load_settings("empty.yaml", b"", "/f")

    assert (example.posting, example.commands, example.cache, example.log) == (
        empty.posting,
        empty.commands,
        empty.cache,
        empty.log,
    )
    assert (example.database, example.runs.max_wait_seconds, example.runs.poll_seconds) == (empty.database, 600, 300)
    assert (example.server.host, example.server.port, example.server.admin_port) == ("127.0.0.1", 8080, 8081)
