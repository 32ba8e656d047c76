"""Operations on repositories: themselves, their files, commits and comparisons, and who may do what in them."""

import base64

from tests.github.fake.access import holds
from tests.github.fake.answers import Answer, Refusal, not_found
from tests.github.fake.model import LEGACY, Repository, rank
from tests.github.fake.web import Request, on

BIG_FILE = 1_000_000


@on("GET", "{R}")
def repository(request: Request) -> Answer:
    """A repository."""
    viewer = None if request.actor.installation else request.actor.user
    return Answer(body=request.views.full_repository(request.repository, viewer))


@on("GET", "/user")
def me(request: Request) -> Answer:
    """The account of a person's token; an installation has none."""
    if request.actor.installation is not None:
        raise Refusal(403, "Resource not accessible by integration")
    found = request.views.account(request.user)
    return Answer(
        body=found
        | {
            "private_gists": 0,
            "total_private_repos": 0,
            "owned_private_repos": 0,
            "disk_usage": 0,
            "collaborators": 0,
            "two_factor_authentication": True,
        }
    )


@on("GET", "/users/{login}")
def account(request: Request) -> Answer:
    """An account by name."""
    found = request.state.users.get(request.words["login"].lower())
    if found is None:
        raise not_found()
    return Answer(body=request.views.account(found))


@on("GET", "{R}/collaborators/{login}/permission")
def permission(request: Request) -> Answer:
    """What somebody may do; asked by those who can push, or by an App."""
    if request.actor.user is None:
        raise Refusal(401, "Requires authentication")
    if request.actor.installation is None and rank(request.repository.role(request.actor.user)) < rank("write"):
        raise Refusal(403, "Must have push access to view collaborator permission.")
    user = request.state.users.get(request.words["login"].lower())
    if user is None:
        raise Refusal(404, f"{request.words['login']} is not a user")
    role = request.repository.role(user)
    rights = {
        name: rank(role) >= rank(least)
        for name, least in (
            ("admin", "admin"),
            ("maintain", "maintain"),
            ("push", "write"),
            ("triage", "triage"),
            ("pull", "read"),
        )
    }
    shown = {**request.views.user(user), "permissions": rights, "role_name": role}
    return Answer(body={"permission": LEGACY.get(role, "write"), "role_name": role, "user": shown})


@on("GET", "{R}/commits/{ref*}/check-runs", "checks:read")
def check_runs(request: Request) -> Answer:
    """The check runs of a commit; `filter=latest` is what GitHub shows unless told otherwise."""
    sha = _commit(request.repository, request.words["ref"])
    runs = [run for run in request.repository.checks if run.head_sha == sha]
    query = request.query
    if query.get("filter", "latest") == "latest":
        runs = list({(run.suite, run.name): run for run in runs}.values())
    runs = [
        run
        for run in runs
        if query.get("check_name") in (None, run.name) and query.get("app_id") in (None, str(run.app.id))
    ]
    runs = [run for run in runs if query.get("status") in (None, run.given.get("status", "queued"))]
    shown = [request.views.check_run(request.repository, run) for run in reversed(runs)]
    return Answer(items=shown, wrap="check_runs")


@on("GET", "{R}/commits/{ref*}", "contents:read")
def commit(request: Request) -> Answer:
    """A commit with its files."""
    store = request.repository.store
    found = store.read_commit(_commit(request.repository, request.words["ref"]))
    if "sha" in request.headers.get("accept", ""):
        return Answer(raw=found.sha.encode(), content_type="application/vnd.github.sha; charset=utf-8")
    files = store.diff(found.parents[0] if found.parents else "4b825dc642cb6eb9a060e54bf8d69288fbee4904", found.sha)
    added, removed = sum(one.additions for one in files), sum(one.deletions for one in files)
    shown = request.views.commit(request.repository, found)
    stats = {"total": added + removed, "additions": added, "deletions": removed}
    return Answer(
        body={
            **shown,
            "stats": stats,
            "files": [request.views.file(request.repository, one, found.sha) for one in files[:300]],
        }
    )


@on("GET", "{R}/compare/{basehead*}", "contents:read")
def compare(request: Request) -> Answer:
    """Two commits compared from their merge base: at most 300 files, and the commits in pages."""
    base_name, dots, head_name = request.words["basehead"].partition("...")
    if not dots:
        raise not_found()
    store = request.repository.store
    base, head = (_of_network(request, name) for name in (base_name, head_name))
    origin = store.merge_base(base, head)
    if origin is None:
        raise Refusal(404, f"No common ancestor between {base_name} and {head_name}.")
    media = request.headers.get("accept", "")
    if "diff" in media or "patch" in media:
        return Answer(raw=store.patch(origin, head), content_type="application/vnd.github.diff; charset=utf-8")
    ahead, behind = store.commits(base, head), store.commits(head, base)
    status = {(True, True): "diverged", (True, False): "ahead", (False, True): "behind", (False, False): "identical"}[
        bool(ahead), bool(behind)
    ]
    url = f"{request.views.api}/repos/{request.repository.full_name}/compare/{request.words['basehead']}"
    page = f"{request.views.web}/{request.repository.full_name}/compare/{request.words['basehead']}"
    views = request.views
    found = {
        "url": url,
        "html_url": page,
        "permalink_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
    }
    found |= {
        "base_commit": views.commit(request.repository, store.read_commit(base)),
        "merge_base_commit": views.commit(request.repository, store.read_commit(origin)),
    }
    found |= {"status": status, "ahead_by": len(ahead), "behind_by": len(behind), "total_commits": len(ahead)}
    first = int(request.query.get("page", "1")) == 1
    files = [views.file(request.repository, one, head) for one in store.diff(origin, head)[:300]] if first else []
    return Answer(
        items=[views.commit(request.repository, one) for one in ahead], wrap="commits", extra={**found, "files": files}
    )


