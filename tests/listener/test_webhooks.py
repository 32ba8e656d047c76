"""Webhooks over HTTP: who is let in, what is acknowledged, and when."""

import asyncio
import base64
import json
import threading
import tracemalloc
from collections.abc import AsyncIterator

import pytest

from bot.listener.parts import Limits
from bot.model.delivery import DeliveryKind
from tests.listener.builders import (
    CAROL,
    ENVIRONMENT,
    RABBIT,
    REPOSITORY,
    Service,
    client,
    headers,
    pull,
    said,
    signature,
    signed,
)

GERRIT_EVENT = {"type": "patchset-created", "change": {"project": "app", "number": 4}}
JSON = {"Content-Type": "application/json"}
OPENED = pull("opened")


def basic(password: str) -> dict[str, str]:
    """The header with a password."""
    return JSON | {"Authorization": "Basic " + base64.b64encode(f"gerrit:{password}".encode()).decode()}


def test_acknowledged_once_kept() -> None:
    """
    A signed event is acknowledged with 202 when it is kept, and only then.
    """
    service = Service()
    service.kept.is_down = True

    refused = service.call("POST", "/webhooks/github", **signed("pull_request", OPENED))
    service.kept.is_down = False
    taken = service.call("POST", "/webhooks/github", **signed("pull_request", OPENED))

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert (taken.status_code, taken.content) == (202, b"")
    assert list(service.kept.deliveries) == ["github:d-1"]
    assert (service.count("github", "unavailable"), service.count("github", "accepted")) == (1, 1)


def test_repeats() -> None:
    """
    A repeated event is acknowledged again and kept once.
    """
    service = Service()
    same = ("POST", "/webhooks/github", signed("pull_request", OPENED))

    answers = service.calls([same, same, ("POST", "/webhooks/github", signed("pull_request", OPENED, "d-2"))])

    assert [one.status_code for one in answers] == [202, 202, 202]
    assert list(service.kept.deliveries) == ["github:d-1", "github:d-2"]
    assert service.count("github", "repeated") == 1


def test_several_pull_requests() -> None:
    """
    A check run that stands on two pull requests is kept for both, and counted as repeated only where both were known.
    """
    run = {"app": {"id": 9, "slug": "coderabbitai"}, "pull_requests": [{"number": 7}, {"number": 8}]}
    service = Service()

    service.call(
        "POST",
        "/webhooks/github",
        **signed("check_run", {"action": "completed", "check_run": run, "repository": REPOSITORY}),
    )

    assert [str(one.change) for one in service.kept.deliveries.values()] == [
        "github:acme/widgets#7",
        "github:acme/widgets#8",
    ]


@pytest.mark.parametrize("secret", ["HOOK_NEW", "HOOK_OLD"])
def test_rotation(secret: str) -> None:
    """
    Any of the configured secrets signs, so that one can replace the other.
    """
    answer = Service().call("POST", "/webhooks/github", **signed("ping", {}, secret=ENVIRONMENT[secret]))

    assert answer.status_code == 202


def test_rotated_away() -> None:
    """
    A secret that is gone from the environment signs no longer, without a restart.
    """
    service = Service()
    old = ("POST", "/webhooks/github", signed("ping", {}, secret=ENVIRONMENT["HOOK_OLD"]))

    before = service.calls([old])[0]
    service.environment["HOOK_OLD"] = "replaced-1f2e"
    after = service.calls([old])[0]

    assert (before.status_code, after.status_code) == (202, 401)


@pytest.mark.parametrize("change", ["body", "signature", "none", "other", "sha1", "text"])
def test_unsigned(change: str) -> None:
    """
    What is not signed by a secret of ours is refused before it is read, and nothing of it is kept.
    """
    body = json.dumps(OPENED).encode()
    sent = headers(body, "pull_request")
    match change:
        case "body":
            body += b" "
        case "signature":
            sent["X-Hub-Signature-256"] = signature(body)[:-1] + "g"
        case "none":
            del sent["X-Hub-Signature-256"]
        case "other":
            sent["X-Hub-Signature-256"] = signature(body, "another")
        case "sha1":
            sent["X-Hub-Signature"] = sent.pop("X-Hub-Signature-256").replace("sha256", "sha1")
        case "text":
            sent["X-Hub-Signature-256"] = "sha256=\xe9"
    service = Service()

    answer = service.call(
        "POST", "/webhooks/github", content=body, headers={k: v.encode("latin-1") for k, v in sent.items()}
    )

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert not service.kept.deliveries
    assert service.count("github", "unsigned") == 1


