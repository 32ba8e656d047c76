"""`/api/v1`: reviews and questions in, what became of them and the runs out; everything under a bearer token."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.security import HTTPBearer

from bot.config.changes import may
from bot.listener.body import Reader, parsed, require_json
from bot.listener.callers import caller_of, change_of, require, require_place
from bot.listener.crew import Crew
from bot.listener.docs import problems, takes
from bot.listener.models import (
    CHANGE,
    Accepted,
    RecheckIn,
    ReviewIn,
    RunOut,
    RunsOut,
    SubmissionOut,
    run_out,
)
from bot.listener.notes import note
from bot.listener.parts import Parts
from bot.listener.problems import Problem
from bot.listener.submitting import key_of, read, recheck_delivery, review_delivery
from bot.model.change_ref import ChangeRef
from bot.model.delivery import Delivery, RunRecord, RunState
from bot.model.settings import ApiToken, Right

MOST_RUNS = 100
_LOOKED_AT = 1000
"""Runs that are looked at for those of a token's own changes."""

_SENT = problems(400, 401, 403, 408, 413, 415, 422, 503)
_FOLLOWING = (Right.READ, Right.SUBMIT, Right.RECHECK)
_JSON = "send the body as application/json"

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="What is sent twice with the same key is kept once: the first body counts.",
        min_length=1,
        max_length=255,
        pattern="^[!-~]{1,255}$",
    ),
]
ChangeQuery = Annotated[str | None, Query(description="Only of this change.", examples=[CHANGE], max_length=600)]


def api(parts: Parts, reader: Reader, writing: Crew, reading: Crew) -> APIRouter:
    """The routes that tools call."""
    scheme = HTTPBearer(auto_error=False, description="A token of the configuration (`server.api_tokens`).")
    router = APIRouter(prefix="/api/v1", tags=["api"], dependencies=[Depends(scheme)])
    calls = _Calls(parts, reader, writing, reading)
    _add_sending(router, calls)
    _add_runs(router, calls)
    _add_answers(router, calls)
    return router


class _Calls:
    """What the routes share: who calls, and where things are kept."""

    def __init__(self, parts: Parts, reader: Reader, writing: Crew, reading: Crew) -> None:
        self.parts = parts
        self._reader = reader
        self._writing = writing
        self.reading = reading

    async def caller(self, request: Request, right: Right | None = None) -> ApiToken:
        """Who calls, with that right. Raises Problem (401, 403)."""
        token = await self.reading.do(lambda: caller_of(request, self.parts))
        note(request, caller=token.name)
        if right is not None:
            require(token, right)
        return token

    async def take(self, request: Request, right: Right, tell: Callable[[bytes, ApiToken], Delivery]) -> Accepted:
        """Keep what is sent. Raises Problem (400 to 422), Unreachable where it can't be kept."""
        token = await self.caller(request, right)
        require_json(request, _JSON)
        async with self._reader.body(request, self.parts.limits.api_bytes) as body:
            delivery = await self._writing.do(lambda: tell(body, token))
            is_new = await self._writing.do(lambda: self.parts.inbox.accept(delivery))
        note(request, delivery=delivery.id, change=str(delivery.change), repeated=not is_new)
        self.parts.metrics.delivered("api", "accepted" if is_new else "repeated")
        url = f"{self.parts.settings.server.public_url or ''}/api/v1/submissions/{delivery.id}"
        return Accepted(submission=delivery.id, status_url=url)

    def change(self, text: str, token: ApiToken, right: Right) -> ChangeRef:
        """The change that a body names, where the token may do that there. Raises Problem (403, 422)."""
        change = change_of(text)
        require(token, right, change)
        require_place(change, self.parts)
        return change

    async def run(self, id: str, token: ApiToken, right: Right) -> RunRecord:
        """A run by its id, where the token may do that with its change. Raises Problem (404)."""
        found = await self.reading.do(lambda: self.parts.store.run(id))
        if found is None or not may(token, right, found.change):
            raise Problem(HTTPStatus.NOT_FOUND, "there is no such run that this token may see")
        return found


