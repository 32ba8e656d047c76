"""How everything looks in the REST interface, with the URLs of the host that was asked."""

import base64
from dataclasses import dataclass
from urllib.parse import quote

from tests.github.fake.clock import stamp
from tests.github.fake.model import (
    App,
    CheckRun,
    Event,
    Installation,
    IssueComment,
    Pull,
    Reaction,
    Repository,
    Review,
    ReviewComment,
    User,
    rank,
)
from tests.github.fake.store import Commit, FileDiff

REACTIONS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")
STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}
BIG_PATCH = 500_000
LONG_PATCH = 20_000
Json = dict[str, object]

OF_A_REPOSITORY = """
archive {archive_format}{/ref}; assignees assignees{/user}; blobs git/blobs{/sha}; branches branches{/branch}
collaborators collaborators{/collaborator}; comments comments{/number}; commits commits{/sha}; compare compare/{base}...{head}
contents contents/{+path}; contributors contributors; deployments deployments; downloads downloads; events events; forks forks
git_commits git/commits{/sha}; git_refs git/refs{/sha}; git_tags git/tags{/sha}; hooks hooks; issue_comment issues/comments{/number}
issue_events issues/events{/number}; issues issues{/number}; keys keys{/key_id}; labels labels{/name}; languages languages
merges merges; milestones milestones{/number}; notifications notifications{?since,all,participating}; pulls pulls{/number}
releases releases{/id}; stargazers stargazers; statuses statuses/{sha}; subscribers subscribers; subscription subscription
tags tags; teams teams; trees git/trees{/sha}
"""


def node(kind: str, number: int) -> str:
    """A global id."""
    return f"{kind}_{base64.urlsafe_b64encode(str(number).encode()).decode().rstrip('=')}"


