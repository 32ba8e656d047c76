"""The wire models of the API: what is sent and what is answered, as the API documentation shows them."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from bot.model.delivery import RunRecord, RunState

CHANGE = "github:acme/widgets#12"

ChangeText = Annotated[
    str, Field(description="`FORGE:owner/name#12` or `FORGE:project~1234`.", examples=[CHANGE], max_length=600)
]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ReviewIn(_Sent):
    """A proposed review of a change."""

    change: ChangeText
    review: dict[str, Any] = Field(
        description="A document of `metareview/proposed-review/1`; its reviewer is the token's name, or `NAME/…`.",
        examples=[{"schema": "metareview/proposed-review/1", "reviewer": "ci/linter", "body": "`os` is never used."}],
    )


class RecheckIn(_Sent):
    """A question: what holds now?"""

    change: ChangeText


class Accepted(BaseModel):
    """What was sent is kept, and will be answered on the change."""

    submission: str = Field(examples=["api-5d41402abc4b2a76b9719d911017c592"])
    status_url: str = Field(examples=["/api/v1/submissions/api-5d41402abc4b2a76b9719d911017c592"])


class SubmissionOut(BaseModel):
    """What became of something that was sent."""

    submission: str
    change: str = Field(examples=[CHANGE])
    state: RunState
    run: str | None = Field(None, description="The run that answered, or will.")


class RunOut(BaseModel):
    """One run for one change. Times are seconds since the epoch."""

    id: str
    change: str = Field(examples=[CHANGE])
    state: RunState
    started_at: float
    ended_at: float | None = None
    revision: str | None = None
    url: str | None = Field(None, description="The answer on the forge.")
    note: str = Field("", description="What became of it, in one sentence.")
    deliveries: int = Field(0, description="How many deliveries it deals with.")


class RunsOut(BaseModel):
    """The last runs, newest first."""

    runs: list[RunOut]


class ProblemOut(BaseModel):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Forbidden"])
    status: int = Field(examples=[403])
    detail: str = Field(description="One sentence that says what to mend.")


def run_out(run: RunRecord) -> RunOut:
    """A run as it is answered."""
    return RunOut(
        id=run.id,
        change=str(run.change),
        state=run.state,
        started_at=run.started_at,
        ended_at=run.ended_at,
        revision=run.revision,
        url=run.url,
        note=run.note,
        deliveries=run.deliveries,
    )
