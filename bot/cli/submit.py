"""`metareview submit`: reviews sent to a running service, which answers on the change."""

from typing import Annotated

import typer

from bot.cli.options import progress, write
from bot.cli.service import Service, TokenFile, Url, table, text
from bot.errors import Refused
from bot.model.review import Comment, ProposedReview


def submit(
    url: Url,
    change: Annotated[str, typer.Option(metavar="REF", help="Which change: github:owner/name#12.")],
    review: Annotated[
        list[str] | None,
        typer.Option("--review", metavar="FILE", help="A review to send, repeatable: any format that `check` reads."),
    ] = None,
    reviewer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="In whose name: the token's own, or one below it as in `ci/linter`."),
    ] = None,
    token_file: TokenFile = None,
) -> int:
    """Send reviews of a change to a running service; each is kept once, however often it is sent."""
    from bot.cli.inputs import read_inputs
    from bot.model.change_ref import ChangeRef

    if not review:
        raise Refused("no review is named; name at least one: --review FILE")
    ref = ChangeRef.parse(change)
    service = Service(url, token_file)
    rows = []
    for one in read_inputs(review):
        progress(f"sending {one.name}")
        answer = service.post("/api/v1/reviews", {"change": str(ref), "review": document(one, reviewer)})
        rows.append((one.name, "kept as", text(answer, "submission")))
    write(table(rows))
    return 0


def document(review: ProposedReview, reviewer: str | None) -> dict[str, object]:
    """A review as `metareview/proposed-review/1`; comments without a path are added to its body."""
    placed = [one for one in review.comments if one.path]
    loose = [one.body for one in review.comments if not one.path]
    found: dict[str, object] = {
        "schema": "metareview/proposed-review/1",
        "reviewer": reviewer or review.reviewer,
        "body": "\n\n".join(part for part in (review.body, *loose) if part),
        "comments": [_comment(one) for one in placed],
        "revision": review.revision,
        "external_id": review.external_id,
        "submitted_at": review.submitted_at,
        "url": review.url,
        "path": review.path,
    }
    return {key: value for key, value in found.items() if value is not None}


def _comment(comment: Comment) -> dict[str, object]:
    found: dict[str, object | None] = {
        "path": comment.path,
        "body": comment.body,
        "id": comment.id,
        "line": comment.line,
        "end_line": comment.end_line,
        "side": comment.side.value,
        "url": comment.url,
    }
    return {key: value for key, value in found.items() if value is not None}
