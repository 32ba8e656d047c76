"""What the API documentation says beside the models: which problems a route has, and a page for people."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from bot.listener.models import ProblemOut
from bot.listener.problems import MEDIA_TYPE

_SENTENCES = {
    400: "The request is malformed.",
    401: "Nobody whom we know.",
    403: "The token does not give this right, or not for this change.",
    404: "There is no such thing, or the token may not see it.",
    408: "The body came too slowly.",
    409: "The run has not failed, so there is nothing to run again.",
    413: "The body is too large.",
    415: "The body is not called JSON.",
    422: "The request is well formed, but asks for something that can't be.",
    503: "It can't be done now; `Retry-After` says when to come again, unless the configuration lacks a secret.",
}
_SCHEMA = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{ProblemOut.__name__}"}}}
_HEAD = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>metareview: the API</title><style>body{font:16px/1.5 "
    "sans-serif;max-width:60em;margin:2em auto;padding:0 1em}code{background:#eee;padding:0 .2em}td{vertical-align:top;"
    "padding-right:1em}</style><h1>The API of metareview</h1><p>The same for programs: <a href=openapi.json>"
    "<code>openapi.json</code></a>.</p>"
)

Responses = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Responses:
    """The problems of a route, as FastAPI takes them."""
    return {status: {"description": _SENTENCES[status], "content": _SCHEMA} for status in statuses}


WEBHOOK_PROBLEMS = problems(400, 401, 404, 408, 413, 415, 503)


def takes(model: str) -> dict[str, Any]:
    """The description of a body that a route reads itself, after it has looked at the token."""
    schema = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
    return {"requestBody": {"required": True, "content": schema}}


def page(document: Mapping[str, Any]) -> str:
    """The documentation as one page of HTML that loads nothing."""
    return _HEAD + "".join(_operations(document))


def _operations(document: Mapping[str, Any]) -> Iterator[str]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"<h2><code>{escape(method.upper())} {escape(path)}</code></h2>"
            yield f"<p>{escape(operation.get('summary', ''))}. {escape(operation.get('description', ''))}</p><table>"
            for one in operation.get("parameters", ()):
                yield f"<tr><td>{escape(one['in'])}<td><code>{escape(one['name'])}</code>"
                yield f"<td>{escape(one.get('description', ''))}"
            for status, response in operation["responses"].items():
                yield f"<tr><td>answer<td>{escape(str(status))}<td>{escape(response.get('description', ''))}"
            yield "</table>"
