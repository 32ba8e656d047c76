"""GitHub's published examples of events, each as it is and in the shapes that the examples lack."""

import copy
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs
import pytest

from bot.listener.github import deliveries_of
from bot.listener.site import Ignored, Reason
from bot.model.delivery import DeliveryKind
from tests.github.contract import published
from tests.listener.builders import Service, settings_of, signed, site_of

pytestmark = pytest.mark.slow

OURS = (
    "check_run",
    "installation",
    "installation_repositories",
    "issue_comment",
    "merge_group",
    "ping",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "pull_request_review_thread",
)
LISTED = """
forges: {github: {kind: github, token: env:KEY, webhook_secret: [env:HOOK_NEW]}}
reviewers: [{match: Codertocat}, {match: wolfy1339}, {match: "*"}]
"""


@cache
def examples() -> Mapping[str, list[Any]]:
    """The examples by event."""
    path = published() / "webhooks-examples/api.github.com/index.json"
    return {one["name"]: one["examples"] for one in json.loads(path.read_text("utf-8"))}


def of_ours() -> Iterator[tuple[str, Any]]:
    """Every example of an event that we take."""
    for event in OURS:
        for payload in examples()[event]:
            yield event, copy.deepcopy(payload)


def test_all_are_taken() -> None:
    """
    Every published example of every event, ours or not, is acknowledged; every one of ours is known.
    """
    service = Service(settings_of(LISTED))
    calls = [
        ("POST", "/webhooks/github", signed(event, payload, f"{event}-{at}"))
        for event, payloads in examples().items()
        for at, payload in enumerate(payloads)
    ]

    answers = service.calls(calls)

    assert len(calls) > 300
    assert Counter(one.status_code for one in answers) == {202: len(calls)}
    known = sum(len(payloads) for event, payloads in examples().items() if event in OURS)
    assert service.count("github", "unknown-event") == len(calls) - known


def test_mapping() -> None:
    """
    What each example comes to, where its authors are listed as reviewers.
    """
    site = site_of(settings=settings_of(LISTED))
    found: dict[str, Counter[str]] = {event: Counter() for event in OURS}
    for event, payload in of_ours():
        told = deliveries_of(event, payload, site, "d")
        found[event][told.reason.value if isinstance(told, Ignored) else told[0].kind.value] += 1

    assert found["pull_request"] == {"event": 10, "nothing-new": 19}
    assert found["pull_request_review"] == {"event": 4}
    assert found["pull_request_review_comment"] == {"event": 5}
    assert found["pull_request_review_thread"] == {"event": 2, "no-reviewer": 1}
    assert found["issue_comment"] == {"names-no-change": 9}
    assert found["merge_group"] == {"event": 2}
    for event in ("ping", "installation", "installation_repositories"):
        assert set(found[event]) == {"names-no-change"}


def test_comments_of_pull_requests() -> None:
    """
    The examples of comments, made comments on a pull request as the schema has them, are reviews, commands or neither.
    """
    schemas = json.loads((published() / "webhooks-schemas/schema.json").read_text("utf-8"))
    listed, nobody = (
        site_of(settings=settings_of(text))
        for text in (LISTED, LISTED.replace("Codertocat", "x").replace("wolfy1339", "y"))
    )
    kinds: Counter[str] = Counter()
    for payload in copy.deepcopy(examples()["issue_comment"]):
        payload["issue"]["pull_request"] = {
            key: "https://api.github.com/x" for key in ("url", "html_url", "diff_url", "patch_url")
        }
        command = copy.deepcopy(payload)
        command["comment"]["body"] = "Thanks!\r\n\r\n/recheck-review"
        _conforms(schemas, "issue_comment", command)

        assert _kind(deliveries_of("issue_comment", payload, listed, "d")) == DeliveryKind.EVENT
        assert _kind(deliveries_of("issue_comment", payload, nobody, "d")) == Reason.NO_REVIEWER
        kinds[f"{payload['action']} {_kind(deliveries_of('issue_comment', command, nobody, 'd'))}"] += 1

    assert kinds == {"created command": 5, "deleted no-reviewer": 2, "edited no-reviewer": 2}


def test_check_runs_of_a_reviewer() -> None:
    """
    The examples of check runs are taken where their App is a reviewer and they name a pull request.
    """
    site = site_of(settings=settings_of(LISTED))
    found = Counter()
    for payload in copy.deepcopy(examples()["check_run"]):
        payload["check_run"]["pull_requests"] = [{"number": 3}]
        payload["check_run"]["output"]["annotations_count"] = 1
        payload["check_run"]["app"]["slug"] = "linter"
        found[f"{payload['action']} {_kind(deliveries_of('check_run', payload, site, 'd'))}"] += 1

    assert found["completed event"] == 3
    assert found["rerequested no-reviewer"] == 2


def _kind(told: object) -> str:
    return told.reason if isinstance(told, Ignored) else told[0].kind  # type: ignore[index]


def _conforms(schemas: Mapping[str, Any], event: str, payload: Any) -> None:
    """Raises where a changed example is no longer as GitHub publishes it; an example of the old time never was."""
    reference = f"#/definitions/{event}${payload['action']}"
    whole = {"$schema": schemas["$schema"], "definitions": schemas["definitions"], "$ref": reference}
    faults = [one.message for one in jsonschema_rs.validator_for(whole).iter_errors(payload)]
    assert not [one for one in faults if "pull_request" in one]
