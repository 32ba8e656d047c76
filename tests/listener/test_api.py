"""`/api/v1` over HTTP: who may do what, what is kept, and how a refusal is told."""

import asyncio
from collections.abc import Mapping, Sequence

import httpx
import pytest

from bot.listener.parts import Limits
from bot.model.change_ref import ChangeRef
from bot.model.delivery import DeliveryKind, RunRecord, RunState
from tests.listener.builders import ENVIRONMENT, Service, bearer, client, settings_of
from tests.listener.keeping import Kept

WIDGETS, GADGETS, OTHER = (
    ChangeRef.parse(f"github:{name}#7") for name in ("acme/widgets", "acme/gadgets", "other/one")
)
CI, READER, BOSS = (bearer(name) for name in ("CI_TOKEN", "READER_NEW", "BOSS_TOKEN"))


def review(**more: object) -> dict[str, object]:
    """A proposed review of the token `ci`."""
    return {"schema": "metareview/proposed-review/1", "reviewer": "ci", "body": "`os` is never used.", **more}


def sent(change: object = "github:acme/widgets#7", key: str | None = None, **more: object) -> dict[str, object]:
    """The arguments of a request that sends a review."""
    headers = CI if key is None else CI | {"Idempotency-Key": key}
    return {"json": {"change": change, "review": review(**more)}, "headers": headers}


def full() -> Service:
    """A service with a run for each of three changes, a report, and a submission for two of them."""
    service = Service()
    for at, change in enumerate((WIDGETS, GADGETS, OTHER)):
        service.kept.records.append(RunRecord(f"run-{at}", change, RunState.FAILED, 1000.0 + at, note="it failed"))
        service.kept.reports[change] = '{"schema": "metareview/report/1"}'
    service.call("POST", "/api/v1/reviews", **sent())
    service.call("POST", "/api/v1/reviews", **sent("github:acme/gadgets#7"))
    return service


def test_review() -> None:
    """
    A review is kept as it was sent, and says where to ask what became of it.
    """
    service = Service()

    answer = service.call("POST", "/api/v1/reviews", **sent())

    (kept,) = service.kept.deliveries.values()
    assert answer.status_code == 202
    assert answer.json() == {"submission": kept.id, "status_url": f"/api/v1/submissions/{kept.id}"}
    assert (kept.change, kept.kind, kept.is_urgent, kept.body) == (WIDGETS, DeliveryKind.REVIEW, False, review())


def test_public_url() -> None:
    """
    Where the site says how it is reached, so do its links.
    """
    settings = settings_of(
        """
        server:
          public_url: https://bot.example
          api_tokens: [{name: ci, token: env:CI_TOKEN, changes: ["*"], may: [submit]}]
        forges: {github: {kind: github, token: env:KEY}}
        """
    )

    answer = Service(settings).call("POST", "/api/v1/reviews", **sent())

    assert answer.json()["status_url"].startswith("https://bot.example/api/v1/submissions/api-")


def test_sent_twice() -> None:
    """
    The same review is one, whatever the order of its fields; with another text it is another.
    """
    service = Service()
    turned = {"json": {"review": dict(reversed(review(external_id="7").items())), "change": "github:acme/widgets#7"}}
    same = ("POST", "/api/v1/reviews", sent(external_id="7"))

    answers = service.calls(
        [
            same,
            same,
            ("POST", "/api/v1/reviews", turned | {"headers": CI}),
            ("POST", "/api/v1/reviews", sent(external_id="7", body="another")),
        ]
    )

    ids = [one.json()["submission"] for one in answers]
    assert ids[0] == ids[1] == ids[2] != ids[3]
    assert [one.body["body"] for one in service.kept.deliveries.values()] == ["`os` is never used.", "another"]


