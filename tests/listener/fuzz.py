"""Deliveries of every kind of nonsense, made from good ones; the same number gives the same nonsense."""

import copy
import json
import random  # noqa: TID251 - chance from a fixed seed is the subject here
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.listener.builders import (
    CAROL,
    ENVIRONMENT,
    ME,
    RABBIT,
    REPOSITORY,
    headers,
    pull,
    said,
    signature,
    user,
)

GOOD: tuple[tuple[str, Any], ...] = (
    ("pull_request", pull("synchronize")),
    ("pull_request", pull("edited", changes={"base": {}})),
    ("issue_comment", said(RABBIT)),
    ("issue_comment", said(CAROL, "/recheck-review")),
    ("issue_comment", said(user(ME, is_bot=True), "x")),
    ("pull_request_review", pull("submitted", review={"id": 1, "user": RABBIT, "body": None})),
    ("pull_request_review_comment", pull("created", comment={"id": 2, "user": CAROL, "in_reply_to_id": 1})),
    ("pull_request_review_thread", pull("resolved", thread={"comments": [{"user": RABBIT}]})),
    (
        "check_run",
        {
            "action": "completed",
            "check_run": {"app": {"id": 1, "slug": "coderabbitai"}, "pull_requests": [{"number": 7}]},
            "repository": REPOSITORY,
        },
    ),
    (
        "merge_group",
        {
            "action": "checks_requested",
            "merge_group": {"head_ref": "refs/heads/gh-readonly-queue/main/pr-7-ab", "head_sha": "a" * 40},
            "repository": REPOSITORY,
        },
    ),
    ("ping", {"zen": "…"}),
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    7,
    10**15,
    10**40,
    1.5,
    "",
    "\x00",
    "\ud800",
    "‮",
    "../..",
    "acme/widgets#7",
    "x" * 5000,
    "/recheck-review\n" * 50,
    "> " * 500,
    "`" * 999,
    [],
    [[]],
    {},
    {"login": None},
    {"login": ["a"], "type": "Bot"},
)


@dataclass(frozen=True)
class Sent:
    """One request; `is_signed`: by a secret of ours, over just these bytes."""

    headers: dict[str, bytes]
    body: bytes
    is_signed: bool


def deliveries(count: int, seed: int = 1) -> Iterator[Sent]:
    """So many requests, about half of them signed."""
    chance = random.Random(seed)
    for number in range(count):
        event, payload = chance.choice(GOOD)
        body = _bytes(chance, _changed(chance, payload))
        secret = ENVIRONMENT[chance.choice(("HOOK_NEW", "HOOK_OLD"))]
        known = headers(body, event, f"d-{number if chance.random() < 0.9 else 0}", secret)
        is_signed = chance.random() < 0.6
        if not is_signed:
            body = _unsigned(chance, known, body)
        if chance.random() < 0.15:
            name = chance.choice(("Content-Type", "X-GitHub-Event", "X-GitHub-Delivery"))
            known[name] = chance.choice(("", "\xff", "a b", "x" * 300, "ping", "application/json", "../"))
        yield Sent({name: value.encode("latin-1") for name, value in known.items()}, body, is_signed)


def _changed(chance: random.Random, payload: Any) -> Any:
    """A payload with a few values replaced or taken out."""
    found = copy.deepcopy(payload)
    for _ in range(chance.randrange(4)):
        place = found
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(place[key], dict | list) and place[key] and chance.random() < 0.7:
                place = place[key]
                continue
            if chance.random() < 0.2:
                del place[key]
            else:
                place[key] = chance.choice(VALUES)
            break
    return found


def _bytes(chance: random.Random, payload: Any) -> bytes:
    """A payload as JSON, now and then with broken bytes."""
    body = json.dumps(payload, ensure_ascii=chance.random() < 0.9).encode("utf-8", "surrogatepass")
    match chance.randrange(12):
        case 0:
            return body[: chance.randrange(len(body) + 1)]
        case 1:
            at = chance.randrange(len(body))
            return body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]
        case 2:
            depth = chance.choice((50, 99, 101, 5000))
            return b'{"a": ' * depth + b"1" + b"}" * depth
        case 3:
            return b'{"number": ' + chance.choice((b"9" * 6000, b"1e400", b"NaN", b"-Infinity", b"00")) + b"}"
        case _:
            return body


def _unsigned(chance: random.Random, known: dict[str, str], body: bytes) -> bytes:
    """The body, with headers that no secret of ours has signed it with."""
    name = "X-Hub-Signature-256"
    match chance.randrange(6):
        case 0:
            del known[name]
        case 1:
            known[name] = signature(body, chance.choice(("", "x", ENVIRONMENT["GERRIT_HOOK"])))
        case 2:
            known[name] = known[name][: chance.randrange(len(known[name]))]
        case 3:
            known[name] = chance.choice(("sha256=", "\xff", "sha256=" + "0" * 64, "x" * 10_000))
        case 4:
            known[name] = known[name].replace("sha256", "sha1")
        case _:
            return body + b" "
    return body
