"""Stories on a real Gerrit, told in the words of those who work with it.

    site = Site(server.url, server.version, tmp_path)
    project = site.project({"a.py": "one\n"})
    change = project.push({"a.py": "two\n"}, by=site.human("dana"))
    message = change.review(by=site.bot("tidy"), message="One finding", comments=[("a.py", 1, "why two?")])
    comment = change.say(by=site.human("rita"), text="/recheck-review")
    change.amend({"a.py": "three\n"})
    change.messages(), change.comments(), change.head

Everything goes over REST and real git pushes, as whoever is named by `by`. A dictionary of files is what changes: files that
it does not name stay, None takes one away, `("120000", "target")` gives a mode. Accounts are the same in all tests of a run,
projects and groups are new for each call. What is refused is an AssertionError with Gerrit's words. Secrets go in headers,
for git in its environment. Before somebody posts twice on a change, the clock's next second is waited for: Gerrit tells
which comment came with which message by author and second; `at_once=True` doesn't wait.
"""

import hashlib
import json
import os
import re
import secrets
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from tests.gerrit.server import basic

Content = str | bytes | tuple[str, str] | None
Files = Mapping[str, Content]
Spot = int | Mapping[str, Any] | None
"""Where a comment stands: a line, the file as a whole (None), or fields of Gerrit's CommentInput such as `range` or `side`."""

PATCHSET = "/PATCHSET_LEVEL"
SERVICE_USERS = "Service Users"


@dataclass(frozen=True)
class Account:
    """Somebody with a login. The secret is a password up to 3.12, and an auth token from 3.13 on; both are sent as Basic."""

    id: int
    username: str
    email: str
    secret: str

    @property
    def authorization(self) -> str:
        """The value of the header."""
        return basic(self.username, self.secret)


@dataclass(frozen=True)
class Group:
    """A group of accounts."""

    name: str
    uuid: str


class Site:
    """A running Gerrit with people on it."""

    def __init__(self, url: str, version: str, folder: Path) -> None:
        """Say where it runs, which version it is, and a folder for repositories."""
        self.url, self.version, self.folder = url, version, folder
        self.admin = Account(1_000_000, "admin", "admin@example.com", "secret")
        self._client = httpx.Client(base_url=url, trust_env=False, timeout=60)
        self._accounts: dict[str, Account] = {"admin": self.admin}
        self._groups: dict[str, Group] = {}
        self._last_second: dict[tuple[str, str], int] = {}

    @property
    def has_tokens(self) -> bool:
        """Whether auth tokens take the place of HTTP passwords."""
        return tuple(map(int, self.version.split(".")[:2])) >= (3, 13)

    @property
    def metareview(self) -> Account:
        """Our own account, in the group Service Users."""
        return self.bot("metareview")

    def bot(self, username: str) -> Account:
        """A bot of that name, in the group Service Users; made where there is none yet."""
        return self._account(username, groups=[SERVICE_USERS])

    def human(self, username: str) -> Account:
        """A person of that name; made where there is none yet."""
        return self._account(username, groups=[])

    def project(self, files: Files | None = None, *, name: str = "app", empty: bool = False) -> "Project":
        """A new project `team-XXXX/NAME` whose branch `main` holds these files; with `empty`, it has no commit at all."""
        found = Project(self, f"team-{secrets.token_hex(4)}/{name}")
        self.call("PUT", f"/projects/{found.key}", {"create_empty_commit": not empty, "branches": ["main"]})
        found.access("refs/*", "push", self.group_named("Administrators"), {"action": "ALLOW"})
        if files:
            found.commit(files)
        return found

    def group(self, name: str, *members: Account, includes: Sequence[Group] = (), visible: bool = True) -> Group:
        """A new group `NAME-XXXX` with members and included groups; not visible, only members and administrators see it."""
        name = f"{name}-{secrets.token_hex(4)}"
        body = {"members": [one.username for one in members], "visible_to_all": visible}
        made = self.call("PUT", f"/groups/{quote(name, safe='')}", body)
        found = Group(name, made["id"])
        for one in includes:
            self.call("PUT", f"/groups/{found.uuid}/groups/{one.uuid}")
        return found

    def group_named(self, name: str) -> Group:
        """A group that is there already, as Service Users."""
        if name not in self._groups:
            self._groups[name] = Group(name, self.call("GET", f"/groups/{quote(name, safe='')}")["id"])
        return self._groups[name]

    def ask(self, method: str, path: str, body: object = None, *, by: Account | None = None) -> httpx.Response:
        """One request below `/a`, as the administrator or as somebody; the answer whatever its status."""
        headers = {"Authorization": (by or self.admin).authorization, "Accept": "application/json"}
        return self._client.request(method, f"/a{path}", json=body, headers=headers)

    def call(self, method: str, path: str, body: object = None, *, by: Account | None = None) -> Any:
        """The same; the JSON of the answer. AssertionError where it isn't a success."""
        answer = self.ask(method, path, body, by=by)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text.strip()}"
        return json.loads(answer.text.removeprefix(")]}'")) if answer.text.strip() else None

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def pace(self, author: Account, change: str) -> None:
        """Wait until this author's last post on this change lies in an earlier second than now."""
        last = self._last_second.get((author.username, change))
        if last is not None and (rest := last + 1 - time.time_ns() / 1e9) > 0:
            time.sleep(rest)

    def posted(self, author: Account, change: str) -> None:
        """Note that this author has posted on this change just now."""
        self._last_second[author.username, change] = time.time_ns() // 1_000_000_000

    def _account(self, username: str, *, groups: Sequence[str]) -> Account:
        if username in self._accounts:
            return self._accounts[username]
        secret, email = hashlib.sha256(username.encode()).hexdigest()[:40], f"{username}@example.com"
        login = {"tokens": [{"id": "tests", "token": secret}]} if self.has_tokens else {"http_password": secret}
        body = {"name": username.capitalize(), "email": email, "groups": groups, **login}
        key = quote(username, safe="")
        answer = self.ask("PUT", f"/accounts/{key}", body)
        # Another worker may have made the same account, or be about to; its secret follows from its name.
        is_there = answer.status_code == 409 or (answer.status_code == 422 and "already exists" in answer.text)
        assert answer.is_success or is_there, f"{username}: {answer.status_code} {answer.text}"
        newcomer = Account(0, username, email, secret)
        while is_there and not self.ask("GET", "/accounts/self", by=newcomer).is_success:
            time.sleep(0.05)
        number = self.call("GET", f"/accounts/{key}")["_account_id"]
        return self._accounts.setdefault(username, Account(number, username, email, secret))