def test_key() -> None:
    """
    With an Idempotency-Key the first review counts, on that change and of that token.
    """
    service = Service()

    answers = service.calls(
        [
            ("POST", "/api/v1/reviews", sent(key="k1")),
            ("POST", "/api/v1/reviews", sent(key="k1", body="another")),
            ("POST", "/api/v1/reviews", sent(key="k2")),
            ("POST", "/api/v1/reviews", sent("github:acme/gadgets#7", key="k1")),
            ("POST", "/api/v1/reviews", sent(key="a b")),
        ]
    )

    ids = [one.json().get("submission") for one in answers]
    assert ids[0] == ids[1]
    assert len(set(ids[1:4])) == 3
    assert answers[4].status_code in (400, 422)
    assert len(service.kept.deliveries) == 3


@pytest.mark.parametrize("reviewer", ["ci", "ci/linter", "ci/a/b"])
def test_name(reviewer: str) -> None:
    """
    A review is sent in the token's name, or in one below it.
    """
    assert Service().call("POST", "/api/v1/reviews", **sent(reviewer=reviewer)).status_code == 202


@pytest.mark.parametrize("reviewer", ["coderabbitai", "cinema", "CI", "reader", ""])
def test_other_name(reviewer: str) -> None:
    """
    Nobody speaks in another's name.
    """
    service = Service()

    answer = service.call("POST", "/api/v1/reviews", **sent(reviewer=reviewer))

    assert answer.status_code == 422
    assert not service.kept.deliveries


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"change": "github:acme/widgets#7"}, "review: field required"),
        ({"review": review()}, "change: field required"),
        ({"change": 7, "review": review()}, "change: "),
        ({"change": "github:acme/widgets#7", "review": []}, "review: "),
        ({"change": "github:acme/widgets#7", "review": review(), "urgent": True}, "the document: "),
        ([], "the document: must be an object"),
        ({"change": "github:acme/widgets#7", "review": review(bodi="x")}, "did you mean body?"),
        (
            {"change": "github:acme/widgets#7", "review": review(comments=[{"path": "../x", "body": "y"}])},
            "comments[0].path",
        ),
        ({"change": "nonsense", "review": review()}, "is not a change"),
        ({"change": "github:acme/archive#1", "review": review()}, "ignores"),
        ({"change": "github:acme~7", "review": review()}, "this token is not for this change"),
    ],
)
def test_faulty(body: object, says: str) -> None:
    """
    A faulty request is refused with a sentence that names the fault.
    """
    service = Service()

    answer = service.call("POST", "/api/v1/reviews", json=body, headers=CI)

    assert answer.status_code in (403, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]
    assert not service.kept.deliveries


@pytest.mark.parametrize("change", ["nowhere:acme/widgets#7", "github:acme~7", "gerrit:acme/widgets#7"])
def test_no_such_place(change: str) -> None:
    """
    A change that no forge of ours can have is refused.
    """
    settings = settings_of(
        """
        server: {api_tokens: [{name: ci, token: env:CI_TOKEN, changes: ["*"], may: [submit, recheck]}]}
        forges:
          github: {kind: github, token: env:KEY}
          gerrit: {kind: gerrit, url: "https://gerrit.example", username: me, password: env:KEY}
        """
    )

    answer = Service(settings).call("POST", "/api/v1/rechecks", json={"change": change}, headers=CI)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"content": b"{"}, 400),
        ({"content": b"[" * 300}, 400),
        ({"content": b"\xff"}, 400),
        ({"content": b'{"a": 1e999}'}, 400),
        ({"content": b"x" * 2000}, 413),
        ({"content": b"{}", "headers": CI | {"Content-Type": "text/plain"}}, 415),
        ({"content": b"{}", "headers": {"Content-Type": "application/json"}}, 401),
        ({"content": b"x" * 2000, "headers": READER}, 403),
    ],
)
def test_bounds(more: Mapping[str, object], status: int) -> None:
    """
    The token comes first, then the kind of body, its size, and what it says.
    """
    service = Service(limits=Limits(api_bytes=1000))

    answer = service.call("POST", "/api/v1/reviews", **{"headers": CI | {"Content-Type": "application/json"}, **more})

    assert answer.status_code == status