def _add_sending(router: APIRouter, calls: _Calls) -> None:
    @router.post(
        "/reviews",
        status_code=202,
        response_model=Accepted,
        responses=_SENT,
        openapi_extra=takes(ReviewIn.__name__),
        summary="Send a proposed review",
    )
    async def send_review(request: Request, idempotency_key: Key = None) -> Accepted:
        """It is kept, judged with the others after a quiet period, and answered on the change."""

        def tell(body: bytes, token: ApiToken) -> Delivery:
            sent = read(ReviewIn, parsed(body))
            change = calls.change(sent.change, token, Right.SUBMIT)
            return review_delivery(sent, change, token, key_of(request), calls.parts)

        return await calls.take(request, Right.SUBMIT, tell)

    @router.post(
        "/rechecks",
        status_code=202,
        response_model=Accepted,
        responses=_SENT,
        openapi_extra=takes(RecheckIn.__name__),
        summary="Ask for a new run now",
    )
    async def recheck(request: Request, idempotency_key: Key = None) -> Accepted:
        """It waits for no quiet period."""

        def tell(body: bytes, token: ApiToken) -> Delivery:
            sent = read(RecheckIn, parsed(body))
            change = calls.change(sent.change, token, Right.RECHECK)
            return recheck_delivery(sent, change, token, key_of(request), calls.parts)

        return await calls.take(request, Right.RECHECK, tell)


def _add_runs(router: APIRouter, calls: _Calls) -> None:
    @router.get("/runs", response_model=RunsOut, responses=problems(401, 403, 422, 503), summary="The last runs")
    async def list_runs(request: Request, change: ChangeQuery = None, state: RunState | None = None) -> RunsOut:
        """At most 100 of those that the token may see, newest first."""
        token = await calls.caller(request, Right.READ)
        ref = None if change is None else change_of(change)
        require(token, Right.READ, ref)
        most = MOST_RUNS if ref is not None else _LOOKED_AT
        found = await calls.reading.do(lambda: calls.parts.store.runs(ref, state, most))
        mine = [run_out(one) for one in found if may(token, Right.READ, one.change)]
        return RunsOut(runs=mine[:MOST_RUNS])

    @router.get("/runs/{id}", response_model=RunOut, responses=problems(401, 403, 404, 503), summary="One run")
    async def show_run(request: Request, id: str) -> RunOut:
        """How far it is, and what became of it."""
        token = await calls.caller(request, Right.READ)
        return run_out(await calls.run(id, token, Right.READ))

    @router.post(
        "/runs/{id}/retry",
        status_code=202,
        response_model=RunOut,
        responses=problems(401, 403, 404, 409, 503),
        summary="Run a failed run again",
    )
    async def retry_run(request: Request, id: str) -> RunOut:
        """With the same deliveries and under the same id. Needs the right `admin`."""
        token = await calls.caller(request, Right.ADMIN)
        found = await calls.run(id, token, Right.ADMIN)
        note(request, run=found.id, change=str(found.change))
        if not await calls.reading.do(lambda: calls.parts.inbox.retry(found.id)):
            raise Problem(HTTPStatus.CONFLICT, "this run has not failed, so it is not run again")
        return run_out(await calls.run(id, token, Right.ADMIN))


def _add_answers(router: APIRouter, calls: _Calls) -> None:
    @router.get(
        "/submissions/{id}",
        response_model=SubmissionOut,
        responses=problems(401, 403, 404, 503),
        summary="What became of something that was sent",
    )
    async def show_submission(request: Request, id: str) -> SubmissionOut:
        """For a token that may read, submit or recheck on its change."""
        token = await calls.caller(request)
        if not any(right in token.may for right in _FOLLOWING):
            require(token, Right.READ)
        found = await calls.reading.do(lambda: calls.parts.store.submission(id))
        if found is None or not any(may(token, right, found.change) for right in _FOLLOWING):
            raise Problem(HTTPStatus.NOT_FOUND, "there is no such submission that this token may see")
        return SubmissionOut(submission=found.id, change=str(found.change), state=found.state, run=found.run)

    @router.get(
        "/report",
        response_class=Response,
        responses={
            200: {
                "description": "The report (`metareview/report/1`).",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **problems(401, 403, 404, 422, 503),
        },
        summary="The last report of a change",
    )
    async def show_report(
        request: Request, change: Annotated[str, Query(examples=[CHANGE], max_length=600)]
    ) -> Response:
        """The document that the last answer was made from; its schema is `metareview schema report`."""
        token = await calls.caller(request, Right.READ)
        ref = change_of(change)
        require(token, Right.READ, ref)
        found = await calls.reading.do(lambda: calls.parts.store.report(ref))
        if found is None:
            raise Problem(HTTPStatus.NOT_FOUND, "this change has no report yet")
        return Response(found, media_type="application/json")
