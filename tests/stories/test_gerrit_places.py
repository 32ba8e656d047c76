"""Changes at Gerrit in every state, and accounts and addresses that do not work: what is said, and what is left alone."""

import pytest

from tests.gerrit.shared import newest_only
from tests.gerrit.world import Account, Change
from tests.stories.gerrit import BOTS, Desk, behind, counts
from tests.stories.pull_requests import UNUSED, Meanwhile, command

pytestmark = pytest.mark.slow


def refused(desk: Desk, change: Change | str, code: int = 2) -> str:
    """The one sentence with which a run ends, with nothing on standard output."""
    told = desk.run(change, "--post")
    assert (told.code, told.out) == (code, ""), told
    assert desk.me.secret not in told.err
    return told.sentence


def test_a_private_change(gerrit_desk: Desk) -> None:
    """
    A private change is left alone, for us who can't see it as for us as a reviewer of it; shown to all, it is answered.
    """
    change = gerrit_desk.push()
    gerrit_desk.inline(change, "copilot", (1, UNUSED))
    change.hide()
    unseen = refused(gerrit_desk, change)
    change.show()
    change.add_reviewer(gerrit_desk.me)
    change.hide()

    seen = refused(gerrit_desk, change)

    assert gerrit_desk.ours(change) == []
    assert f"{change.project.name}~{change.number}" in unseen
    assert "private changes are left alone" in seen
    change.show()
    assert counts(gerrit_desk.post(change)) == {"CONFIRMED": 1}


@newest_only
def test_work_in_progress(gerrit_desk: Desk) -> None:
    """
    Work in progress is judged where somebody runs the command, and stays work in progress.
    """
    change = gerrit_desk.push(options="wip")
    gerrit_desk.inline(change, "copilot", (1, UNUSED))

    gerrit_desk.post(change)

    assert change.info()["work_in_progress"] is True


@newest_only
def test_what_is_over(gerrit_desk: Desk) -> None:
    """
    An abandoned change, a restored one and one that is merged are judged where somebody runs the command.
    """
    for act in (lambda one: one.abandon(), lambda one: (one.abandon(), one.restore()), lambda one: one.submit()):
        change = gerrit_desk.push({f"file{act.__code__.co_firstlineno}.py": "import os\n", "new.py": f"# {id(act)}\n"})
        change.review(by=gerrit_desk.site.bot("copilot"), message=f"{UNUSED} (line 1)")
        act(change)

        gerrit_desk.post(change)


@newest_only
def test_no_such_change(gerrit_desk: Desk) -> None:
    """
    A change that is deleted, was never there, belongs to another project or is in a hidden one is told in the same sentence.
    """
    project, other = gerrit_desk.project, gerrit_desk.site.project()
    gone, moved, hidden = (gerrit_desk.push() for _ in range(3))
    gone.delete()
    project.access(
        "refs/*", "read", gerrit_desk.site.group("nobodies", gerrit_desk.site.metareview), {"action": "DENY"}
    )
    said = [
        refused(gerrit_desk, gone),
        refused(gerrit_desk, f"gerrit:{project.name}~999999"),
        refused(gerrit_desk, f"gerrit:{other.name}~{moved.number}"),
        refused(gerrit_desk, f"gerrit:none/such~{moved.number}"),
    ]
    project.access("refs/*", "read", gerrit_desk.site.group_named("Service Users"), {"action": "BLOCK"})
    said.append(refused(gerrit_desk, hidden))

    assert all("Gerrit shows us no change" in sentence for sentence in said)
    assert f"{project.name}~{gone.number}" in said[0]


@newest_only
def test_wrong_passwords(gerrit_desk: Desk) -> None:
    """
    A wrong password and an unknown account are told in one sentence that names the key of the configuration.
    """
    change = gerrit_desk.push()
    gerrit_desk.as_account(gerrit_desk.me, "wrong-password")
    wrong = refused(gerrit_desk, change)
    gerrit_desk.as_account(Account(0, "nobody-at-all", "", "x"))

    unknown = refused(gerrit_desk, change)

    for sentence, name in ((wrong, "metareview"), (unknown, "nobody-at-all")):
        assert "forges.gerrit.password" in sentence
        assert f"`{name}`" in sentence
    assert "wrong-password" not in wrong


@newest_only
def test_wrong_addresses(gerrit_desk: Desk) -> None:
    """
    A port where nothing listens, a host that is none and a page that is no Gerrit are told in one sentence.
    """
    change = gerrit_desk.push()
    gerrit_desk.configure(url="http://127.0.0.1:9")
    closed = refused(gerrit_desk, change, 3)
    gerrit_desk.configure(url="https://nothing.invalid")
    unknown = refused(gerrit_desk, change, 3)
    gerrit_desk.configure(url=f"{gerrit_desk.site.url}/not/gerrit")

    elsewhere = refused(gerrit_desk, change)

    assert "127.0.0.1 cannot be reached" in closed
    assert "nothing.invalid cannot be reached" in unknown
    assert "set `url` to the address of Gerrit" in elsewhere


