"""What a request leaves for its line in the log: names and ids of ours, and no word of what was sent."""

from starlette.requests import Request

_KEY = "metareview.notes"


def note(request: Request, **values: object) -> None:
    """Add to the line of this request."""
    request.scope.setdefault(_KEY, {}).update(values)


def notes(scope: "dict[str, object]") -> dict[str, object]:
    """What a request left."""
    found = scope.get(_KEY)
    return dict(found) if isinstance(found, dict) else {}
