"""Git over HTTP: git's own backend answers, behind GitHub's rules on who may fetch."""

import gzip
import os
import re
import subprocess

from tests.git.repositories import ENVIRONMENT
from tests.github.fake.access import INTEGRATION, Actor, Need, identify, require, sees
from tests.github.fake.answers import Answer, Refusal
from tests.github.fake.model import Repository, State

PATH = re.compile(r"/([^/]+/[^/]+?)(?:\.git)?/(info/refs|git-upload-pack|git-receive-pack)")
ASK = {"WWW-Authenticate": 'Basic realm="GitHub"'}


def serve(
    state: State, web: str, method: str, path: str, query: str, headers: dict[str, str], data: bytes
) -> tuple[Answer, Actor]:
    """Answer one request of a git client: fetching only."""
    found = PATH.fullmatch(path)
    assert found is not None
    name, service = found[1], found[2]
    if service not in ("info/refs", "git-upload-pack") or (
        service == "info/refs" and query != "service=git-upload-pack"
    ):
        raise _plain(403, "Pushing is not served here.")
    actor = _identify(state, headers)
    repository = _repository(state, actor, web, name, f".git/{service}{'?' + query if query else ''}")
    try:
        require(actor, repository, Need(("contents:read",)))
    except Refusal as refusal:
        raise _plain(403, str(refusal) or INTEGRATION) from None
    return _backend(repository, method, service, query, headers, data), actor


def _plain(status: int, text: str, headers: dict[str, str] | None = None) -> Refusal:
    refusal = Refusal(status, text)
    refusal.answer = Answer(status, headers=headers or {}, raw=text.encode(), content_type="text/plain; charset=utf-8")
    return refusal


def _identify(state: State, headers: dict[str, str]) -> Actor:
    given = headers.get("authorization")
    if given and not given.lower().startswith("basic "):
        raise _plain(401, "Invalid username or token.", ASK)
    try:
        actor = identify(state, given)
    except Refusal:
        raise _plain(
            401, "Invalid username or token. Password authentication is not supported for Git operations.", ASK
        ) from None
    if actor.app is not None:
        raise _plain(401, "Invalid username or token.", ASK)
    return actor


def _repository(state: State, actor: Actor, web: str, name: str, rest: str) -> Repository:
    found = state.repository(name)
    moved = state.renamed.get(name.lower())
    if found is None and moved is not None and sees(actor, moved):
        raise _plain(301, "", {"Location": f"{web}/{moved.full_name}{rest}"})
    if found is not None and sees(actor, found):
        return found
    raise _plain(401, "Repository not found.", ASK) if actor.token is None else _plain(404, "Repository not found.")


def _backend(
    repository: Repository, method: str, service: str, query: str, headers: dict[str, str], data: bytes
) -> Answer:
    if headers.get("content-encoding") == "gzip":
        data = gzip.decompress(data)
    environment = {
        **ENVIRONMENT,
        "GIT_PROJECT_ROOT": str(repository.store.path.parent),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": f"/{repository.store.path.name}/{service}",
        "QUERY_STRING": query,
        "REQUEST_METHOD": method,
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(data)),
        "GIT_PROTOCOL": headers.get("git-protocol", ""),
        "REMOTE_ADDR": "127.0.0.1",
        "PATH": os.environ.get("PATH", ""),
    }
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "http-backend"], input=data, capture_output=True, check=False, env=environment
    )
    if not done.stdout:  # a commit that is not there ends git with 1, after it has said so in its answer
        done.check_returncode()
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    fields = dict(row.split(": ", 1) for row in head.decode().split("\r\n"))
    status = int(fields.pop("Status", "200 OK").split()[0])
    return Answer(status, raw=body, content_type=fields.pop("Content-Type", "text/plain"), headers=fields)
