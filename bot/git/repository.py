"""Finds the repository that a person named, and the commits that they mean; refuses in words that say what to mend."""

import os
from dataclasses import dataclass, replace

from bot.errors import Refused
from bot.git.run import ENVIRONMENT, Ended, Git, clean, failed, find_program, run, switches

EMPTY_TREES = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
"""The tree without files, by the length of ids in the repository's hash."""


@dataclass(frozen=True, slots=True)
class Change:
    """A repository with the ends of a change as full ids; `base` is a commit, or the empty tree for a root commit."""

    git: Git
    head: str
    base: str


def find_change(repo: str, head: str, base: str | None) -> Change:
    """The change that ends at `head`: since its first parent, or since where it left `base`."""
    git = find_repository(repo)
    head_id = resolve(git, head)
    # Attributes come from the empty tree where git knows how; a bare repository has none but `info/attributes` before.
    git = replace(git, environment={**git.environment, "GIT_ATTR_SOURCE": EMPTY_TREES[len(head_id)]})
    base_id = _first_parent(git, head_id) if base is None else _merge_base(git, head_id, resolve(git, base))
    return Change(git, head_id, base_id)


def find_repository(repo: str) -> Git:
    """The repository at or around the directory `repo`, bare or not, a linked work tree or a submodule."""
    try:
        os.getcwd()  # git looks at it even where another place is named
    except FileNotFoundError:
        raise Refused("the current directory is gone; change to one that exists") from None
    if "\0" in repo or not os.path.isdir(repo):
        raise Refused(f"there is no directory {_shown(repo)}; name a git repository")
    program = find_program()
    ended = _discover(program, repo, ENVIRONMENT)
    if _is_dubious(ended.complaint):
        # Only the person's own configuration may allow another owner's repository; so this one look reads it.
        ended = _discover(program, repo, _with_own_configuration())
    if ended.code != 0:
        raise explain(repo, ended.complaint)
    return Git(program, os.fsdecode(ended.output.removesuffix(b"\n")))


def explain(repo: str, complaint: str) -> Refused:
    """Why there is no repository to read at `repo`, from git's own complaint."""
    if _is_dubious(complaint):
        directory = os.path.abspath(repo)
        return Refused(
            f"the repository {_shown(repo)} belongs to another user; if you trust it, run "
            f"`git config --global --add safe.directory {clean(directory)}`"
        )
    if "not a git repository" in complaint:
        return Refused(f"{_shown(repo)} is not a git repository, nor is a directory above it; name one that is")
    return failed("rev-parse", complaint)


def resolve(git: Git, name: str) -> str:
    """The full id of the commit that `name` means in this repository."""
    if not name or name.startswith("-") or not name.isprintable():
        raise Refused(f"{_shown(name)} is not a revision; name a branch, a tag or a commit id")
    try:
        ended = git.attempt("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
    except UnicodeEncodeError as error:
        raise Refused(f"{_shown(name)} is not a revision; name a branch, a tag or a commit id") from error
    if "is ambiguous" in ended.complaint:
        raise Refused(f"{_shown(name)} is ambiguous; write it in full, such as refs/heads/... or the whole commit id")
    if ended.code == 0:
        return ended.output.decode("ascii").strip()
    if name == "HEAD":
        raise Refused("HEAD names no commit; make a first commit, or name a revision that exists")
    raise Refused(f"there is no commit {_shown(name)} in this repository; fetch it, or name one that is there")


def is_dirty(git: Git, repo: str) -> bool:
    """Whether tracked files differ from the last commit in the work tree at `repo`; a bare repository has none."""
    found = run(
        "rev-parse", [git.program, *switches(), "-C", repo, "rev-parse", "--show-toplevel"], _with_own_configuration()
    )
    top = os.fsdecode(found.output.removesuffix(b"\n"))
    if found.code != 0 or not top:
        return False
    place = [git.program, *switches(), f"--git-dir={git.git_dir}", f"--work-tree={top}", "-C", top]
    status = ["status", "--porcelain", "-z", "--untracked-files=no", "--ignore-submodules=all", "--no-renames"]
    ended = run("status", [*place, *status], {**_plain(git), **_without_filters(git)})
    return ended.code == 0 and bool(ended.output)


def _discover(program: str, repo: str, environment: dict[str, str]) -> Ended:
    return run("rev-parse", [program, *switches(), "-C", repo, "rev-parse", "--absolute-git-dir"], environment)


def _is_dubious(complaint: str) -> bool:
    return "dubious ownership" in complaint or "unsafe repository" in complaint


def _with_own_configuration() -> dict[str, str]:
    kept = {key: value for key, value in ENVIRONMENT.items() if not key.startswith("GIT_CONFIG")}
    return {**kept, "HOME": os.path.expanduser("~")}


def _plain(git: Git) -> dict[str, str]:
    return {key: value for key, value in git.environment.items() if key != "GIT_ATTR_SOURCE"}


def _without_filters(git: Git) -> dict[str, str]:
    """Settings that switch off the filter programs that the repository's configuration names: status runs them."""
    listed = git.attempt("config", "--name-only", "-z", "--get-regexp", r"^filter\.").output
    keys = sorted({key.rpartition(".")[0] for key in os.fsdecode(listed).split("\0") if key.count(".") > 1})
    settings = [(f"{key}.{name}", value) for key in keys for name, value in _FILTER_OFF]
    numbered = {f"GIT_CONFIG_KEY_{n}": key for n, (key, _) in enumerate(settings)}
    values = {f"GIT_CONFIG_VALUE_{n}": value for n, (_, value) in enumerate(settings)}
    return {"GIT_CONFIG_COUNT": str(len(settings)), **numbered, **values}


_FILTER_OFF = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))


def _first_parent(git: Git, head: str) -> str:
    header = git.output("cat-file", "commit", head).partition(b"\n\n")[0]
    parent = next((line[7:].decode("ascii") for line in header.split(b"\n") if line.startswith(b"parent ")), None)
    if parent is None:
        return EMPTY_TREES[len(head)]
    if git.attempt("cat-file", "-e", f"{parent}^{{tree}}").code != 0:
        raise Refused(f"the parent of {head[:12]} is not in this clone; run `git fetch --deepen=1`, or name a base")
    return parent


def _merge_base(git: Git, head: str, base: str) -> str:
    ended = git.attempt("merge-base", head, base)
    if ended.code == 0:
        return ended.output.decode("ascii").strip()
    if os.path.exists(os.path.join(git.git_dir, "shallow")):
        raise Refused(f"{base[:12]} and {head[:12]} share no commit in this shallow clone; run `git fetch --unshallow`")
    raise Refused(f"{base[:12]} and {head[:12]} share no commit; name a base that head was made from")


def _shown(name: str) -> str:
    return repr(name[:120])
