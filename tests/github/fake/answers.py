"""What the fake answers: a status with a body, and refusals in the shapes that GitHub uses."""

from collections.abc import Sequence
from dataclasses import dataclass, field

DOCS = "https://docs.github.com/rest"
Json = dict[str, object] | list[object] | None


@dataclass
class Answer:
    """One answer. `items` is a list that the server cuts into pages; `total` wraps the page as `total_key` does."""

    status: int = 200
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)
    items: Sequence[object] | None = None
    wrap: str | None = None
    extra: dict[str, object] = field(default_factory=dict)
    raw: bytes | None = None
    content_type: str = "application/json; charset=utf-8"


class Refusal(Exception):
    """GitHub says no. `errors` are objects in one family of operations and sentences in the other."""

    def __init__(
        self,
        status: int,
        message: str,
        errors: Sequence[object] | None = None,
        headers: dict[str, str] | None = None,
        docs: str = DOCS,
    ) -> None:
        super().__init__(message)
        body: dict[str, object] = {"message": message}
        if errors is not None:
            body["errors"] = list(errors)
        self.answer = Answer(status, {**body, "documentation_url": docs, "status": str(status)}, dict(headers or {}))


def not_found() -> Refusal:
    """There is no such thing, or the asker may not know of it."""
    return Refusal(404, "Not Found")


def invalid(resource: str, fault: str, *, code: str = "custom", message: str | None = None) -> Refusal:
    """A 422 of the family with error objects."""
    error = {"resource": resource, "code": code, "field": fault}
    return Refusal(422, "Validation Failed", [{**error, "message": message} if message else error])


def too_long(resource: str, limit: int = 65_536) -> Refusal:
    """A body that is longer than GitHub stores."""
    return invalid(resource, "body", message=f"body is too long (maximum is {limit} characters)")


def unprocessable(*sentences: str) -> Refusal:
    """A 422 of the family with sentences, all faults in one of them."""
    return Refusal(422, "Unprocessable Entity", [in_a_row(sentences)])


def malformed(reason: str) -> Refusal:
    """A request body that breaks the published schema."""
    return Refusal(422, f"Invalid request.\n\n{reason}")


def in_a_row(words: Sequence[str]) -> str:
    """`a, b, and c`."""
    if len(words) < 3:
        return " and ".join(words)
    return f"{', '.join(words[:-1])}, and {words[-1]}"
