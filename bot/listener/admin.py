"""The application for whoever runs the service, on a port of its own: metrics and the documentation of the API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.errors import BotError
from bot.listener.crew import Crew
from bot.listener.docs import page
from bot.listener.edge import Edge
from bot.listener.parts import Parts
from bot.listener.problems import Problem
from bot.listener.public import add_problems, described, public_app

_EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"
_CLOSED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def admin_app(parts: Parts) -> FastAPI:
    """The application for `server.admin_port`; keep it private."""
    crew = Crew(2, 10)
    document = described(public_app(parts))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        crew.dismiss()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=lifespan)

    @app.get("/metrics")
    async def metrics() -> Response:
        """What is counted, for Prometheus."""
        try:
            figures = await crew.do(parts.figures)
        except (BotError, Problem):
            figures = None
        return Response(parts.metrics.page(figures), media_type=_EXPOSITION)

    @app.get("/openapi.json")
    async def openapi() -> Response:
        """The public API's description."""
        return JSONResponse(document)

    @app.get("/docs")
    async def docs() -> Response:
        """The same for people."""
        return HTMLResponse(page(document), headers=_CLOSED)

    add_problems(app)
    app.add_middleware(Edge, parts=parts)
    return app
