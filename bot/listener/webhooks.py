"""The webhooks: signature first, then what it means, and an acknowledgement only once that is kept."""

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from bot.errors import Refused, Unreachable
from bot.listener import gerrit, github
from bot.listener.body import Reader, parsed, require_json
from bot.listener.crew import Crew
from bot.listener.docs import WEBHOOK_PROBLEMS
from bot.listener.notes import note
from bot.listener.parts import Parts
from bot.listener.problems import Problem, busy, unauthorised
from bot.listener.site import Ignored, Site
from bot.listener.trust import basic_password, is_one_of, is_signed
from bot.model.delivery import Delivery
from bot.model.secret import Secret

Told = tuple[Delivery, ...] | Ignored

_DELIVERY = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")
_EVENT = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NOT_JSON = "set the content type of the webhook to application/json"


def webhooks(parts: Parts, reader: Reader, crew: Crew) -> APIRouter:
    """The routes that forges call."""
    router = APIRouter(tags=["webhooks"], responses=WEBHOOK_PROBLEMS)
    hooks = _Hooks(parts, reader, crew)

    @router.post("/webhooks/{forge}", status_code=202, response_class=Response, summary="An event of a forge")
    async def by_forge(forge: str, request: Request) -> Response:
        """GitHub signs its events (`X-Hub-Signature-256`); a Gerrit is asked for the secret as a password (204)."""
        site = hooks.site(forge)
        if site.forge.kind == "github":
            return await hooks.from_github(site, request)
        password = basic_password(request.headers.get("authorization", ""))
        return await hooks.from_gerrit(site, password, request)

    @router.post("/webhooks/{forge}/{token}", status_code=204, response_class=Response, summary="An event of a Gerrit")
    async def by_token(forge: str, token: str, request: Request) -> Response:
        """A Gerrit that has the secret in its URL."""
        site = hooks.site(forge)
        if site.forge.kind != "gerrit":
            raise Problem(HTTPStatus.NOT_FOUND, "this forge sends its events without a secret in the URL")
        return await hooks.from_gerrit(site, token, request)

    return router


class _Hooks:
    """Receives events; every way to end is counted."""

    def __init__(self, parts: Parts, reader: Reader, crew: Crew) -> None:
        self._parts = parts
        self._reader = reader
        self._crew = crew

    def site(self, forge: str) -> Site:
        """The forge of that name. Raises Problem (404)."""
        site = self._parts.sites.get(forge)
        if site is None:
            self._count("unknown", "unknown-forge")
            raise Problem(HTTPStatus.NOT_FOUND, "the configuration has no forge of this name that sends webhooks")
        return site

    async def from_github(self, site: Site, request: Request) -> Response:
        """Receive a signed event: 202 once it is kept, and for what changes nothing."""
        secrets = await self._secrets(site)
        signature = request.headers.get("x-hub-signature-256", "")
        if not signature:
            self._count(site.forge.name, "unsigned")
            raise Problem(HTTPStatus.UNAUTHORIZED, "sign the event: X-Hub-Signature-256 is missing")
        async with self._reader.body(request, self._parts.limits.github_bytes) as body:
            if not await self._crew.do(lambda: is_signed(body, signature, secrets)):
                self._count(site.forge.name, "unsigned")
                raise Problem(
                    HTTPStatus.UNAUTHORIZED, "the signature is not that of this body under a secret known here"
                )
            require_json(request, _NOT_JSON)
            event, id = request.headers.get("x-github-event", ""), request.headers.get("x-github-delivery", "")
            if not _EVENT.fullmatch(event) or not _DELIVERY.fullmatch(id):
                self._count(site.forge.name, "malformed")
                raise Problem(HTTPStatus.BAD_REQUEST, "X-GitHub-Event and X-GitHub-Delivery must say what this is")
            note(request, sent=event, delivery=id)
            await self._keep(site, request, lambda: github.deliveries_of(event, parsed(body), site, id))
        return Response(status_code=HTTPStatus.ACCEPTED)

    async def from_gerrit(self, site: Site, secret: str | None, request: Request) -> Response:
        """Receive an event of a Gerrit, which signs nothing: 204 once it is kept, and for what changes nothing."""
        secrets = await self._secrets(site)
        if secret is None or not is_one_of(secret, secrets):
            self._count(site.forge.name, "unsigned")
            raise unauthorised("Basic")
        require_json(request, _NOT_JSON)
        async with self._reader.body(request, self._parts.limits.gerrit_bytes) as body:
            await self._keep(site, request, lambda: gerrit.deliveries_of(parsed(body), site))
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _secrets(self, site: Site) -> Sequence[Secret]:
        """The secrets of a forge, of which there must be one. Raises Problem (503): nothing is taken without."""
        try:
            found = await self._crew.do(lambda: self._parts.find(site.forge.webhook_secret))
        except Refused:
            found = ()
        if not any(one.reveal() for one in found):
            self._count(site.forge.name, "closed")
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE, "no webhook secret is configured for this forge, so nothing is taken"
            )
        return found

    async def _keep(self, site: Site, request: Request, tell: Callable[[], Told]) -> None:
        name = site.forge.name
        try:
            told, is_new = await self._crew.do(lambda: self._told(tell))
        except Refused as refused:
            self._count(name, "malformed")
            self._parts.log.warning("an event of a known kind could not be read", forge=name)
            raise Problem(HTTPStatus.BAD_REQUEST, str(refused)) from None
        except Unreachable:
            self._count(name, "unavailable")
            raise busy("it can't be kept now; send it again later") from None
        except Problem as problem:
            self._count(name, "malformed" if problem.status == HTTPStatus.BAD_REQUEST else "unavailable")
            raise
        if isinstance(told, Ignored):
            note(request, ignored=told.reason.value)
            self._count(name, told.reason.value)
            return
        note(request, delivery=told[0].id, change=str(told[0].change), repeated=not is_new)
        self._count(name, "accepted" if is_new else "repeated")

    def _told(self, tell: Callable[[], Told]) -> tuple[Told, bool]:
        """What an event means, kept; and whether any of it is new."""
        told = tell()
        if isinstance(told, Ignored):
            return told, False
        kept = [self._parts.inbox.accept(one) for one in told]
        return told, any(kept)

    def _count(self, forge: str, outcome: str) -> None:
        self._parts.metrics.delivered(forge, outcome)
