"""Rate limits: what every answer says of them, and how GitHub refuses once they are used up."""

from dataclasses import dataclass, field

from tests.github.fake.access import Actor
from tests.github.fake.answers import Answer, Refusal
from tests.github.fake.clock import Clock

SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
HOUR = 3600


@dataclass
class Count:
    """What one credential has used in this hour."""

    used: int = 0
    reset: int = 0


@dataclass
class Limits:
    """The limits of the host. A test sets `limit`, or asks for a refusal with `primary` or `secondary`."""

    clock: Clock
    on: bool = True
    limit: int = 5000
    status: int = 403
    content_per_minute: int = 80
    counts: dict[tuple[str, str], Count] = field(default_factory=dict)
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    written: dict[str, list[int]] = field(default_factory=dict)

    def secondary(self, *, retry_after: int | None = 60, status: int = 403, times: int = 1) -> None:
        """Refuse the next requests with a secondary limit."""
        headers = {"Retry-After": str(retry_after)} if retry_after is not None else {}
        self.refusals += [(status, headers)] * times

    def exhaust(self) -> None:
        """Use up everybody's hour."""
        self.limit = 0

    def refill(self, limit: int = 5000) -> None:
        """A new hour for everybody."""
        self.limit, self.counts = limit, {}

    def require(self, actor: Actor, resource: str, *, creates: bool) -> None:
        """Count a request; refuse it where the limit is reached."""
        if not self.on:
            return
        if self.refusals:
            status, headers = self.refusals.pop(0)
            raise Refusal(
                status,
                SECONDARY,
                headers=headers,
                docs="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits",
            )
        found = self._count(actor, resource)
        if found.used >= self._limit(actor) and resource == "graphql":
            raise _with_status_200()
        if found.used >= self._limit(actor):
            message = f"API rate limit exceeded for {'installation' if actor.installation else 'user'} ID {actor.user.id if actor.user else 0}."
            raise Refusal(
                self.status,
                message,
                docs="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api",
            )
        found.used += 1
        if creates:
            self._require_pace(actor)

    def _require_pace(self, actor: Actor) -> None:
        now = self.clock.now()
        recent = [when for when in self.written.get(actor.name, []) if when > now - 60]
        if len(recent) >= self.content_per_minute:
            raise Refusal(403, SECONDARY, headers={"Retry-After": str(max(1, recent[0] + 60 - now))})
        self.written[actor.name] = [*recent, now]

    def forget(self, actor: Actor, resource: str) -> None:
        """An answer that says `not modified` costs nothing."""
        self._count(actor, resource).used -= 1

    def _count(self, actor: Actor, resource: str) -> Count:
        now = self.clock.now()
        found = self.counts.setdefault((actor.name, resource), Count(0, now + HOUR))
        if found.reset <= now:
            found.used, found.reset = 0, now + HOUR
        return found

    def _limit(self, actor: Actor) -> int:
        return min(self.limit, 60) if actor.token is None and actor.app is None else self.limit

    def headers(self, actor: Actor, resource: str) -> dict[str, str]:
        """What every answer says of the limit."""
        return (
            {f"X-RateLimit-{name.title()}": str(value) for name, value in self.numbers(actor, resource).items()}
            | {"X-RateLimit-Resource": resource}
            if self.on
            else {}
        )

    def numbers(self, actor: Actor, resource: str) -> dict[str, int]:
        """The limit in numbers."""
        found, limit = self._count(actor, resource), self._limit(actor)
        return {"limit": limit, "remaining": max(0, limit - found.used), "reset": found.reset, "used": found.used}

    def answer(self, actor: Actor) -> Answer:
        """`GET /rate_limit`, which costs nothing."""
        if not self.on:
            raise Refusal(404, "Rate limiting is not enabled.")
        core = self.numbers(actor, "core")
        search = {"limit": 30, "remaining": 30, "reset": core["reset"], "used": 0}
        return Answer(
            body={
                "resources": {"core": core, "graphql": self.numbers(actor, "graphql"), "search": search},
                "rate": core,
            }
        )


def _with_status_200() -> Refusal:
    """GraphQL says in the body that the hour is used up."""
    refusal = Refusal(200, "API rate limit exceeded")
    error = {"type": "RATE_LIMITED", "code": "graphql_rate_limit", "message": "API rate limit exceeded."}
    refusal.answer.body = {"errors": [error]}
    return refusal
