"""The wire model of `metareview/proposed-review/1`; imported only when such a document is read, for pydantic is slow to
load."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

_REVISION = re.compile(r"[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")


def _relative(path: str) -> str:
    if not path or path.startswith("/") or ".." in path.split("/") or "\0" in path:
        raise ValueError("must be a path relative to the root of the repository, without `..`")
    return path


def _commit(revision: str) -> str:
    if _REVISION.fullmatch(revision) is None:
        raise ValueError("must be a full commit id of 40 or 64 hex digits")
    return revision


def _named(reviewer: str) -> str:
    if not reviewer.strip():
        raise ValueError("must name somebody")
    return reviewer


RelativePath = Annotated[str, AfterValidator(_relative)]
LineNumber = Annotated[int, Field(ge=1)]


class CommentModel(BaseModel):
    """One inline comment."""

    model_config = ConfigDict(extra="forbid", strict=True)

    path: RelativePath
    body: str
    id: str | None = None
    line: LineNumber | None = None
    end_line: LineNumber | None = None
    side: Literal["new", "old"] | None = None
    url: str | None = None


class ReviewModel(BaseModel):
    """The whole document."""

    model_config = ConfigDict(extra="forbid", strict=True)

    schema_: Literal["metareview/proposed-review/1"] = Field(alias="schema")
    reviewer: Annotated[str, AfterValidator(_named)]
    revision: Annotated[str, AfterValidator(_commit)] | None = None
    external_id: str | None = None
    submitted_at: str | None = None
    url: str | None = None
    path: RelativePath | None = None
    body: str | None = None
    comments: list[CommentModel] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "ReviewModel":
        if self.body is None and self.comments is None:
            raise ValueError("must have a body or comments")
        return self
