"""GitHub's own published description as a judge of exchanges: requests closed, so that a misspelt key is seen; answers as published.

Nothing of it is in this repository: `fetch.sh` brings it, pinned, into `.cache/github`.
"""

import ast
import fcntl
import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse

from tests.github.fake.server import Exchange

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "github"
REQUIRE = "METAREVIEW_REQUIRE_ALL"
JUDGE = "METAREVIEW_CONTRACT"
"""Set to 1, it makes every World judge its exchanges when it closes."""

METHODS = ("get", "post", "put", "patch", "delete")
R = r"/repos/\{owner\}/\{repo\}"
IN_USE = (
    r"/app(/installations(/\{installation_id\}(/access_tokens)?)?)?",
    r"/installation/(repositories|token)",
    r"/(orgs/\{org\}|users/\{username\})/installation",
    r"/user|/users/\{username\}|/rate_limit",
    rf"{R}(/installation|/pulls(/.*)?|/check-runs.*|/contents/.*|/compare/\{{basehead\}}|/commits/\{{ref\}}(/check-runs)?)?",
    rf"{R}/collaborators/\{{username\}}/permission",
    rf"{R}/issues/\{{issue_number\}}(/comments|/events|/timeline|/reactions(/\{{reaction_id\}})?)?",
    rf"{R}/issues/comments(/\{{comment_id\}}(/reactions(/\{{reaction_id\}})?)?)?",
)

RELAXED = {
    "pull-request head/repo": "the fork of the pull request was deleted",
    "pull-request head/user": "the fork of the pull request was deleted",
    "pull-request head/label": "the fork of the pull request was deleted",
    "pull-request-simple head/repo": "the fork of the pull request was deleted",
    "pull-request-simple head/user": "the fork of the pull request was deleted",
    "pull-request-simple head/label": "the fork of the pull request was deleted",
    "pull-request-review-comment line": "the place is outdated, or is a whole file",
    "pull-request-review-comment position": "the place is outdated",
    "pull-request-review-comment original_line": "the place is a whole file",
    "pull-request-review-comment start_side": "the place is one line",
}
"""Where real answers, recorded or documented, are looser than the published schema, and why."""

NOTHING = {"type": "object", "nullable": True, "enum": [None]}
"""Null, in the words of OpenAPI 3.0."""


@dataclass(frozen=True)
class Violation:
    """One thing that the contract does not allow."""

    exchange: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.exchange}: {self.where}: {self.what}"


def published() -> Path:
    """The folder with what is published, fetched where needed. Without npm it says so; where all is required, that fails."""
    ROOT.joinpath(".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "github.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            ["sh", str(ROOT / "tests/github/fetch.sh"), sys.executable], capture_output=True, text=True, check=False
        )
    if done.returncode == 3 and os.environ.get(REQUIRE) != "1":
        warnings.warn(f"left out: GitHub's published contract. {done.stderr.strip()}", stacklevel=2)
        pytest.skip("GitHub's published contract could not be fetched: npm is missing")
    assert done.returncode == 0, done.stderr
    return CACHE


def cut(whole: Mapping[str, Any], *, relaxed: bool = True) -> dict[str, Any]:
    """The operations in use, with all that they refer to."""
    found: dict[str, Any] = {key: whole[key] for key in ("openapi", "info", "servers")} | {
        "paths": {},
        "components": {},
    }
    for path, item in whole["paths"].items():
        if any(re.fullmatch(pattern, path) for pattern in IN_USE):
            found["paths"][path] = {method: _without_samples(item[method]) for method in METHODS if method in item}
    todo, seen = list(_references(found["paths"])), set()
    while todo:
        reference = todo.pop()
        if reference in seen:
            continue
        seen.add(reference)
        _, _, section, name = reference.split("/", 3)
        part = _without_samples(whole["components"][section][name])
        found["components"].setdefault(section, {})[name] = part
        todo += _references(part)
    for item in found["paths"].values():
        for operation in item.values():
            for media in operation.get("requestBody", {}).get("content", {}).values():
                _close(media["schema"])
    if relaxed:
        _relax(found["components"]["schemas"])
        # This list has an old copy of the schema, in which an account is a person and an enterprise at once.
        listed = found["paths"]["/app/installations"]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        listed["items"] = {"$ref": "#/components/schemas/installation"}
    return found


