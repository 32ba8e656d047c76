"""Operations on check runs: for Apps only, with GitHub's limits."""

from datetime import datetime

from tests.github.fake.answers import Answer, Refusal, malformed, not_found
from tests.github.fake.clock import stamp
from tests.github.fake.model import App, CheckRun
from tests.github.fake.web import Request, on

READ, WRITE = "checks:read", "checks:write"
STATUSES = ("queued", "in_progress", "completed")
CONCLUSIONS = ("action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out")
LEVELS = ("notice", "warning", "failure")
KEYS = {
    "name",
    "head_sha",
    "details_url",
    "external_id",
    "status",
    "started_at",
    "conclusion",
    "completed_at",
    "output",
    "actions",
}
NOTE_KEYS = {
    "path",
    "start_line",
    "end_line",
    "start_column",
    "end_column",
    "annotation_level",
    "message",
    "title",
    "raw_details",
}
MOST = 50
LONGEST = 65_535


@on("POST", "{R}/check-runs", WRITE, role="write")
def create(request: Request) -> Answer:
    """A check run on a commit of the repository."""
    app, name, sha = _app(request), request.words_of("name"), request.words_of("head_sha")
    _require_valid(request)
    repository = request.repository
    if repository.store.resolve(sha) != sha:
        raise Refusal(422, f"No commit found for SHA: {sha}")
    suite = repository.suites.setdefault((sha, app.id), request.state.id())
    run = CheckRun(request.state.id(), app, suite, name, sha, request.state.clock.now())
    repository.checks.append(run)
    _apply(request, run)
    request.state.tell("check_run", "created", run, app.bot)
    _told(request, run)
    return Answer(201, request.views.check_run(repository, run))


@on("PATCH", "{R}/check-runs/{run_id}", WRITE, role="write")
def update(request: Request) -> Answer:
    """Change a check run of one's own; annotations are added to those that it has."""
    run, app = _run(request), _app(request)
    if run.app is not app:
        raise Refusal(
            403, f"Invalid app_id `{app.id}` - check run can only be modified by the GitHub App that created it."
        )
    _require_valid(request)
    run.name = request.words_of("name", default=run.name)
    _apply(request, run)
    _told(request, run)
    return Answer(body=request.views.check_run(request.repository, run))


@on("GET", "{R}/check-runs/{run_id}", READ)
def check_run(request: Request) -> Answer:
    """One check run."""
    return Answer(body=request.views.check_run(request.repository, _run(request)))


@on("GET", "{R}/check-runs/{run_id}/annotations", READ)
def annotations(request: Request) -> Answer:
    """Its annotations."""
    run = _run(request)
    page = f"{request.views.web}/{request.repository.full_name}/blob/{run.head_sha}"
    empty = dict.fromkeys(("start_column", "end_column", "title", "raw_details"))
    return Answer(items=[{**empty, **note, "blob_href": f"{page}/{note['path']}"} for note in run.annotations])


def _told(request: Request, run: CheckRun) -> None:
    if run.given.get("status") == "completed":
        request.state.tell("check_run", "completed", run, run.app.bot)


def _run(request: Request) -> CheckRun:
    wanted = request.number("run_id")
    found = next((one for one in request.repository.checks if one.id == wanted), None)
    if found is None:
        raise not_found()
    return found


def _app(request: Request) -> App:
    if request.actor.via is None:
        raise Refusal(403, "You must authenticate via a GitHub App.")
    return request.actor.via


def _require_valid(request: Request) -> None:
    body = request.body
    if unknown := sorted(set(body) - KEYS):
        raise malformed(f'"{unknown[0]}" is not a permitted key.')
    if body.get("status", "queued") not in STATUSES or body.get("conclusion", "neutral") not in CONCLUSIONS:
        raise malformed(
            f'No subschema in "anyOf" matched.\n{body.get("status")}, {body.get("conclusion")} is not a member.'
        )
    if body.get("status") == "completed" and "conclusion" not in body:
        raise malformed('No subschema in "anyOf" matched.\n"conclusion" wasn\'t supplied.')
    for name in ("started_at", "completed_at"):
        _require_time(body.get(name, "2020-01-01T00:00:00Z"))
    _require_actions(body.get("actions", []))
    if "output" in body:
        _require_output(body["output"])


def _require_time(value: object) -> None:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        raise malformed(f'"{value}" is not a valid date-time.') from None


def _require_actions(actions: object) -> None:
    if not isinstance(actions, list) or len(actions) > 3:
        raise malformed("No more than 3 items are allowed.")
    for one in actions:
        for name, limit in (("label", 20), ("description", 40), ("identifier", 20)):
            if not 0 < len(str(one.get(name, ""))) <= limit:
                raise malformed(f"Only {limit} characters are allowed; {len(str(one.get(name, '')))} were supplied.")


def _require_output(output: object) -> None:
    if (
        not isinstance(output, dict)
        or not isinstance(output.get("title"), str)
        or not isinstance(output.get("summary"), str)
    ):
        raise malformed('"title", "summary" weren\'t supplied.')
    for name in ("summary", "text"):
        if len(output.get(name) or "") > LONGEST:
            raise malformed(f"Only {LONGEST} characters are allowed; {len(output[name])} were supplied.")
    notes = output.get("annotations", [])
    if len(notes) > MOST:
        raise malformed(f"No more than {MOST} items are allowed; {len(notes)} were supplied.")
    for note in notes:
        _require_note(note)


def _require_note(note: dict[str, object]) -> None:
    missing = [name for name in ("path", "start_line", "end_line", "annotation_level", "message") if name not in note]
    if missing or set(note) - NOTE_KEYS:
        raise malformed(f'"{", ".join(missing or sorted(set(note) - NOTE_KEYS))}" is missing or not permitted.')
    start, end = note["start_line"], note["end_line"]
    if not isinstance(start, int) or not isinstance(end, int) or not 0 < start <= end:
        raise malformed("start_line and end_line are not valid line numbers.")
    if note["annotation_level"] not in LEVELS:
        raise malformed(f"{note['annotation_level']} is not a member of {list(LEVELS)}.")
    if start != end and ("start_column" in note or "end_column" in note):
        raise malformed("Columns are only allowed where start_line and end_line are the same.")
    for name, limit in (("title", 255), ("message", 65_536), ("raw_details", 65_536)):
        if len(str(note.get(name) or "").encode()) > limit:
            raise malformed(f"Only {limit} characters are allowed in {name}.")


def _apply(request: Request, run: CheckRun) -> None:
    body = dict(request.body)
    output = body.pop("output", None)
    if isinstance(output, dict):
        run.annotations += output.pop("annotations", [])
        run.given["output"] = output
    run.given |= {key: value for key, value in body.items() if key not in ("name", "head_sha", "actions")}
    if "conclusion" in body:
        run.given["status"] = "completed"
        run.given.setdefault("completed_at", stamp(request.state.clock.now()))