@newest_only
@pytest.mark.parametrize("what", ["hide", "delete"])
def test_hidden_while_we_judge(gerrit_desk: Desk, what: str) -> None:
    """
    A change that becomes private, or is deleted, while we judge it is left alone from then on.
    """
    change = gerrit_desk.reviewed()
    proxy = Meanwhile(gerrit_desk.site.url)
    proxy.before("GET", "/detail", lambda: None)
    proxy.before("GET", "/detail", getattr(change, what))
    with behind(gerrit_desk, proxy):
        said = refused(gerrit_desk, change)

    assert f"{change.project.name}~{change.number}" in said
    assert what == "delete" or gerrit_desk.ours(change) == []


@newest_only
def test_an_account_that_only_reads(gerrit_desk: Desk) -> None:
    """
    An account that is no bot to Gerrit and may only read comments all the same, as Gerrit lets everybody; it disturbs nobody.
    """
    change = gerrit_desk.reviewed()
    gerrit_desk.as_account(gerrit_desk.site.human("rita"))
    change.add_reviewer(gerrit_desk.site.human("vera"))
    before = change.info()["attention_set"]

    assert counts(gerrit_desk.post(change))["CONFIRMED"] == 2
    assert change.info()["attention_set"] == before
    assert gerrit_desk.silent(change).startswith("already there: ")


@newest_only
def test_nothing_is_proposed(gerrit_desk: Desk) -> None:
    """
    Where no reviewer has said anything nothing is posted, and without --post it is said in one line.
    """
    change = gerrit_desk.push()

    assert gerrit_desk.silent(change) == (
        f"nothing to post on {gerrit_desk.ref(change)}: no reviewer has proposed anything\n"
    )
    assert gerrit_desk.run(change).out == f"no reviewer has proposed anything on {gerrit_desk.ref(change)}\n"


@newest_only
def test_dry_run(gerrit_desk: Desk) -> None:
    """
    With posting.dry_run nothing is posted; a change that the configuration ignores is not read at all.
    """
    change = gerrit_desk.reviewed()
    gerrit_desk.add("posting: {dry_run: true}")
    dry = gerrit_desk.silent(change)
    gerrit_desk.add(f"changes:\n  - {{match: 'gerrit:{gerrit_desk.project.name}', ignore: true}}")

    ignored = gerrit_desk.run(change, "--post")

    assert "posting.dry_run is set" in dry
    assert (ignored.code, ignored.out) == (0, "")
    assert "is left alone" in ignored.sentence
    assert gerrit_desk.ours(change) == []


@newest_only
def test_what_matters(gerrit_desk: Desk) -> None:
    """
    A kind that matters to a project is no nit there; --fail-on tells the verdict by the exit code.
    """
    change = gerrit_desk.push()
    gerrit_desk.inline(change, "copilot", (5, "`load` has no docstring."))
    before = counts(gerrit_desk.run(change, "--format", "text").out)
    rule = f"{{match: 'gerrit:{gerrit_desk.project.name}', posting: {{matters: [missing-docstring]}}}}"
    gerrit_desk.add(f"changes:\n  - {rule}")

    said = gerrit_desk.post(change)

    assert counts(said) == {"CONFIRMED": 1}
    assert "Left to look at: 1" in said
    assert before != counts(said)
    assert gerrit_desk.run(change, "--fail-on", "confirmed").code == 1


@newest_only
def test_a_process_of_its_own(gerrit_desk: Desk) -> None:
    """
    The command as a process posts once, and says where; without --post it prints what it would say.
    """
    change = gerrit_desk.reviewed()

    shown = gerrit_desk.process(change)
    posted = gerrit_desk.process(change, "--post")
    again = gerrit_desk.process(change, "--post")

    assert [(one.code, one.err) for one in (shown, posted, again)] == [(0, "")] * 3
    assert "CONFIRMED" in shown.out
    (line,) = posted.out.splitlines()
    assert line.startswith(f"posted: {gerrit_desk.site.url}/c/{gerrit_desk.project.name}/+/{change.number}")
    assert again.out == line.replace("posted", "already there") + "\n"
    assert len(gerrit_desk.ours(change)) == 1


@newest_only
def test_config_check(gerrit_desk: Desk) -> None:
    """
    The configuration of these stories is one that `config check` likes.
    """
    gerrit_desk.add("posting: {label: Meta-Review, reply_in_threads: true}\ncommands: {gerrit_group: trusted}")

    told = command("config", "check", str(gerrit_desk.folder / "config.yaml"))

    assert (told.code, told.err) == (0, "")
    assert BOTS in (gerrit_desk.folder / "config.yaml").read_text()