def test_signature_before_reading() -> None:
    """
    What is no JSON at all is called unsigned where it is not signed.
    """
    answer = Service().call("POST", "/webhooks/github", content=b"{", headers={"X-Hub-Signature-256": "sha256=0"})

    assert answer.status_code == 401


def test_closed_without_a_secret() -> None:
    """
    A forge without a secret, or with one that is missing or empty, takes nothing, not even what an empty key signs.
    """
    service = Service()
    for name in ("HOOK_NEW", "HOOK_OLD"):
        service.environment[name] = ""

    answers = service.calls(
        [
            ("POST", "/webhooks/shut", signed("ping", {})),
            ("POST", "/webhooks/github", signed("ping", {}, secret="")),
            ("POST", "/webhooks/shut", {}),
        ]
    )

    assert [one.status_code for one in answers] == [503, 503, 503]
    assert not service.kept.deliveries


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"a": ' + b"[" * 101 + b"]" * 101 + b"}", 400),
        (b"[" * 500_000, 400),
        (b'{"number": ' + b"9" * 5000 + b"}", 400),
        (b'{"number": 1e999}', 400),
        (b'{"number": NaN}', 400),
        (b'{"action": "opened"}', 400),
        (b'{"action": "\\ud800", "pull_request": {"number": 1}}', 202),
        (b"null", 202),
        (b'{"action": "opened", "pull_request": {"number": 1}, "repository": {"full_name": "\\ud800/\\udfff"}}', 400),
    ],
)
def test_signed_nonsense(body: bytes, status: int) -> None:
    """
    What is signed but no event is refused with a sentence, never with a defect of ours.
    """
    service = Service()

    answer = service.call("POST", "/webhooks/github", content=body, headers=headers(body, "pull_request"))

    assert answer.status_code == status
    assert not service.kept.deliveries


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Content-Type", "application/x-www-form-urlencoded", 415),
        ("Content-Type", "", 415),
        ("X-GitHub-Event", "", 400),
        ("X-GitHub-Event", "Pull Request", 400),
        ("X-GitHub-Delivery", "", 400),
        ("X-GitHub-Delivery", "a b", 400),
        ("X-GitHub-Delivery", "d" * 101, 400),
        ("Content-Type", "application/json; charset=utf-8", 202),
        ("X-GitHub-Event", "sponsorship", 202),
    ],
)
def test_headers(name: str, value: str, status: int) -> None:
    """
    The headers have to say what an event is.
    """
    body = json.dumps(OPENED).encode()

    answer = Service().call(
        "POST", "/webhooks/github", content=body, headers=headers(body, "pull_request") | {name: value}
    )

    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/webhooks/nobody", "/webhooks/github/token", "/webhooks/", "/webhooks/github/"])
def test_no_such_place(path: str) -> None:
    """
    Other places are not there.
    """
    answer = Service().call("POST", path, **signed("ping", {}))

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_other_methods() -> None:
    """
    Only POST is taken.
    """
    answer = Service().call("GET", "/webhooks/github")

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_counted_and_dropped() -> None:
    """
    What can't change an answer is acknowledged and counted by the reason.
    """
    service = Service()

    answers = service.calls(
        [
            ("POST", "/webhooks/github", signed("watch", {}, "1")),
            ("POST", "/webhooks/github", signed("issue_comment", said(CAROL), "2")),
            ("POST", "/webhooks/github", signed("ping", {"zen": "…"}, "3")),
        ]
    )

    assert [one.status_code for one in answers] == [202, 202, 202]
    assert not service.kept.deliveries
    assert service.count("github", "unknown-event") == 1
    assert service.count("github", "no-reviewer") == 1
    assert service.count("github", "names-no-change") == 1


