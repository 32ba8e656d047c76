"""How a request is refused: `application/problem+json`, one sentence that names what to mend, never what was sent."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request is refused with a status and a sentence."""

    def __init__(self, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = dict(headers or {})


def answer(problem: Problem) -> JSONResponse:
    """The response that tells a problem."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": str(problem),
    }
    return JSONResponse(body, problem.status, problem.headers, MEDIA_TYPE)


def unauthorised(scheme: str) -> Problem:
    """401: nobody whom we know. A Gerrit sends its password only when it is asked for one."""
    challenge = 'Basic realm="metareview", charset="UTF-8"' if scheme == "Basic" else 'Bearer realm="metareview"'
    sentence = (
        "send the webhook's secret as the password" if scheme == "Basic" else "send a bearer token that is known here"
    )
    return Problem(HTTPStatus.UNAUTHORIZED, sentence, {"WWW-Authenticate": challenge})


def busy(sentence: str) -> Problem:
    """503: the same request may work in a moment."""
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, sentence, {"Retry-After": "5"})
