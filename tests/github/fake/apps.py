"""Operations of GitHub Apps: themselves, their installations, and installation tokens."""

from tests.github.fake.access import LEVELS, covers, mint, sees
from tests.github.fake.answers import Answer, Refusal, not_found
from tests.github.fake.clock import stamp
from tests.github.fake.model import App, Installation
from tests.github.fake.web import Request, on


def _app(request: Request) -> App:
    if request.actor.app is None:
        raise Refusal(401, "A JSON web token could not be decoded")
    return request.actor.app


@on("GET", "/app")
def app(request: Request) -> Answer:
    """The App that signs the request."""
    found = _app(request)
    return Answer(body={**(request.views.app(found) or {}), "installations_count": len(_installations(request))})


def _installations(request: Request) -> list[Installation]:
    return [one for one in request.state.installations if one.app is _app(request)]


@on("GET", "/app/installations")
def installations(request: Request) -> Answer:
    """Where it is installed."""
    return Answer(items=[request.views.installation(one) for one in _installations(request)])


def _installation(request: Request) -> Installation:
    wanted = request.number("installation_id")
    found = next((one for one in _installations(request) if one.id == wanted), None)
    if found is None:
        raise not_found()
    return found


@on("GET", "/app/installations/{installation_id}")
def installation(request: Request) -> Answer:
    """One installation."""
    return Answer(body=request.views.installation(_installation(request)))


@on("GET", "/repos/{owner}/{repo}/installation")
@on("GET", "/repositories/{repository_id}/installation")
def of_repository(request: Request) -> Answer:
    """The installation that has a repository."""
    _app(request)
    found = next((one for one in _installations(request) if covers(one, request.repository)), None)
    if found is None:
        raise not_found()
    return Answer(body=request.views.installation(found))


@on("GET", "/orgs/{login}/installation")
@on("GET", "/users/{login}/installation")
def of_account(request: Request) -> Answer:
    """The installation on an account."""
    found = next(
        (one for one in _installations(request) if one.account.login.lower() == request.words["login"].lower()), None
    )
    if found is None:
        raise not_found()
    return Answer(body=request.views.installation(found))


@on("POST", "/app/installations/{installation_id}/access_tokens")
def access_token(request: Request) -> Answer:
    """A token for an hour, with no more than the installation has."""
    found = _installation(request)
    if found.suspended:
        raise Refusal(403, "This installation has been suspended")
    wanted = request.body.get("permissions") or {}
    if not isinstance(wanted, dict):
        raise Refusal(422, "Invalid request.\n\nFor 'properties/permissions', the value is not an object.")
    for name, level in wanted.items():
        if LEVELS.get(level, 9) > LEVELS.get(found.permissions.get(name, "read" if name == "metadata" else ""), 0):
            raise Refusal(422, "The permissions requested are not granted to this installation.")
    narrowed = _repositories(request, found)
    permissions = {**wanted, "metadata": "read"} if wanted else dict(found.permissions)
    token = mint(request.state, found, permissions, narrowed)
    body: dict[str, object] = {"token": token.text, "expires_at": stamp(token.expires or 0), "permissions": permissions}
    body["repository_selection"] = "all" if narrowed is None and found.repositories is None else "selected"
    if narrowed is not None:
        body["repositories"] = [
            request.views.repository(one) for one in request.state.repositories if one.id in narrowed
        ]
    return Answer(201, body)


def _repositories(request: Request, found: Installation) -> list[int] | None:
    names, ids = request.body.get("repositories"), request.body.get("repository_ids")
    if not names and not ids:
        return None
    mine = [one for one in request.state.repositories if covers(found, one)]
    chosen = [
        one.id
        for one in mine
        if (isinstance(names, list) and one.name in names) or (isinstance(ids, list) and one.id in ids)
    ]
    if len(chosen) != len(names if isinstance(names, list) else []) + len(ids if isinstance(ids, list) else []):
        raise Refusal(
            422, "There is at least one repository that does not exist or is not accessible to the parent installation."
        )
    return chosen


@on("GET", "/installation/repositories")
def repositories(request: Request) -> Answer:
    """What the token's installation can see."""
    if request.actor.installation is None:
        raise Refusal(
            403,
            "You must authenticate with an installation access token in order to list repositories for an installation.",
        )
    found = [
        one
        for one in request.state.repositories
        if covers(request.actor.installation, one) and sees(request.actor, one)
    ]
    selection = "all" if request.actor.installation.repositories is None else "selected"
    return Answer(
        items=[request.views.repository(one) for one in found],
        wrap="repositories",
        extra={"repository_selection": selection},
    )


@on("DELETE", "/installation/token")
def revoke(request: Request) -> Answer:
    """Give the token back."""
    if request.actor.installation is None or request.actor.token is None:
        raise Refusal(403, "You must authenticate with an installation access token.")
    request.actor.token.revoked = True
    return Answer(204)