def test_command_is_urgent() -> None:
    """
    A command is kept as one.
    """
    service = Service()

    service.call("POST", "/webhooks/github", **signed("issue_comment", said(CAROL, "/recheck-review")))

    (kept,) = service.kept.deliveries.values()
    assert (kept.kind, kept.is_urgent) == (DeliveryKind.COMMAND, True)


def test_size() -> None:
    """
    A body that is too large is refused by its declared length, and by what really comes where none is declared.
    """
    service = Service(limits=Limits(github_bytes=1000))
    body = json.dumps(said(RABBIT, "x" * 1000)).encode()

    async def chunks() -> AsyncIterator[bytes]:
        for at in range(0, len(body), 100):
            yield body[at : at + 100]

    answers = service.calls(
        [
            ("POST", "/webhooks/github", {"content": body, "headers": headers(body, "issue_comment")}),
            ("POST", "/webhooks/github", {"content": chunks(), "headers": headers(body, "issue_comment")}),
            (
                "POST",
                "/webhooks/github",
                {"content": b"", "headers": headers(b"", "ping") | {"Content-Length": "9" * 30}},
            ),
        ]
    )

    assert [one.status_code for one in answers] == [413, 413, 413]
    assert not service.kept.deliveries


def test_largest() -> None:
    """
    A body of 25 MB, the largest that GitHub sends, is taken, in less than ten times its memory.
    """
    body = json.dumps(said(RABBIT, "x" * ((25 << 20) - 300))).encode()
    service = Service()
    tracemalloc.start()

    answer = service.call("POST", "/webhooks/github", content=body, headers=headers(body, "issue_comment"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert answer.status_code == 202
    assert peak < 250 << 20


def test_all_bodies_together() -> None:
    """
    Where large bodies fill what memory there is for them, another large one waits its turn, and small ones still come.
    """
    service = Service(limits=Limits(buffered_bytes=300_000, small_bytes=10_000))
    large = json.dumps(said(RABBIT, "x" * 200_000)).encode()
    small = json.dumps(OPENED).encode()

    async def both() -> tuple[int, int, int]:
        release = asyncio.Event()

        async def slow() -> AsyncIterator[bytes]:
            yield large[:-1]
            await release.wait()
            yield large[-1:]

        async with client(service.public) as http:
            first = asyncio.create_task(
                http.post("/webhooks/github", content=slow(), headers=headers(large, "issue_comment", "1"))
            )
            await asyncio.sleep(0.05)
            second = await http.post("/webhooks/github", content=large, headers=headers(large, "issue_comment", "2"))
            third = await http.post("/webhooks/github", content=small, headers=headers(small, "pull_request", "3"))
            release.set()
            return (await first).status_code, second.status_code, third.status_code

    assert asyncio.run(both()) == (202, 503, 202)
    again = service.call("POST", "/webhooks/github", content=large, headers=headers(large, "issue_comment", "4"))
    assert again.status_code == 202


def test_slow_body() -> None:
    """
    A body that comes too slowly is not waited for.
    """
    service = Service(limits=Limits(read_seconds=0.05))
    body = json.dumps(OPENED).encode()

    async def drops() -> AsyncIterator[bytes]:
        yield body[:1]
        await asyncio.sleep(5)

    answer = service.call("POST", "/webhooks/github", content=drops(), headers=headers(body, "pull_request"))

    assert answer.status_code == 408


def test_health_beside_a_slow_database() -> None:
    """
    While the database holds up every delivery, the process still says that it lives; who waits too long comes again.
    """
    service = Service(limits=Limits(threads=2, answer_seconds=0.3))
    service.kept.hold = threading.Event()

    async def crowd() -> tuple[int, list[int]]:
        async with client(service.public) as http:
            posts = [
                asyncio.create_task(http.post("/webhooks/github", **signed("pull_request", OPENED, f"d-{at}")))  # type: ignore[arg-type]
                for at in range(20)
            ]
            await asyncio.sleep(0.05)
            health = await asyncio.wait_for(http.get("/healthz"), 0.2)
            return health.status_code, [one.status_code for one in await asyncio.gather(*posts)]

    health, answers = asyncio.run(crowd())
    service.kept.hold.set()

    assert health == 200
    assert answers == [503] * 20


def test_gerrit_by_url() -> None:
    """
    A Gerrit with the secret in the URL is let in; its events are answered with 204, which the plugin takes for success.
    """
    service = Service()
    path = f"/webhooks/gerrit/{ENVIRONMENT['GERRIT_HOOK']}"

    answers = service.calls([("POST", path, {"json": GERRIT_EVENT}), ("POST", path, {"json": GERRIT_EVENT})])

    assert [one.status_code for one in answers] == [204, 204]
    assert [str(one.change) for one in service.kept.deliveries.values()] == ["gerrit:app~4"]
    assert service.count("gerrit", "repeated") == 1


def test_gerrit_by_challenge() -> None:
    """
    A Gerrit that comes without a password is asked for it, and let in with it.
    """
    service = Service()
    body = json.dumps(GERRIT_EVENT)

    first, wrong, right = service.calls(
        [
            ("POST", "/webhooks/gerrit", {"content": body, "headers": JSON}),
            ("POST", "/webhooks/gerrit", {"content": body, "headers": basic("wrong")}),
            ("POST", "/webhooks/gerrit", {"content": body, "headers": basic(ENVIRONMENT["GERRIT_HOOK"])}),
        ]
    )

    assert (first.status_code, first.headers["www-authenticate"].split()[0]) == (401, "Basic")
    assert (wrong.status_code, right.status_code) == (401, 204)
    assert len(service.kept.deliveries) == 1


@pytest.mark.parametrize("token", ["x", "", "%ff", "gerrit-hook-2b6", "the-private-key-0d1f"])
def test_gerrit_stranger(token: str) -> None:
    """
    Another token in the URL opens nothing.
    """
    service = Service()

    answer = service.call("POST", f"/webhooks/gerrit/{token}", json=GERRIT_EVENT)

    assert answer.status_code in (401, 404)
    assert not service.kept.deliveries


def test_gerrit_size() -> None:
    """
    A Gerrit may send 1 MiB.
    """
    path = f"/webhooks/gerrit/{ENVIRONMENT['GERRIT_HOOK']}"

    answer = Service().call("POST", path, json=GERRIT_EVENT | {"x": "y" * (1 << 20)})

    assert answer.status_code == 413


def test_nothing_secret_in_the_log() -> None:
    """
    The log shows the route's pattern, the delivery and its change, and no secret, body or path that holds one.
    """
    service = Service()
    hook = ENVIRONMENT["GERRIT_HOOK"]

    service.calls(
        [
            ("POST", f"/webhooks/gerrit/{hook}", {"json": GERRIT_EVENT}),
            ("POST", f"/webhooks/gerrit/{hook}x", {"json": GERRIT_EVENT}),
            ("POST", f"/{hook}", {"json": GERRIT_EVENT}),
            ("POST", f"/webhooks/{hook}", {"json": GERRIT_EVENT}),
            ("POST", f"/webhooks/gerrit?token={hook}", {"content": b"{}", "headers": basic(hook)}),
            ("POST", "/webhooks/github", signed("issue_comment", said(CAROL, "/recheck-review\nprivate words"))),
            ("POST", "/webhooks/github", signed("pull_request", {"action": "opened", "x": "private words"})),
            (
                "GET",
                f"/api/v1/report?change={hook}",
                {"headers": {"Authorization": f"Bearer {ENVIRONMENT['CI_TOKEN']}"}},
            ),
        ]
    )

    text = service.log.getvalue()
    lines = service.lines()
    assert not [name for name, value in ENVIRONMENT.items() if value in text]
    assert "private words" not in text
    assert {"/webhooks/{forge}/{token}", "/webhooks/{forge}", "none", "/api/v1/report"} <= {
        one.get("route") for one in lines
    }
    assert {("github:d-1", "github:acme/widgets#7")} <= {(one.get("delivery"), one.get("change")) for one in lines}
