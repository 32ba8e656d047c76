"""One request on its way through the fake, and the table of operations."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from tests.github.fake.access import Actor, Need, require
from tests.github.fake.answers import Answer, Refusal, not_found
from tests.github.fake.model import IssueComment, Pull, Repository, Review, ReviewComment, State, User
from tests.github.fake.views import Views


@dataclass
class Request:
    """What was asked, by whom; with the words of the path."""

    state: State
    actor: Actor
    views: Views
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    data: bytes
    words: dict[str, str] = field(default_factory=dict)

    @cached_property
    def body(self) -> dict[str, object]:
        """The JSON object that was sent; an empty one for none."""
        if not self.data:
            return {}
        try:
            found = json.loads(self.data)
        except ValueError:
            raise Refusal(400, "Problems parsing JSON") from None
        if not isinstance(found, dict):
            raise Refusal(400, "Body should be a JSON object")
        return found

    def words_of(self, name: str, *, default: str | None = None) -> str:
        """A text of the body; 422 where it is missing or none."""
        found = self.body.get(name, default)
        if found is None:
            raise Refusal(422, f'Invalid request.\n\n"{name}" wasn\'t supplied.')
        if not isinstance(found, str):
            raise Refusal(422, f"Invalid request.\n\nFor 'properties/{name}', {json.dumps(found)} is not a string.")
        return found

    @property
    def user(self) -> User:
        """Who writes; 401 for nobody."""
        if self.actor.user is None:
            raise Refusal(401, "Requires authentication")
        return self.actor.user

    @cached_property
    def repository(self) -> Repository:
        """The repository of the path; a redirect for a name that was given up."""
        if "repository_id" in self.words:
            found = next((one for one in self.state.repositories if str(one.id) == self.words["repository_id"]), None)
        else:
            name = f"{self.words['owner']}/{self.words['repo']}"
            found = self.state.repository(name)
            moved = self.state.renamed.get(name.lower())
            if found is None and moved is not None:
                raise self._redirect(moved, name)
        if found is None:
            raise not_found()
        return found

    def _redirect(self, moved: Repository, name: str) -> Refusal:
        if self.actor.app is None:
            require(self.actor, moved, Need())
        rest = self.path.removeprefix(f"/repos/{name}")
        url = f"{self.views.api}/repositories/{moved.id}{rest}"
        status, message = (301, "Moved Permanently") if self.method == "GET" else (307, "Temporary Redirect")
        refusal = Refusal(status, message, headers={"Location": url})
        refusal.answer.body = {
            "message": message,
            "url": url,
            "documentation_url": "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects",
        }
        return refusal

    def number(self, word: str) -> int:
        """A number of the path."""
        return int(self.words[word])

    @cached_property
    def pull(self) -> Pull:
        """The pull request of the path."""
        found = self.repository.pulls.get(self.number("number"))
        if found is None:
            raise not_found()
        return found

    @cached_property
    def issue_comment(self) -> tuple[Pull, IssueComment]:
        """The conversation's message of the path."""
        wanted = self.number("comment_id")
        for pull in self.repository.pulls.values():
            for one in pull.comments:
                if one.id == wanted:
                    return pull, one
        raise not_found()

    @cached_property
    def review_comment(self) -> tuple[Pull, ReviewComment]:
        """The thread's message of the path; those of others' pending reviews don't exist."""
        wanted = self.number("comment_id")
        for pull in self.repository.pulls.values():
            for one in pull.review_comments():
                if one.id == wanted and self.is_visible(one.review):
                    return pull, one
        raise not_found()

    @cached_property
    def review(self) -> Review:
        """The review of the path."""
        wanted = self.number("review_id")
        found = next((one for one in self.pull.reviews if one.id == wanted and self.is_visible(one)), None)
        if found is None:
            raise not_found()
        return found

    def is_visible(self, review: Review) -> bool:
        """A pending review exists for its author only."""
        return review.state != "PENDING" or review.user is self.actor.user


Handler = Callable[[Request], Answer]


@dataclass(frozen=True)
class Operation:
    """One operation of the interface."""

    method: str
    pattern: re.Pattern[str]
    need: Need | None
    handler: Handler

    def answer(self, request: Request) -> Answer:
        """Check what the operation needs, then carry it out."""
        if self.need is not None:
            require(request.actor, request.repository, self.need)
            if request.repository.archived and self.need.writes:
                raise Refusal(403, "Repository was archived so is read-only.")
        return self.handler(request)


OPERATIONS: list[Operation] = []


def on(method: str, path: str, *permissions: str, role: str = "read") -> Callable[[Handler], Handler]:
    """Register an operation. `{R}` stands for a repository, by name or by id."""

    def register(handler: Handler) -> Handler:
        need = Need(permissions or ("metadata:read",), role) if "{R}" in path else None
        for repository in ("/repos/{owner}/{repo}", "/repositories/{repository_id}") if "{R}" in path else ("",):
            OPERATIONS.append(Operation(method, _pattern(path.replace("{R}", repository)), need, handler))
        return handler

    return register


def _pattern(path: str) -> re.Pattern[str]:
    words = re.sub(r"\{(\w+)\*\}", r"(?P<\1>.+)", path)
    words = re.sub(r"\{(number|\w+_id)\}", r"(?P<\1>\\d+)", words)
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", words) + "/?")


def find(method: str, path: str) -> tuple[Operation, dict[str, str]]:
    """The operation of a path, and the path's words; 404 for none, as GitHub says it."""
    for operation in OPERATIONS:
        if operation.method == method and (match := operation.pattern.fullmatch(path)):
            return operation, {key: unquote(value) for key, value in match.groupdict().items()}
    raise not_found()
