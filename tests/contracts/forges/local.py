"""The world of the local forge: a repository, and a folder in which people and bots lay their reviews."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from bot.forges.local.forge import LocalForge
from bot.git.fetched import open_commits
from bot.git.view import GitCode
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState
from bot.model.settings import LocalSettings
from bot.parser.formats import read_reviews
from bot.ports import Forge
from tests.contracts.forges.driver import AUTHOR, BOT, MARKER, WRITER, Can, Files, Remarks
from tests.git.repositories import make_repository

WRITTEN = "metareview/proposed-review/1"


class LocalDriver:
    """Reviews are documents of our own format; each has a time, and names that sort the other way."""

    can = Can(thread=False, converse=False, fail_to_read=False)

    def __init__(self, tmp: Path) -> None:
        self.repository = make_repository(tmp / "repository")
        self.reviews = tmp / "reviews"
        self.reviews.mkdir()
        self._trees: dict[str, dict[str, str]] = {}
        self._said = 0
        self.forge: Forge = self.another()

    def another(self) -> LocalForge:
        """The forge of the person WRITER."""
        settings = LocalSettings("here", str(self.repository.path), str(self.reviews))
        return LocalForge(settings, read_reviews, marker=MARKER, login=WRITER)

    def change(self, base: Files, head: Files) -> ChangeRef:
        """A folder with a change.json, and a branch."""
        ref = ChangeRef("here", "acme/widgets", 1 + len(self._trees), "~")
        self.repository.commit({"README.md": "# Read me\n", **base})
        self._trees[str(ref)] = {"README.md": "# Read me\n", **base}
        self.push(ref, head, onto="main")
        self.folder(ref).mkdir(parents=True)
        self._write(
            ref, "change.json", {"head": self._branch(ref), "base": "main", "title": "A change", "author": AUTHOR}
        )
        return ref

    def unknown(self) -> ChangeRef:
        """No folder has this name."""
        return ChangeRef("here", "acme/widgets", 999, "~")

    def push(self, ref: ChangeRef, files: Files, *, onto: str = "") -> str:
        """A commit on the change's branch; `main` stays where it is."""
        main = self.repository.git("rev-parse", "main")
        tree = self._trees[str(ref)] = {**self._trees[str(ref)], **files}
        start = self.repository.git("rev-parse", onto or self._branch(ref))
        sha = self.repository.commit(tree, parents=[start])
        self.repository.git("update-ref", f"refs/heads/{self._branch(ref)}", sha)
        self.repository.git("update-ref", "refs/heads/main", main)
        return sha

    def replace(self, ref: ChangeRef, files: Files) -> str:
        """A commit on `main` that the branch names instead of its own."""
        return self.push(ref, files, onto="main")

    def close(self, ref: ChangeRef) -> None:
        """Say so in change.json."""
        self._tell(ref, "change.json", is_open=False)

    def review(self, ref: ChangeRef, by: str, body: str = "", remarks: Remarks = ()) -> None:
        """One more document."""
        self._said += 1
        self._write(
            ref,
            f"{999 - self._said}.json",
            {
                "schema": WRITTEN,
                "reviewer": by,
                "revision": self.repository.git("rev-parse", self._branch(ref)),
                "submitted_at": f"2026-01-01T00:{self._said // 60:02}:{self._said % 60:02}Z",
                "body": body,
                "comments": [
                    {"path": path, "line": line, "body": text, "id": f"c{at}"}
                    for at, (path, line, text) in enumerate(remarks)
                ],
            },
        )
        if by != BOT:
            self._tell(ref, "change.json", people=[by])

    def say(self, ref: ChangeRef, by: str, text: str) -> None:
        """There is no way but a review."""
        self.review(ref, by, text)

    def reply(self, ref: ChangeRef, to: str, by: str, text: str) -> None:
        """A file has no place for it."""
        raise NotImplementedError

    def edit(self, ref: ChangeRef, old: str, new: str) -> None:
        """Change a document."""
        for name, document in self._documents(ref):
            comments = [{**one, "body": new} if one["body"] == old else one for one in document["comments"]]
            body = new if document["body"] == old else document["body"]
            self._write(ref, name, {**document, "body": body, "comments": comments})

    def withdraw(self, ref: ChangeRef, text: str) -> None:
        """Take a comment out of its document."""
        for name, document in self._documents(ref):
            self._tell(ref, name, comments=[one for one in document["comments"] if one["body"] != text])

    def delete_ours(self, ref: ChangeRef) -> None:
        """Delete the file."""
        (self.folder(ref) / "meta-review.md").unlink()

    def shown(self, ref: ChangeRef) -> list[str]:
        """What files hold our marker and are no review."""
        texts = [path.read_bytes().decode() for path in sorted(self.folder(ref).glob("*meta-review*"))]
        return [text for text in texts if MARKER in text]

    def kept(self, text: str) -> str:
        """Every character as it is."""
        return text

    @contextmanager
    def unreachable(self, ref: ChangeRef) -> Iterator[None]:
        """Another process holds the folder."""
        file = os.open(self.folder(ref), os.O_RDONLY)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)

    @contextmanager
    def unclear(self, ref: ChangeRef) -> Iterator[None]:
        """What comes after the answer can't be written."""
        obstacle = self.folder(ref) / "..metareview.new"
        obstacle.mkdir()
        yield
        obstacle.rmdir()

    def open(self, ref: ChangeRef, state: ChangeState) -> AbstractContextManager[GitCode]:
        """Read where the commits are."""
        path = self.forge.code(ref).path
        assert path is not None
        return open_commits(path, state.head, state.base)

    def folder(self, ref: ChangeRef) -> Path:
        """Where a change lies."""
        return self.reviews / ref.project / str(ref.number)

    def _branch(self, ref: ChangeRef) -> str:
        return f"feature-{ref.number}"

    def _documents(self, ref: ChangeRef) -> list[tuple[str, dict[str, Any]]]:
        return [(path.name, json.loads(path.read_bytes())) for path in sorted(self.folder(ref).glob("9*.json"))]

    def _tell(self, ref: ChangeRef, name: str, **members: object) -> None:
        self._write(ref, name, {**json.loads((self.folder(ref) / name).read_bytes()), **members})

    def _write(self, ref: ChangeRef, name: str, document: dict[str, object]) -> None:
        (self.folder(ref) / name).write_text(json.dumps(document), "utf-8")