@dataclass(frozen=True)
class Views:
    """Pictures of the model. `api` is the root of the interface, `web` of the pages."""

    api: str
    web: str

    def user(self, user: User) -> Json:
        """An account in short."""
        url = f"{self.api}/users/{quote(user.login)}"
        page = f"{self.web}/apps/{user.login.removesuffix('[bot]')}" if user.is_bot else f"{self.web}/{user.login}"
        rest = (
            "followers",
            "following{/other_user}",
            "gists{/gist_id}",
            "starred{/owner}{/repo}",
            "subscriptions",
            "orgs",
            "repos",
            "events{/privacy}",
            "received_events",
        )
        names = (
            "followers",
            "following",
            "gists",
            "starred",
            "subscriptions",
            "organizations",
            "repos",
            "events",
            "received_events",
        )
        found: Json = {
            "login": user.login,
            "id": user.id,
            "node_id": node("U", user.id),
            "avatar_url": f"{self.web}/avatars/{user.id}",
            "gravatar_id": "",
            "url": url,
            "html_url": page,
        }
        found |= {f"{name}_url": f"{url}/{tail}" for name, tail in zip(names, rest, strict=True)}
        return {**found, "type": user.type, "user_view_type": "public", "site_admin": False}

    def account(self, user: User) -> Json:
        """An account in full."""
        zero = dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0)
        none = dict.fromkeys(("name", "company", "location", "email", "hireable", "bio", "twitter_username"))
        return {
            **self.user(user),
            **none,
            **zero,
            "blog": "",
            "created_at": "2020-01-01T00:00:00Z",
            "updated_at": "2020-01-01T00:00:00Z",
        }

    def repository(self, repository: Repository, viewer: User | None = None) -> Json:
        """A repository."""
        url, page = f"{self.api}/repos/{repository.full_name}", f"{self.web}/{repository.full_name}"
        found: Json = {
            "id": repository.id,
            "node_id": node("R", repository.id),
            "name": repository.name,
            "full_name": repository.full_name,
            "private": repository.private,
        }
        found |= {
            "owner": self.user(repository.owner),
            "html_url": page,
            "description": None,
            "fork": repository.parent is not None,
            "url": url,
        }
        for entry in OF_A_REPOSITORY.strip().replace("\n", "; ").split("; "):
            name, _, path = entry.partition(" ")
            found[f"{name}_url"] = f"{url}/{path}"
        found |= {
            "created_at": stamp(repository.created),
            "updated_at": stamp(repository.created),
            "pushed_at": stamp(repository.created),
        }
        found |= {
            "git_url": f"git://{page.partition('://')[2]}.git",
            "ssh_url": f"git@{page.partition('://')[2].replace('/', ':', 1)}.git",
            "clone_url": f"{page}.git",
            "svn_url": page,
        }
        found |= {
            "homepage": None,
            "size": 1,
            "stargazers_count": 0,
            "watchers_count": 0,
            "language": "Python",
            "has_issues": True,
            "has_projects": False,
            "has_downloads": True,
        }
        found |= {
            "has_wiki": False,
            "has_pages": False,
            "has_discussions": False,
            "forks_count": 0,
            "mirror_url": None,
            "archived": repository.archived,
            "disabled": False,
        }
        is_open = sum(1 for pull in repository.pulls.values() if not pull.closed)
        found |= {
            "open_issues_count": is_open,
            "license": None,
            "allow_forking": True,
            "is_template": False,
            "web_commit_signoff_required": False,
            "topics": [],
        }
        found |= {
            "visibility": "private" if repository.private else "public",
            "forks": 0,
            "open_issues": is_open,
            "watchers": 0,
            "default_branch": repository.default_branch,
        }
        if viewer is not None:
            rights = rank(repository.role(viewer))
            found["permissions"] = {
                name: rights >= rank(role)
                for name, role in (
                    ("admin", "admin"),
                    ("maintain", "maintain"),
                    ("push", "write"),
                    ("triage", "triage"),
                    ("pull", "read"),
                )
            }
        return found

    def full_repository(self, repository: Repository, viewer: User | None) -> Json:
        """A repository in full."""
        found = {
            **self.repository(repository, viewer),
            "temp_clone_token": None,
            "network_count": 0,
            "subscribers_count": 0,
        }
        if repository.parent is not None:
            found |= {"parent": self.repository(repository.parent), "source": self.repository(repository.parent)}
        return found

    def association(self, repository: Repository, user: User) -> str:
        """The author's association, which hides nothing but proves nothing either."""
        if user.login.lower() == repository.owner.login.lower():
            return "OWNER"
        if user.login in repository.owner.members:
            return "MEMBER"
        if user.login in repository.roles:
            return "COLLABORATOR"
        return "CONTRIBUTOR" if any(pull.user is user and pull.merged for pull in repository.pulls.values()) else "NONE"

    def app(self, app: App | None) -> Json | None:
        """A GitHub App."""
        if app is None:
            return None
        found: Json = {
            "id": app.id,
            "client_id": app.client_id,
            "slug": app.slug,
            "node_id": node("A", app.id),
            "owner": self.user(app.owner),
            "name": app.slug.title(),
        }
        found |= {"description": "", "external_url": "https://example.org", "html_url": f"{self.web}/apps/{app.slug}"}
        return {
            **found,
            "created_at": stamp(app.created),
            "updated_at": stamp(app.created),
            "permissions": app.permissions,
            "events": app.events,
        }

    def installation(self, installation: Installation) -> Json:
        """An App's installation."""
        url = f"{self.api}/app/installations/{installation.id}"
        found: Json = {
            "id": installation.id,
            "client_id": installation.app.client_id,
            "account": self.user(installation.account),
        }
        found |= {
            "repository_selection": "all" if installation.repositories is None else "selected",
            "access_tokens_url": f"{url}/access_tokens",
        }
        found |= {
            "repositories_url": f"{self.api}/installation/repositories",
            "html_url": f"{self.web}/settings/installations/{installation.id}",
        }
        found |= {
            "app_id": installation.app.id,
            "app_slug": installation.app.slug,
            "target_id": installation.account.id,
            "target_type": installation.account.type,
        }
        found |= {
            "permissions": installation.permissions,
            "events": installation.app.events,
            "created_at": stamp(installation.created),
            "updated_at": stamp(installation.created),
        }
        found |= {
            "single_file_name": None,
            "has_multiple_single_files": False,
            "single_file_paths": [],
            "suspended_by": None,
        }
        return {**found, "suspended_at": stamp(installation.suspended) if installation.suspended else None}

    def pull(self, pull: Pull) -> Json:
        """A pull request as lists show it."""
        repository = pull.repository
        url, page = (
            f"{self.api}/repos/{repository.full_name}/pulls/{pull.number}",
            f"{self.web}/{repository.full_name}/pull/{pull.number}",
        )
        issue = f"{self.api}/repos/{repository.full_name}/issues/{pull.number}"
        links = {
            "html": page,
            "issue": issue,
            "comments": f"{issue}/comments",
            "review_comments": f"{url}/comments",
            "commits": f"{url}/commits",
        }
        links |= {
            "review_comment": f"{self.api}/repos/{repository.full_name}/pulls/comments{{/number}}",
            "statuses": f"{self.api}/repos/{repository.full_name}/statuses/{pull.head}",
        }
        found: Json = {
            "url": url,
            "id": pull.id,
            "node_id": node("PR", pull.id),
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
        }
        found |= {
            f"{name}_url": links[name]
            for name in ("issue", "commits", "review_comments", "review_comment", "comments", "statuses")
        }
        found |= {
            "number": pull.number,
            "state": "closed" if pull.closed else "open",
            "locked": pull.locked,
            "title": pull.title,
            "user": self.user(pull.user),
            "body": pull.body,
        }
        found |= {
            "created_at": stamp(pull.created),
            "updated_at": stamp(pull.updated),
            "closed_at": stamp(pull.closed) if pull.closed else None,
        }
        found |= {
            "merged_at": stamp(pull.merged) if pull.merged else None,
            "merge_commit_sha": None,
            "assignee": None,
            "assignees": [],
            "requested_reviewers": [],
            "requested_teams": [],
        }
        found |= {"labels": [], "milestone": None, "draft": pull.draft, "auto_merge": None, "active_lock_reason": None}
        found |= {
            "head": self._side(pull.head_repository, pull.head_ref, pull.head),
            "base": self._side(repository, pull.base_ref, pull.base),
        }
        return {
            **found,
            "_links": {"self": {"href": url}, **{name: {"href": href} for name, href in links.items()}},
            "author_association": self.association(repository, pull.user),
        }

    def _side(self, repository: Repository | None, ref: str, sha: str) -> Json:
        if repository is None:
            return {"label": None, "ref": ref, "sha": sha, "user": None, "repo": None}
        return {
            "label": f"{repository.owner.login}:{ref}",
            "ref": ref,
            "sha": sha,
            "user": self.user(repository.owner),
            "repo": self.repository(repository),
        }

    def full_pull(self, pull: Pull) -> Json:
        """A pull request in full."""
        files = pull.files()
        found = {
            **self.pull(pull),
            "merged": bool(pull.merged),
            "mergeable": None if pull.closed else True,
            "rebaseable": None,
            "mergeable_state": "unknown" if pull.closed else "clean",
        }
        found |= {
            "merged_by": self.user(pull.merged_by) if pull.merged_by else None,
            "comments": len(pull.comments),
            "review_comments": len(pull.review_comments()),
        }
        found |= {
            "maintainer_can_modify": False,
            "commits": len(pull.repository.store.commits(pull.merge_base, pull.head)),
        }
        return {
            **found,
            "additions": sum(one.additions for one in files),
            "deletions": sum(one.deletions for one in files),
            "changed_files": len(files),
        }

    def issue(self, pull: Pull) -> Json:
        """A pull request as the issue that it also is."""
        url, page = (
            f"{self.api}/repos/{pull.repository.full_name}/issues/{pull.number}",
            f"{self.web}/{pull.repository.full_name}/pull/{pull.number}",
        )
        found: Json = {
            "url": url,
            "repository_url": f"{self.api}/repos/{pull.repository.full_name}",
            "labels_url": f"{url}/labels{{/name}}",
            "comments_url": f"{url}/comments",
        }
        found |= {
            "events_url": f"{url}/events",
            "timeline_url": f"{url}/timeline",
            "html_url": page,
            "id": pull.id + 500_000_000,
            "node_id": node("PR", pull.id),
            "number": pull.number,
        }
        found |= {
            "title": pull.title,
            "user": self.user(pull.user),
            "labels": [],
            "state": "closed" if pull.closed else "open",
            "locked": pull.locked,
            "assignee": None,
            "assignees": [],
        }
        found |= {
            "milestone": None,
            "comments": len(pull.comments),
            "created_at": stamp(pull.created),
            "updated_at": stamp(pull.updated),
            "closed_at": stamp(pull.closed) if pull.closed else None,
        }
        found |= {
            "author_association": self.association(pull.repository, pull.user),
            "active_lock_reason": None,
            "draft": pull.draft,
            "body": pull.body,
            "closed_by": None,
            "state_reason": None,
        }
        links = {
            "url": f"{self.api}/repos/{pull.repository.full_name}/pulls/{pull.number}",
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
        }
        found["pull_request"] = {**links, "merged_at": stamp(pull.merged) if pull.merged else None}
        return {**found, "reactions": self.rollup(url, pull.reactions), "performed_via_github_app": None}

    def rollup(self, url: str, reactions: list[Reaction]) -> Json:
        """How often each reaction was given."""
        return {
            "url": f"{url}/reactions",
            "total_count": len(reactions),
            **{name: sum(one.content == name for one in reactions) for name in REACTIONS},
        }

    def reaction(self, reaction: Reaction) -> Json:
        """One reaction."""
        return {
            "id": reaction.id,
            "node_id": node("REA", reaction.id),
            "user": self.user(reaction.user),
            "content": reaction.content,
            "created_at": stamp(reaction.created),
        }

    def comment(self, pull: Pull, comment: IssueComment) -> Json:
        """A message of the conversation."""
        name = pull.repository.full_name
        url = f"{self.api}/repos/{name}/issues/comments/{comment.id}"
        found: Json = {
            "url": url,
            "html_url": f"{self.web}/{name}/pull/{pull.number}#issuecomment-{comment.id}",
            "issue_url": f"{self.api}/repos/{name}/issues/{pull.number}",
        }
        found |= {
            "id": comment.id,
            "node_id": node("IC", comment.id),
            "user": self.user(comment.user),
            "created_at": stamp(comment.created),
            "updated_at": stamp(comment.updated),
        }
        found |= {
            "author_association": self.association(pull.repository, comment.user),
            "body": comment.body,
            "reactions": self.rollup(url, comment.reactions),
        }
        return {**found, "performed_via_github_app": self.app(comment.app)}

    def review(self, pull: Pull, review: Review) -> Json:
        """A review."""
        name = pull.repository.full_name
        page, url = (
            f"{self.web}/{name}/pull/{pull.number}#pullrequestreview-{review.id}",
            f"{self.api}/repos/{name}/pulls/{pull.number}",
        )
        found: Json = {
            "id": review.id,
            "node_id": node("PRR", review.id),
            "user": self.user(review.user),
            "body": review.body,
            "state": review.state,
            "html_url": page,
            "pull_request_url": url,
        }
        found |= {
            "author_association": self.association(pull.repository, review.user),
            "_links": {"html": {"href": page}, "pull_request": {"href": url}},
            "commit_id": review.commit,
        }
        return {**found, "submitted_at": stamp(review.submitted)} if review.submitted else found

    def review_comment(self, pull: Pull, comment: ReviewComment, *, old_form: bool = False) -> Json:
        """A message of a thread. The list of one review's comments still has the old form, without lines."""
        name, thread = pull.repository.full_name, comment.thread
        url, page = (
            f"{self.api}/repos/{name}/pulls/comments/{comment.id}",
            f"{self.web}/{name}/pull/{pull.number}#discussion_r{comment.id}",
        )
        of = f"{self.api}/repos/{name}/pulls/{pull.number}"
        found: Json = {
            "url": url,
            "pull_request_review_id": comment.review.id,
            "id": comment.id,
            "node_id": node("PRRC", comment.id),
            "diff_hunk": thread.hunk,
            "path": thread.path,
        }
        found |= {
            "commit_id": thread.current,
            "original_commit_id": thread.commit,
            "user": self.user(comment.user),
            "body": comment.body,
        }
        found |= {
            "created_at": stamp(comment.created),
            "updated_at": stamp(comment.updated),
            "html_url": page,
            "pull_request_url": of,
        }
        found |= {
            "author_association": self.association(pull.repository, comment.user),
            "_links": {"self": {"href": url}, "html": {"href": page}, "pull_request": {"href": of}},
        }
        found |= {
            "reactions": self.rollup(url, comment.reactions),
            "position": thread.position,
            "original_position": thread.original_position or 1,
        }
        if comment.reply_to is not None:
            found["in_reply_to_id"] = comment.reply_to
        if old_form:
            return found
        now, first = thread.spot, thread.original
        found |= {
            "start_line": now.start_line if now else None,
            "original_start_line": first.start_line,
            "start_side": first.start_side or (first.side if first.start_line else None),
        }
        found |= {"line": now.line if now else None, "original_line": first.line, "side": first.side}
        return {**found, "subject_type": "file" if thread.is_file else "line"}

    def event(self, pull: Pull, event: Event, *, actor: User) -> Json:
        """Something that happened."""
        url = f"{self.api}/repos/{pull.repository.full_name}"
        found: Json = {
            "id": event.id,
            "node_id": node("EV", event.id),
            "url": f"{url}/issues/events/{event.id}",
            "actor": self.user(actor),
            "event": event.name,
        }
        found |= {
            "commit_id": event.commit,
            "commit_url": f"{url}/commits/{event.commit}" if event.commit else None,
            "created_at": stamp(event.created),
        }
        return {**found, "performed_via_github_app": None, **event.details}

    def file(self, repository: Repository, file: FileDiff, head: str) -> Json:
        """One file of a diff. `patch` is absent where there is none, or too much."""
        path, page = quote(file.path), f"{self.web}/{repository.full_name}"
        sha = None if file.status == "D" and not int(file.blob, 16) else file.blob
        found: Json = {
            "sha": sha or head,
            "filename": file.path,
            "status": STATUS[file.status],
            "additions": file.additions,
            "deletions": file.deletions,
        }
        found |= {
            "changes": file.additions + file.deletions,
            "blob_url": f"{page}/blob/{head}/{path}",
            "raw_url": f"{page}/raw/{head}/{path}",
        }
        found["contents_url"] = f"{self.api}/repos/{repository.full_name}/contents/{path}?ref={head}"
        if file.patch is not None and len(file.patch) <= BIG_PATCH and file.patch.count("\n") < LONG_PATCH:
            found["patch"] = file.patch
        return {**found, "previous_filename": file.previous} if file.previous else found

    def commit(self, repository: Repository, commit: Commit) -> Json:
        """A commit."""
        url, page = f"{self.api}/repos/{repository.full_name}", f"{self.web}/{repository.full_name}/commit"
        people = {
            who: {"name": name, "email": email, "date": stamp(when)}
            for who, (name, email, when) in (("author", commit.author), ("committer", commit.committer))
        }
        inner: Json = {
            **people,
            "message": commit.message,
            "tree": {"sha": commit.tree, "url": f"{url}/git/trees/{commit.tree}"},
            "url": f"{url}/git/commits/{commit.sha}",
            "comment_count": 0,
        }
        inner["verification"] = {
            "verified": False,
            "reason": "unsigned",
            "signature": None,
            "payload": None,
            "verified_at": None,
        }
        found: Json = {
            "sha": commit.sha,
            "node_id": f"C_{commit.sha[:20]}",
            "commit": inner,
            "url": f"{url}/commits/{commit.sha}",
            "html_url": f"{page}/{commit.sha}",
        }
        found |= {"comments_url": f"{url}/commits/{commit.sha}/comments", "author": None, "committer": None}
        return {
            **found,
            "parents": [
                {"sha": sha, "url": f"{url}/commits/{sha}", "html_url": f"{page}/{sha}"} for sha in commit.parents
            ],
        }

    def check_run(self, repository: Repository, run: CheckRun) -> Json:
        """A check run."""
        url, page = (
            f"{self.api}/repos/{repository.full_name}/check-runs/{run.id}",
            f"{self.web}/{repository.full_name}/runs/{run.id}",
        )
        output = run.given.get("output")
        shown = {name: output.get(name) if isinstance(output, dict) else None for name in ("title", "summary", "text")}
        found: Json = {
            "id": run.id,
            "name": run.name,
            "node_id": node("CR", run.id),
            "head_sha": run.head_sha,
            "external_id": run.given.get("external_id", ""),
            "url": url,
            "html_url": page,
        }
        found |= {
            "details_url": run.given.get("details_url", "https://example.org"),
            "status": run.given.get("status", "queued"),
            "conclusion": run.given.get("conclusion"),
        }
        found |= {
            "started_at": run.given.get("started_at", stamp(run.created)),
            "completed_at": run.given.get("completed_at"),
        }
        found["output"] = {**shown, "annotations_count": len(run.annotations), "annotations_url": f"{url}/annotations"}
        pulls = [
            pull
            for pull in repository.pulls.values()
            if pull.head == run.head_sha and not pull.closed and pull.head_repository is repository
        ]
        return {
            **found,
            "check_suite": {"id": run.suite},
            "app": self.app(run.app),
            "pull_requests": [self._small_pull(pull) for pull in pulls],
        }

    def _small_pull(self, pull: Pull) -> Json:
        repository = pull.repository
        repo = {"id": repository.id, "url": f"{self.api}/repos/{repository.full_name}", "name": repository.name}
        sides = {
            "head": {"ref": pull.head_ref, "sha": pull.head, "repo": repo},
            "base": {"ref": pull.base_ref, "sha": pull.base, "repo": repo},
        }
        return {"url": f"{repo['url']}/pulls/{pull.number}", "id": pull.id, "number": pull.number, **sides}