def test_recheck() -> None:
    """
    A question is urgent, and a new one each time; with a key it is asked once.
    """
    service = Service()
    ask = {"json": {"change": "github:acme/widgets#7"}, "headers": CI}
    once = ask | {"headers": CI | {"Idempotency-Key": "k"}}

    answers = service.calls([("POST", "/api/v1/rechecks", one) for one in (ask, ask, once, once)])

    assert [one.status_code for one in answers] == [202] * 4
    assert [(one.kind, one.is_urgent) for one in service.kept.deliveries.values()] == [(DeliveryKind.RECHECK, True)] * 3


ROUTES = {
    "submit": ("POST", "/api/v1/reviews", {"json": {"change": "github:acme/widgets#7", "review": review()}}),
    "recheck": ("POST", "/api/v1/rechecks", {"json": {"change": "github:acme/widgets#7"}}),
    "list": ("GET", "/api/v1/runs", {}),
    "list one": ("GET", "/api/v1/runs?change=github:acme/widgets%237", {}),
    "list other": ("GET", "/api/v1/runs?change=github:other/one%237", {}),
    "show": ("GET", "/api/v1/runs/run-0", {}),
    "show gadgets": ("GET", "/api/v1/runs/run-1", {}),
    "show other": ("GET", "/api/v1/runs/run-2", {}),
    "retry": ("POST", "/api/v1/runs/run-0/retry", {}),
    "report": ("GET", "/api/v1/report?change=github:acme/widgets%237", {}),
    "report other": ("GET", "/api/v1/report?change=github:other/one%237", {}),
}
RIGHTS = {
    "CI_TOKEN": "202 202 200 200 403 200 200 404 403 200 403",
    "READER_NEW": "403 403 200 200 403 200 404 404 403 200 403",
    "READER_OLD": "403 403 200 200 403 200 404 404 403 200 403",
    "BOSS_TOKEN": "403 403 200 200 200 200 200 200 202 200 200",
}


@pytest.mark.parametrize("token", RIGHTS)
def test_rights(token: str) -> None:
    """
    A token does what it may, on its changes; what it may not see by id is not there, and every other request is 403.
    """
    service = full()

    answers = service.calls(
        [(method, path, more | {"headers": bearer(token)}) for method, path, more in ROUTES.values()]
    )

    assert dict(zip(ROUTES, [one.status_code for one in answers], strict=True)) == dict(
        zip(ROUTES, map(int, RIGHTS[token].split()), strict=True)
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {ENVIRONMENT['CI_TOKEN']}"},
        {"Authorization": ENVIRONMENT["CI_TOKEN"]},
        {"Authorization": f"Bearer {ENVIRONMENT['CI_TOKEN']}x"},
        {"Authorization": f"Bearer {ENVIRONMENT['HOOK_NEW']}"},
        {"Authorization": b"Bearer \xff\xfe"},
    ],
)
def test_strangers(headers: Mapping[str, str | bytes]) -> None:
    """
    Without a token that is known here nothing of the API answers, and each refusal asks for one.
    """
    service = full()
    before = dict(service.kept.deliveries)
    wanted = [*ROUTES.values(), ("GET", "/api/v1/submissions/x", {})]

    answers = service.calls([(method, path, more | {"headers": headers}) for method, path, more in wanted])

    assert {one.status_code for one in answers} == {401}
    assert {one.headers["www-authenticate"] for one in answers} == {'Bearer realm="metareview"'}
    assert service.kept.deliveries == before


def test_missing_token() -> None:
    """
    A token whose secret is missing or empty is nobody's, and keeps no other out.
    """
    service = Service()
    service.environment["CI_TOKEN"] = ""
    del service.environment["READER_NEW"]

    answers = service.calls(
        [
            ("GET", "/api/v1/runs", {"headers": {"Authorization": "Bearer "}}),
            ("GET", "/api/v1/runs", {"headers": bearer("READER_OLD")}),
            ("GET", "/api/v1/runs", {"headers": BOSS}),
        ]
    )

    assert [one.status_code for one in answers] == [401, 200, 200]