@on("GET", "{R}/contents/{path*}", "contents:read")
def contents(request: Request) -> Answer:
    """A file or a folder at a ref."""
    return _contents(request, request.words["path"])


@on("GET", "{R}/contents", "contents:read")
def root(request: Request) -> Answer:
    """The top folder at a ref."""
    return _contents(request, "")


def _contents(request: Request, path: str) -> Answer:
    store, name = request.repository.store, request.query.get("ref", request.repository.default_branch)
    sha = store.resolve(name)
    if sha is None:
        raise Refusal(404, f"No commit found for the ref {name}")
    path = path.strip("/")
    entry = _entries(request, sha, path)[:1] if path else []
    if path and not entry:
        raise not_found()
    if not path or entry[0]["type"] == "dir":
        return Answer(body=_entries(request, sha, f"{path}/" if path else ""))
    return _file(request, entry[0])


def _file(request: Request, entry: dict[str, object]) -> Answer:
    store = request.repository.store
    if entry["type"] == "submodule":
        return Answer(body={**entry, "submodule_git_url": "https://example.org/sub.git"})
    data = store.git("cat-file", "blob", str(entry["sha"]))
    if "raw" in request.headers.get("accept", ""):
        return Answer(raw=data, content_type="application/vnd.github.raw; charset=utf-8")
    if entry["type"] == "symlink":
        return Answer(body={**entry, "target": data.decode("utf-8", "replace")})
    if len(data) > BIG_FILE:
        return Answer(body={**entry, "content": "", "encoding": "none"})
    return Answer(body={**entry, "content": base64.encodebytes(data).decode(), "encoding": "base64"})


def _entries(request: Request, sha: str, path: str) -> list[dict[str, object]]:
    views, repository = request.views, request.repository
    url, page = f"{views.api}/repos/{repository.full_name}", f"{views.web}/{repository.full_name}"
    found: list[dict[str, object]] = []
    for row in (
        repository.store.git("ls-tree", "-z", "-l", sha, *([path] if path else []))
        .decode("utf-8", "replace")
        .split("\0")
    ):
        if not row:
            continue
        (mode, kind, blob, size), name = row.split("\t")[0].split(), row.split("\t", 1)[1]
        word = {"tree": "dir", "commit": "submodule"}.get(kind, "symlink" if mode == "120000" else "file")
        links = {
            "self": f"{url}/contents/{name}?ref={sha}",
            "git": f"{url}/git/{kind}s/{blob}",
            "html": f"{page}/blob/{sha}/{name}",
        }
        entry: dict[str, object] = {
            "name": name.rpartition("/")[2],
            "path": name,
            "sha": blob,
            "size": int(size) if size != "-" else 0,
            "url": links["self"],
        }
        entry |= {
            "html_url": links["html"],
            "git_url": links["git"],
            "download_url": f"{page}/raw/{sha}/{name}" if word == "file" else None,
            "type": word,
            "_links": links,
        }
        found.append(entry)
    return found


def _commit(repository: Repository, name: str) -> str:
    found = repository.store.resolve(name)
    if found is None:
        raise Refusal(422, f"No commit found for SHA: {name}")
    return found


def _of_network(request: Request, name: str) -> str:
    owner, colon, branch = name.partition(":")
    repository = request.repository
    if colon:
        family = [one for one in request.state.repositories if one is repository or one.parent is repository]
        fork = next((one for one in family if one.owner.login.lower() == owner.lower()), None)
        sha = fork.store.resolve(branch.rpartition(":")[2]) if fork else None
        if sha and fork:
            repository.store.git("fetch", "-q", "--no-tags", str(fork.store.path), sha)
    else:
        sha = repository.store.resolve(name)
    if sha is None:
        raise not_found()
    return sha


def may_moderate(request: Request) -> bool:
    """Whether the asker may touch what others wrote."""
    actor = request.actor
    if actor.via is not None:
        granted = actor.token.permissions or {} if actor.token else {}
        return actor.via.edits_others and any(holds(granted, one) for one in ("issues:write", "pull_requests:write"))
    return rank(request.repository.role(actor.user)) >= rank("write")
