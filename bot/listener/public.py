"""The application that the world reaches: webhooks, the API, and whether the service lives and is ready."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.errors import Refused, Unreachable
from bot.listener.api import api
from bot.listener.body import Reader
from bot.listener.crew import Crew
from bot.listener.edge import Edge
from bot.listener.models import ProblemOut, RecheckIn, ReviewIn
from bot.listener.notes import note
from bot.listener.parts import Parts
from bot.listener.problems import Problem, answer, busy
from bot.listener.webhooks import webhooks

_DESCRIBED: tuple[type[BaseModel], ...] = (ProblemOut, RecheckIn, ReviewIn)
"""Models that routes name by hand, because they read bodies themselves."""
_REPLACED = ("HTTPValidationError", "ValidationError")
"""What FastAPI would answer to faulty parameters, were it not for our problems; routes that can be asked so name theirs."""


class Alive(BaseModel):
    """The process lives."""

    status: str = "ok"


class Ready(BaseModel):
    """Whether all parts work; `faults` names those that don't, a sentence each."""

    ready: bool
    faults: Mapping[str, str] = {}


def public_app(parts: Parts) -> FastAPI:
    """The application for `server.port`."""
    reader = Reader(parts.limits)
    writing, reading = (Crew(parts.limits.threads, parts.limits.answer_seconds) for _ in range(2))
    probing = Crew(2, 5)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        for crew in (writing, reading, probing):
            crew.dismiss()

    app = FastAPI(
        title="metareview",
        version=version("metareview"),
        summary="One checked, consolidated meta-review instead of many proposed ones.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.include_router(webhooks(parts, reader, writing))
    app.include_router(api(parts, reader, writing, reading))
    app.include_router(_health(parts, probing))
    add_problems(app)
    app.add_middleware(Edge, parts=parts)
    return app


def described(app: FastAPI) -> dict[str, Any]:
    """The application's OpenAPI document, with the models that its routes read by hand."""
    document = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for model in _DESCRIBED:
        schemas[model.__name__] = model.model_json_schema(ref_template="#/components/schemas/{model}")
    for unused in _REPLACED:
        schemas.pop(unused, None)
    for operation in (operation for item in document["paths"].values() for operation in item.values()):
        if _REPLACED[0] in str(operation["responses"].get("422")):
            del operation["responses"]["422"]
    return document


def add_problems(app: FastAPI) -> None:
    """Every refusal is a problem, whoever raises it."""

    @app.exception_handler(Problem)
    async def on_problem(request: Request, problem: Problem) -> Response:
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            note(request, problem=str(problem))
        return answer(problem)

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> Response:
        return answer(Problem(error.status_code, str(error.detail), error.headers))

    @app.exception_handler(RequestValidationError)
    async def on_parameters(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = str(first["loc"][-1]) if first["loc"][0] in ("query", "header", "path") else "the request"
        return answer(
            Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{where}: {first['msg'].removeprefix('Input ').lower()}")
        )

    @app.exception_handler(Unreachable)
    async def on_unreachable(request: Request, error: Unreachable) -> Response:
        note(request, problem=str(error))
        return answer(busy("this can't be done now; send it again later"))

    @app.exception_handler(Refused)
    async def on_refused(request: Request, error: Refused) -> Response:
        return answer(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)))


def _health(parts: Parts, crew: Crew) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", response_model=Alive, summary="Whether the process lives")
    async def healthz() -> Alive:
        """Asks nothing of anybody."""
        return Alive()

    @router.get(
        "/readyz",
        response_model=Ready,
        responses={503: {"description": "Not ready; the parts that are not are named.", "model": Ready}},
        summary="Whether it can do its work",
    )
    async def readyz() -> Response:
        """Looks at the inbox and the engine."""
        try:
            faults = dict(await crew.do(parts.faults))
        except Problem:
            faults = {"service": "its parts do not answer"}
        except (Refused, Unreachable) as error:
            faults = {"service": str(error)}
        status = HTTPStatus.SERVICE_UNAVAILABLE if faults else HTTPStatus.OK
        return JSONResponse(Ready(ready=not faults, faults=faults).model_dump(), status)

    return router