class Project:
    """A project, with a bare repository of its own on the side of those who push."""

    def __init__(self, site: Site, name: str) -> None:
        self.site, self.name, self.key = site, name, quote(name, safe="")
        self._lock, self._seconds = threading.RLock(), 1_700_000_000
        self.folder = site.folder / f"pushing-{quote(name, safe='')}.git"
        subprocess.run(["git", "init", "-q", "--bare", str(self.folder)], check=True)

    @property
    def clone_url(self) -> str:
        """Where git fetches it with credentials."""
        return f"{self.site.url}/a/{quote(self.name)}"

    def tip(self, branch: str = "main") -> str:
        """The commit that a branch stands at."""
        return str(self.site.call("GET", f"/projects/{self.key}/branches/{quote(branch, safe='')}")["revision"])

    def branch(self, name: str, *, at: str = "main") -> None:
        """A new branch."""
        self.site.call("PUT", f"/projects/{self.key}/branches/{quote(name, safe='')}", {"revision": at})

    def commit(self, files: Files, *, branch: str = "main", message: str = "Base") -> str:
        """Push a commit past review to a branch, as the administrator; its id. A branch that isn't there begins with it."""
        answer = self.site.ask("GET", f"/projects/{self.key}/branches/{quote(branch, safe='')}")
        parents = [self.tip(branch)] if answer.is_success else []
        made = self.make(files, parents=parents, message=message, by=self.site.admin)
        self.send(made, f"refs/heads/{branch}", by=self.site.admin)
        return made

    def push(
        self,
        files: Files,
        *,
        by: Account | None = None,
        subject: str = "A change",
        options: str = "",
        onto: str | None = None,
        merge: str | None = None,
        branch: str = "main",
    ) -> "Change":
        """
        Propose a commit for review.

        `options` are Gerrit's own (`wip`, `private`, `r=rita`, parted by commas). `onto` is its first parent, if not the branch's
        tip; an empty string makes a root commit, which only an empty project takes. `merge` is a commit that it merges as well.
        """
        author = by or self.site.human("dana")
        first = self.tip(branch) if onto is None else onto
        parents = [one for one in (first, merge) if one]
        change_id = f"I{secrets.token_hex(20)}"
        made = self.make(files, parents=parents, message=f"{subject}\n\nChange-Id: {change_id}\n", by=author)
        said = self.send(made, f"refs/for/{branch}{'%' + options if options else ''}", by=author)
        numbers = re.findall(r"/\+/(\d+)", said)
        assert numbers, said
        return Change(self, int(numbers[-1]), author, branch, change_id, subject)

    def make(self, files: Files, *, parents: Sequence[str], message: str, by: Account, tree: str = "") -> str:
        """
        Make a commit on this side only; its id.

        It holds the files of the commit `tree` (else of its parent, of a merge the merged ones), with `files` changed.
        """
        with self._lock:
            self._fetch([*parents, *([tree] if tree else [])])
            if len(parents) > 1 and not tree:
                tree = self._run("merge-tree", "--write-tree", *parents).stdout.decode().split("\n")[0]
            self._git("read-tree", tree or (parents[0] if parents else "--empty"))
            self._git("update-index", "-z", "--index-info", given=b"".join(self._entry(*one) for one in files.items()))
            self._seconds += 1
            line = [word for one in parents for word in ("-p", one)]
            return self._git("commit-tree", self._git("write-tree"), *line, given=message.encode(), by=by)

    def send(self, commit: str, ref: str, *, by: Account) -> str:
        """Push a commit to a ref; what Gerrit said."""
        with self._lock:
            done = self._run("push", self.clone_url, f"{commit}:{ref}", by=by)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stderr.decode("utf-8", "replace")

    def label(self, name: str, *, voters: Group | None = None, values: Sequence[int] = (-1, 0, 1)) -> None:
        """A label that blocks nothing, that Service Users (or another group) may vote on in the whole range."""
        body: dict[str, Any] = {"values": {f"{one:+d}" if one else " 0": f"Value {one}" for one in values}}
        body |= {} if self.site.has_tokens else {"function": "NoBlock"}
        self.site.call("PUT", f"/projects/{self.key}/labels/{quote(name, safe='')}", body)
        rule = {"action": "ALLOW", "min": min(values), "max": max(values)}
        self.access("refs/heads/*", f"label-{name}", voters or self.site.group_named(SERVICE_USERS), rule)

    def access(self, refs: str, permission: str, group: Group, rule: Mapping[str, Any]) -> None:
        """Add a permission; the rule is Gerrit's PermissionRuleInfo, as `{"action": "BLOCK"}`."""
        section = {"permissions": {permission: {"rules": {group.uuid: dict(rule)}}}}
        self.site.call("POST", f"/projects/{self.key}/access", {"add": {refs: section}})

    def hook(self, url: str, *, events: Sequence[str] = (), name: str = "metareview", **settings: int) -> None:
        """Let events be posted to an address, all or those named; settings as `maxTries` and `retryInterval` (milliseconds)."""
        lines = [f'[remote "{name}"]', f"\turl = {url}", *(f"\tevent = {one}" for one in events)]
        lines += [f"\t{key} = {value}" for key, value in settings.items()]
        self.configure({"webhooks.config": "\n".join(lines) + "\n"})

    def configure(self, files: Files) -> None:
        """Change files of the project's own configuration, `refs/meta/config`, as the administrator."""
        with self._lock:
            self._run("fetch", "-q", self.clone_url, "+refs/meta/config:refs/meta/config", by=self.site.admin)
            known = self._run("rev-parse", "-q", "--verify", "refs/meta/config").stdout.decode().split()
        made = self.make(files, parents=known, message="Configure", by=self.site.admin)
        self.send(made, "refs/meta/config", by=self.site.admin)

    def changes(self, query: str = "") -> list[Any]:
        """What a search in this project finds."""
        found = self.site.call("GET", f"/changes/?q={quote(f'project:{self.name} {query}')}&o=CURRENT_REVISION")
        return list(found)

    def _entry(self, path: str, content: Content) -> bytes:
        if content is None:
            return f"0 {'0' * 40}\t{path}\0".encode()
        mode, text = content if isinstance(content, tuple) else ("100644", content)
        given = text if isinstance(text, bytes) else text.encode()
        blob = text if mode == "160000" else self._git("hash-object", "-w", "--stdin", given=given)
        return f"{mode} {blob!s}\t{path}\0".encode("utf-8", "surrogateescape")

    def _fetch(self, commits: Sequence[str]) -> None:
        missing = [one for one in commits if self._run("cat-file", "-e", one).returncode]
        if missing:
            self._git("fetch", "-q", self.clone_url, *missing, by=self.site.admin)

    def _git(self, *words: str, given: bytes = b"", by: Account | None = None) -> str:
        done = self._run(*words, given=given, by=by)
        assert done.returncode == 0, f"git {words[0]}: {done.stderr.decode('utf-8', 'replace')}"
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def _run(self, *words: str, given: bytes = b"", by: Account | None = None) -> subprocess.CompletedProcess[bytes]:
        who = by or self.site.admin
        name, date = who.username.capitalize(), f"{self._seconds} +0000"
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            **{f"GIT_{role}_NAME": name for role in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{role}_EMAIL": who.email for role in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{role}_DATE": date for role in ("AUTHOR", "COMMITTER")},
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{self.site.url}/.extraHeader",
            "GIT_CONFIG_VALUE_0": f"Authorization: {who.authorization}",
        }
        command = ["git", f"--git-dir={self.folder}", *words]
        return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)


