"""Ways to call the fake: PyGithub as people use it, and bare HTTP for what PyGithub cannot say."""

import httpx
from github import Auth, Github, GithubIntegration

from tests.github.builders import Installed, World

QUICK = {"seconds_between_requests": 0, "seconds_between_writes": 0, "retry": None}
AGENT = {"User-Agent": "tests", "Accept": "application/vnd.github+json"}


def as_app(world: World, app: Installed) -> Github:
    """PyGithub as an App's installation; it mints its token itself."""
    return integration(world, app).get_github_for_installation(app.id)


def integration(world: World, app: Installed, *, key: str | None = None, **given: object) -> GithubIntegration:
    """PyGithub as the App itself."""
    auth = Auth.AppAuth(app.app_id, key or app.private_key, **given)  # type: ignore[arg-type]
    return GithubIntegration(auth=auth, base_url=world.api, **QUICK)  # type: ignore[arg-type]


def with_token(world: World, token: str, *, api: str | None = None, **given: object) -> Github:
    """PyGithub with a token."""
    return Github(auth=Auth.Token(token), base_url=api or world.api, **{**QUICK, **given})  # type: ignore[arg-type]


def bare(world: World, token: str | None = None, *, api: str | None = None) -> httpx.Client:
    """An HTTP client on the root of the interface."""
    headers = {**AGENT, "Authorization": f"Bearer {token}"} if token else AGENT
    return httpx.Client(base_url=api or world.api, headers=headers, trust_env=False, timeout=10)