def test_list() -> None:
    """
    Runs are listed newest first, of the changes that the token may see, and by state where one is named.
    """
    service = full()

    def listed(query: str, headers: Mapping[str, str]) -> list[str]:
        return [one["id"] for one in service.call("GET", f"/api/v1/runs{query}", headers=headers).json()["runs"]]

    assert listed("", BOSS) == ["run-2", "run-1", "run-0"]
    assert listed("", CI) == ["run-1", "run-0"]
    assert listed("", READER) == ["run-0"]
    assert listed("?state=done", BOSS) == []
    assert service.call("GET", "/api/v1/runs?state=lost", headers=BOSS).status_code == 422


def test_submissions() -> None:
    """
    What became of a submission is told to who may read, submit or recheck on its change, and to nobody else.
    """
    service = full()
    mine, gadget = service.kept.deliveries

    def status(id: str, token: Mapping[str, str]) -> int:
        return service.call("GET", f"/api/v1/submissions/{id}", headers=token).status_code

    answer = service.call("GET", f"/api/v1/submissions/{mine}", headers=CI)
    assert answer.json() == {"submission": mine, "change": str(WIDGETS), "state": "waiting", "run": None}
    assert [status(mine, READER), status(gadget, READER), status("api-0", READER)] == [200, 404, 404]


def test_retry() -> None:
    """
    A failed run is run again once; one that has not failed is not.
    """
    service = full()
    again = ("POST", "/api/v1/runs/run-0/retry", {"headers": BOSS})

    first, second, none = service.calls([again, again, ("POST", "/api/v1/runs/x/retry", {"headers": BOSS})])

    assert (first.status_code, first.json()["state"]) == (202, "waiting")
    assert (second.status_code, none.status_code) == (409, 404)


def test_no_report() -> None:
    """
    A change without a report has none.
    """
    answer = Service().call("GET", "/api/v1/report?change=github:acme/widgets%237", headers=READER)

    assert answer.status_code == 404


def test_database_down() -> None:
    """
    While the database is out of reach every route says to come again, with 503.
    """
    service = full()
    service.kept.is_down = True
    routes = [("CI_TOKEN", "submit"), ("CI_TOKEN", "recheck"), ("BOSS_TOKEN", "list"), ("BOSS_TOKEN", "report")]

    answers = [
        service.call(method, path, **more, headers=bearer(token))
        for token, (method, path, more) in ((token, ROUTES[name]) for token, name in routes)
    ]

    assert [one.status_code for one in answers] == [503] * 4


def test_many_at_once() -> None:
    """
    Of many that send the same review at once, each is told the same submission, and it is kept once.
    """
    service = Service()

    async def crowd() -> list[httpx.Response]:
        async with client(service.public) as http:
            return await asyncio.gather(*(http.post("/api/v1/reviews", **sent()) for _ in range(50)))  # type: ignore[arg-type]

    answers = asyncio.run(crowd())

    assert {one.status_code for one in answers} == {202}
    assert len({one.json()["submission"] for one in answers}) == len(service.kept.deliveries) == 1


def test_spelling() -> None:
    """
    However a repository is spelled, it is the same change.
    """
    service = full()

    sent_so = service.call("POST", "/api/v1/reviews", **sent("github:ACME/Widgets#7"))
    listed = service.call("GET", "/api/v1/runs?change=github:Acme/widgets%237", headers=READER)

    assert sent_so.json()["submission"] == next(iter(service.kept.deliveries))
    assert [one["id"] for one in listed.json()["runs"]] == ["run-0"]


def test_defect() -> None:
    """
    A defect of ours is said as such and counted; its words, which may hold anything, go nowhere.
    """
    service = Service(kept=Broken())

    answer = service.call("GET", "/api/v1/runs", headers=BOSS)

    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "private" not in answer.text + service.log.getvalue()
    assert "test_api.py:" in service.log.getvalue()
    assert "metareview_defects_total 1.0" in service.admin_page("/metrics").text


class Broken(Kept):
    """A store with a defect."""

    def runs(self, change: ChangeRef | None, state: RunState | None, limit: int = 100) -> Sequence[RunRecord]:
        """Fail with words that nobody is to see."""
        raise ValueError("private words")