class Change:
    """A change under review. Whoever pushed it acts where nobody is named."""

    def __init__(
        self, project: Project, number: int, owner: Account, branch: str, change_id: str, subject: str
    ) -> None:
        self.project, self.site, self.number = project, project.site, number
        self.owner, self.branch, self.change_id, self.subject = owner, branch, change_id, subject

    @property
    def key(self) -> str:
        """What REST calls it: `team%2Fapp~12`."""
        return f"{self.project.key}~{self.number}"

    @property
    def head(self) -> str:
        """The commit of the current patch set."""
        return str(self.info()["current_revision"])

    @property
    def patch_set(self) -> int:
        """The number of the current patch set."""
        found = self.info()
        return int(found["revisions"][found["current_revision"]]["_number"])

    @property
    def ref(self) -> str:
        """Where git fetches the current patch set: `refs/changes/12/12/1`."""
        return f"refs/changes/{self.number % 100:02d}/{self.number}/{self.patch_set}"

    def info(self, *options: str) -> Any:
        """Gerrit's ChangeInfo in detail, with the current revision and its commit and these options."""
        asked = "&".join(f"o={one}" for one in ("CURRENT_REVISION", "CURRENT_COMMIT", *options))
        return self._call("GET", f"/detail?{asked}")

    def messages(self) -> list[Any]:
        """All messages, oldest first, as the administrator sees them."""
        return list(self._call("GET", "/messages"))

    def comments(self) -> list[Any]:
        """All published comments in the order of time; each with its `path`."""
        found = self._call("GET", "/comments")
        flat = [{"path": path, **one} for path, comments in found.items() for one in comments]
        return sorted(flat, key=lambda one: one["updated"])

    def amend(self, files: Files, *, by: Account | None = None, subject: str = "", options: str = "") -> str:
        """Push a new patch set with the same parents, and the same subject unless another is named; its commit."""
        self.subject = subject or self.subject
        return self._push_again(files, self._parents(), by, options)

    def rebase_onto(self, commit: str, files: Files | None = None, *, by: Account | None = None) -> str:
        """Push a new patch set on another parent: its tree with these files changed; its commit. See also `rebase`."""
        return self._push_again(files or {}, [commit], by, "")

    def rebase(self, *, onto: str = "", by: Account | None = None) -> str:
        """Press Rebase: onto the branch's tip, or a change's number; the new commit."""
        self._call("POST", "/rebase", {"base": onto} if onto else {}, by=by or self.owner)
        return self.head

    def review(
        self,
        *,
        by: Account,
        message: str = "",
        comments: Sequence[tuple[str, Spot, str]] = (),
        labels: Mapping[str, int] | None = None,
        revision: str = "current",
        at_once: bool = False,
        **more: Any,
    ) -> str:
        """Post a message, comments and votes in one go, as bots do; `more` are fields such as `tag`. The message's id."""
        body: dict[str, Any] = {"message": message, "labels": dict(labels or {}), "comments": {}, **more}
        for path, spot, text in comments:
            body["comments"].setdefault(path, []).append({"message": text, **_place(spot)})
        if not at_once:
            self.site.pace(by, self.key)
        self._call("POST", f"/revisions/{revision}/review", body, by=by)
        self.site.posted(by, self.key)
        return next((str(one["id"]) for one in reversed(self.messages()) if _by(one, by)), "")

    def say(self, *, by: Account, text: str, unresolved: bool = False, at_once: bool = False) -> str:
        """Type into the reply box, as people do; the comment's id."""
        return self.comment(by=by, path=PATCHSET, text=text, spot={"unresolved": unresolved}, at_once=at_once)

    def comment(
        self, *, by: Account, path: str, text: str, spot: Spot = None, revision: str = "current", at_once: bool = False
    ) -> str:
        """Comment on a file, or on a line of it; the comment's id."""
        self.review(by=by, comments=[(path, spot, text)], revision=revision, at_once=at_once)
        mine = [one for one in self.comments() if _by(one, by) and one["path"] == path and one["message"] == text]
        return str(mine[-1]["id"])

    def reply(self, to: str, *, by: Account, text: str, unresolved: bool | None = None, at_once: bool = False) -> str:
        """Answer a comment in its thread, that stays open or closed unless said otherwise; the new comment's id."""
        parent = next(one for one in self.comments() if one["id"] == to)
        spot = {key: parent[key] for key in ("line", "range", "side", "parent") if key in parent}
        spot |= {"in_reply_to": to} | ({} if unresolved is None else {"unresolved": unresolved})
        return self.comment(
            by=by, path=parent["path"], text=text, spot=spot, revision=str(parent["patch_set"]), at_once=at_once
        )

    def resolve(self, comment: str, *, by: Account, text: str = "Done") -> str:
        """Answer a comment and mark its thread as resolved; the new comment's id."""
        return self.reply(comment, by=by, text=text, unresolved=False)

    def vote(self, label: str, value: int, *, by: Account, at_once: bool = False) -> str:
        """Vote without a word; the message's id."""
        return self.review(by=by, labels={label: value}, at_once=at_once)

    def add_reviewer(self, who: Account, *, by: Account | None = None, state: str = "REVIEWER") -> None:
        """Ask somebody to review; with state CC, copy them."""
        self._call("POST", "/reviewers", {"reviewer": who.username, "state": state}, by=by or self.owner)

    def abandon(self, *, by: Account | None = None) -> None:
        """Give it up."""
        self._call("POST", "/abandon", {}, by=by or self.owner)

    def restore(self, *, by: Account | None = None) -> None:
        """Take it up again."""
        self._call("POST", "/restore", {}, by=by or self.owner)

    def submit(self) -> None:
        """Approve it and submit it, as the administrator."""
        self.vote("Code-Review", 2, by=self.site.admin)
        self._call("POST", "/submit", {})

    def delete(self) -> None:
        """Delete it, as the administrator."""
        self._call("DELETE", "")

    def wip(self, *, by: Account | None = None) -> None:
        """Mark it as work in progress."""
        self._call("POST", "/wip", {}, by=by or self.owner)

    def ready(self, *, by: Account | None = None) -> None:
        """Mark it as ready for review."""
        self._call("POST", "/ready", {}, by=by or self.owner)

    def hide(self, *, by: Account | None = None) -> None:
        """Mark it as private."""
        self._call("POST", "/private", {}, by=by or self.owner)

    def show(self, *, by: Account | None = None) -> None:
        """Mark it as private no more."""
        self._call("POST", "/private.delete", {}, by=by or self.owner)

    def delete_message(self, message: str, *, reason: str = "noise") -> None:
        """Delete a message, as the administrator: Gerrit leaves a line in its place."""
        self._call("POST", f"/messages/{message}/delete", {"reason": reason})

    def delete_comment(self, comment: str, *, reason: str = "noise") -> None:
        """Delete a comment, as the administrator: Gerrit leaves a line in its place."""
        parent = next(one for one in self.comments() if one["id"] == comment)
        self._call("POST", f"/revisions/{parent['patch_set']}/comments/{comment}/delete", {"reason": reason})

    def _call(self, method: str, path: str, body: object = None, *, by: Account | None = None) -> Any:
        return self.site.call(method, f"/changes/{self.key}{path}", body, by=by)

    def _parents(self) -> list[str]:
        found = self.info()
        return [one["commit"] for one in found["revisions"][found["current_revision"]]["commit"]["parents"]]

    def _push_again(self, files: Files, parents: list[str], by: Account | None, options: str) -> str:
        author, project = by or self.owner, self.project
        message = f"{self.subject}\n\nChange-Id: {self.change_id}\n"
        made = project.make(files, parents=parents, message=message, by=author, tree=self.head)
        project.send(made, f"refs/for/{self.branch}{'%' + options if options else ''}", by=author)
        return made


def _by(one: Mapping[str, Any], who: Account) -> bool:
    return bool(one.get("author", {}).get("_account_id") == who.id)


def _place(spot: Spot) -> dict[str, Any]:
    if spot is None:
        return {}
    return {"line": spot} if isinstance(spot, int) else dict(spot)