def _without_samples(part: Any) -> Any:
    """Without examples and discriminators; an enumeration that may be null names null."""
    if isinstance(part, list):
        return [_without_samples(one) for one in part]
    if not isinstance(part, dict):
        return part
    found = {
        key: _without_samples(value)
        for key, value in part.items()
        if key not in ("examples", "example", "discriminator")
    }
    if found.get("nullable") and isinstance(found.get("enum"), list) and None not in found["enum"]:
        found["enum"] = [*found["enum"], None]
    for choice in ("oneOf", "anyOf"):
        if found.get("nullable") and choice in found and "type" not in found:
            found[choice] = [*found[choice], NOTHING]
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _references(one)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            else:
                yield from _references(value)


def _close(schema: dict[str, Any]) -> None:
    """Allow only the keys that are named."""
    if "properties" in schema:
        schema.setdefault("additionalProperties", False)
        for part in schema["properties"].values():
            _close(part)
    if "items" in schema:
        _close(schema["items"])


def _relax(schemas: dict[str, Any]) -> None:
    for place in RELAXED:
        name, _, path = place.partition(" ")
        part = schemas[name]
        for word in path.split("/"):
            holder = part["properties"]
            part = holder[word]
        if "$ref" in part:
            holder[word] = {"anyOf": [part, NOTHING]}
        else:
            part["nullable"] = True
            if "enum" in part and None not in part["enum"]:
                part["enum"] = [*part["enum"], None]


class Contract:
    """The published description, ready to judge."""

    def __init__(self, folder: Path, *, relaxed: bool = True) -> None:
        whole = json.loads((folder / "openapi/generated/api.github.com.json").read_text("utf-8"))
        self.document = cut(whole, relaxed=relaxed)
        self._openapi = OpenAPI.from_dict(self.document, config=Config(spec_validator_cls=None))
        self._paths = [
            (path, re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))) for path in self.document["paths"]
        ]
        self._graphql: GraphQLSchema | None = None
        self._folder = folder

    @property
    def graphql(self) -> GraphQLSchema:
        """The published GraphQL schema."""
        if self._graphql is None:
            self._graphql = build_schema(
                (self._folder / "graphql-schema/schema.graphql").read_text("utf-8"), assume_valid=True
            )
        return self._graphql

    def operation(self, method: str, path: str) -> str | None:
        """The published path of a request; None for one that is not published or not in use."""
        wanted = escaped(path)
        found = [
            one
            for one, pattern in self._paths
            if pattern.fullmatch(wanted) and method.lower() in self.document["paths"][one]
        ]
        return min(found, key=lambda one: (one.count("{"), one)) if found else None

    def judge(self, exchange: Exchange, *, request: bool = True) -> list[Violation]:
        """What the contract does not allow in one exchange. `request` False for one that was meant to be wrong."""
        if exchange.kind == "git":
            return []
        if exchange.kind == "graphql":
            return self._judge_graphql(exchange)
        path = self.operation(exchange.method, exchange.path)
        if path is None:
            return [Violation(str(exchange), "request", "no such operation")] if exchange.status < 400 else []
        found = self._judge_request(exchange, path) if request and exchange.status < 400 else []
        return found + self._judge_answer(exchange, path)

    def _judge_request(self, exchange: Exchange, path: str) -> list[Violation]:
        given = self._mock(exchange)
        found = _faults(lambda: self._openapi.validate_request(given))
        operation = self.document["paths"][path][exchange.method.lower()]
        known = {self._parameter(one)["name"] for one in operation.get("parameters", [])}
        unknown = sorted({name for name, _ in parse_qsl(exchange.query)} - known)
        found += [f"unknown query parameter {name}" for name in unknown]
        if exchange.request and "requestBody" not in operation and exchange.request not in (b"{}", b""):
            found.append("a body where none is described")
        return [Violation(str(exchange), "request", one) for one in found]

    def _parameter(self, part: dict[str, Any]) -> dict[str, Any]:
        return self.document["components"]["parameters"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part

    def _judge_answer(self, exchange: Exchange, path: str) -> list[Violation]:
        described = self.document["paths"][path][exchange.method.lower()]["responses"]
        kind = exchange.headers.get("Content-Type", "application/json")
        if exchange.status in (204, 304) or "json" not in kind:
            found = (
                []
                if exchange.status == 304 or str(exchange.status) in described or exchange.status >= 400
                else [f"status {exchange.status} is not described"]
            )
        elif str(exchange.status) in described:
            answer = MockResponse(exchange.answer, status_code=exchange.status, content_type="application/json")
            found = _faults(lambda: self._openapi.validate_response(self._mock(exchange), answer))
        elif exchange.status < 400 and exchange.status not in (301, 307):
            found = [f"status {exchange.status} is not described"]
        else:
            # Many refusals are not described for their operation; they have the common shape all the same.
            body = json.loads(exchange.answer)
            found = (
                [] if isinstance(body.get("message"), str) and "documentation_url" in body else ["not a basic-error"]
            )
        return [Violation(str(exchange), "answer", one) for one in found]

    def _mock(self, exchange: Exchange) -> MockRequest:
        query = {name: value for name, value in parse_qsl(exchange.query)}
        return MockRequest(
            "https://api.github.com",
            exchange.method.lower(),
            escaped(exchange.path),
            args=query,
            data=exchange.request or None,
            content_type="application/json",
        )

    def _judge_graphql(self, exchange: Exchange) -> list[Violation]:
        if exchange.status != 200:
            return []
        document = json.loads(exchange.request).get("query", "")
        known_fault = (
            b'"code": "undefinedField"' in exchange.answer
            or b'"code": "argumentLiteralsIncompatible"' in exchange.answer
        )
        faults = [] if known_fault else validate(self.graphql, parse(document))
        return [Violation(str(exchange), "document", one.message) for one in faults]


def escaped(path: str) -> str:
    """Paths, refs and ranges hold slashes, which the published templates don't expect."""
    path = re.sub(r"^(/repos/[^/]+/[^/]+/contents)/?$", r"\1/.", path)
    for word in ("contents", "compare"):
        path = re.sub(
            rf"^(/repos/[^/]+/[^/]+/{word}/)(.+)$", lambda found: found[1] + found[2].replace("/", "%2F"), path
        )
    path = re.sub(
        r"^(/repos/[^/]+/[^/]+/commits/)(.+?)(/check-runs|/[a-z]+-where-head)?$",
        lambda found: found[1] + found[2].replace("/", "%2F") + (found[3] or ""),
        path,
    )
    return path.rstrip("/") or "/"


def _faults(call: Any) -> list[str]:
    try:
        call()
    except Exception as error:  # noqa: BLE001 - the library has many; all of them are a no
        cause = error.__cause__ or error
        reasons = [
            f"{'/'.join(map(str, one.absolute_path))}: {one.message[:160]}"
            for one in getattr(cause, "schema_errors", [])
        ]
        return reasons or [f"{type(cause).__name__}: {cause}"]
    return []


@lru_cache(maxsize=2)
def contract(folder: Path, *, relaxed: bool = True) -> Contract:
    """The contract, read once a process."""
    return Contract(folder, relaxed=relaxed)


def by_name(exchange: Exchange, names: Mapping[str, str]) -> Exchange:
    """An exchange on a repository by its id (pages, redirects), as the published description knows it: by its name."""
    found = re.match(r"/repositories/(\d+)(.*)", exchange.path)
    if found is None or found[1] not in names:
        return exchange
    return Exchange(**{**vars(exchange), "path": f"/repos/{names[found[1]]}{found[2]}"})


def judge_all(exchanges: Iterable[Exchange], names: Mapping[str, str], folder: Path = CACHE) -> list[Violation]:
    """Everything that the contract does not allow in a world's exchanges. A request that was refused may have been wrong."""
    judge = contract(folder)
    return [violation for one in exchanges for violation in judge.judge(by_name(one, names))]


def recorded(folder: Path, since: int) -> Iterator[tuple[str, Exchange]]:
    """The exchanges with the real GitHub that PyGithub's source distribution holds, eleven lines each."""
    for file in sorted((folder / "recordings").glob("*.txt")):
        rows = file.read_text("utf-8").split("\n")
        for at in range(0, len(rows) - 9, 11):
            if rows[at] not in ("http", "https"):
                break
            try:
                headers = {name.lower(): value for name, value in ast.literal_eval(rows[at + 8])}
            except (SyntaxError, ValueError):
                continue
            year = headers.get("date", "")[-17:-13]
            if rows[at + 2] != "api.github.com" or not year.isdigit() or int(year) < since:
                continue
            path, _, query = rows[at + 4].partition("?")
            body = b"" if rows[at + 6] == "None" else rows[at + 6].encode()
            kind = "graphql" if path == "/graphql" else "rest"
            yield (
                file.name,
                Exchange(
                    kind, rows[at + 1], path, query, {}, body, int(rows[at + 7]), {}, rows[at + 9].encode(), "real"
                ),
            )
