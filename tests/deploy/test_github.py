"""The files and the page for GitHub: they parse, ask for the least, and name only what exists."""

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from bot import app as composition
from bot.forges.github.auth import LEAST
from bot.forges.github.probes import EVENTS, FOR_EVENTS
from bot.listener.public import described
from bot.model.change_ref import ChangeRef
from bot.model.settings import GitHubSettings
from tests.deploy.pages import commands, parsed, split
from tests.listener.builders import Service

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "github"
PAGE = (FOLDER / "README.md").read_text("utf-8")
WORKFLOW = (FOLDER / "metareview.yml").read_text("utf-8")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def workflow() -> dict[str, Any]:
    """The workflow; with the base loader, for which `on` is a word."""
    found: dict[str, Any] = yaml.load(WORKFLOW, yaml.BaseLoader)
    return found


def job() -> dict[str, Any]:
    """The one job."""
    (found,) = workflow()["jobs"].values()
    return dict(found)


def scripts() -> list[str]:
    """What the job runs in a shell."""
    return [step["run"] for step in job()["steps"] if "run" in step]


def test_manifest() -> None:
    """
    The App's manifest asks for the least permissions, for what its events need, and for nothing else.
    """
    manifest = json.loads((FOLDER / "app-manifest.json").read_text("utf-8"))

    assert manifest["default_permissions"] == {**LEAST, **FOR_EVENTS}
    assert sorted(manifest["default_events"]) == sorted(EVENTS)
    assert (manifest["public"], manifest["hook_attributes"]["active"]) == (False, False)


def test_link() -> None:
    """
    The link that registers an App fills the form as the manifest does.
    """
    (link,) = re.findall(r"<(https://github\.com/settings/apps/new\?[^>]*)>", PAGE)
    given = parse_qsl(urlsplit(link).query)
    events = [value for name, value in given if name == "events[]"]
    rest = {name: value for name, value in given if name != "events[]"}

    assert sorted(events) == sorted(EVENTS)
    assert {name: rest.pop(name) for name in {**LEAST, **FOR_EVENTS}} == {**LEAST, **FOR_EVENTS}
    assert rest == {"public": "false", "webhook_active": "false", "url": "https://metareview.example.org"}


def test_workflow_permissions() -> None:
    """
    The workflow has no permission, its job the least.
    """
    least = {name.replace("_", "-"): level for name, level in LEAST.items() if name != "metadata"}

    assert workflow()["permissions"] == {}
    assert job()["permissions"] == least


def test_nothing_from_outside_in_scripts() -> None:
    """
    No script of the workflow has an expression in it, and no action is named by a tag that can move.
    """
    assert [script for script in scripts() if "${{" in script] == []
    for step in job()["steps"]:
        assert "run" in step or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])


def test_no_code_of_the_pull_request() -> None:
    """
    Only the configuration is checked out, from the default branch, and no trigger gives a pull request's workflow a token.
    """
    (checkout,) = [step for step in job()["steps"] if "checkout" in step.get("uses", "")]

    assert checkout["with"] == {
        "ref": "${{ github.event.repository.default_branch }}",
        "sparse-checkout": ".github/metareview.yaml",
        "sparse-checkout-cone-mode": "false",
        "persist-credentials": "false",
    }
    assert sorted(workflow()["on"]) == ["issue_comment", "pull_request_review", "workflow_dispatch"]


def test_one_at_a_time() -> None:
    """
    Runs for one pull request wait for each other, and none is cut off; those of people's comments take no place.
    """
    assert job()["concurrency"]["cancel-in-progress"] == "false"
    assert job()["concurrency"]["group"].count("number") == 3
    assert "concurrency" not in workflow()


def test_forks() -> None:
    """
    Where the token can only read, nothing is posted.
    """
    posting = [step for step in job()["steps"] if "--post" in step.get("run", "")]
    reading = [step for step in job()["steps"] if "--format markdown" in step.get("run", "")]

    assert [step["if"] for step in posting] == ["env.READ_ONLY != 'true'"]
    assert [step["if"] for step in reading] == ["env.READ_ONLY == 'true'"]
    assert "head.repo.full_name != github.repository" in job()["env"]["READ_ONLY"]


def test_version() -> None:
    """
    The page and the workflow name the version of this tree.
    """
    assert set(re.findall(r"metareview==([0-9a-z.]+)", WORKFLOW + PAGE)) == {VERSION}


def test_configuration() -> None:
    """
    The configuration for the workflow loads, and takes the token that the workflow hands over.
    """
    settings = composition.load_settings(str(FOLDER / "metareview.yaml"))

    (forge,) = settings.forges
    assert isinstance(forge, GitHubSettings)
    assert [str(one) for one in forge.token] == ["env:GITHUB_TOKEN"]
    assert forge.name == ChangeRef.parse("github:acme/widgets#1").forge
    assert not settings.cache.path.endswith(".github/cache")


def test_configuration_on_the_page(tmp_path: Path) -> None:
    """
    The configurations that the page shows for an App load; the service's has a secret for webhooks, too.
    """
    found = []
    for place, shown in enumerate(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)):
        (tmp_path / f"{place}.yaml").write_text(shown)
        (forge,) = composition.load_settings(str(tmp_path / f"{place}.yaml")).forges
        assert isinstance(forge, GitHubSettings)
        found.append((forge.app_id, forge.name, bool(forge.webhook_secret)))

    assert found == [(123456, "github", False), (123456, "github", True)]


@pytest.mark.parametrize("line", [*commands(PAGE), *(one for one in scripts() if one.startswith("metareview "))])
def test_commands(line: str) -> None:
    """
    Every command of the page and of the workflow exists, with these options.
    """
    words = split(line.partition(">>")[0].replace("$REPOSITORY#$NUMBER", "acme/widgets#12"))
    _, given = parsed(words)

    assert given.get("change") in (None, "github:acme/widgets#12")


def test_commands_are_found() -> None:
    """
    The page shows the commands that it is about.
    """
    named = {shlex.split(line)[1] for line in commands(PAGE)}

    assert named == {"config", "doctor", "run", "serve"}


def test_webhook() -> None:
    """
    The webhook's URL is one that the service takes, in the manifest as on the page, and the events are those that it asks for.
    """
    section = PAGE.partition("## The service\n")[2].partition("\n## ")[0]
    manifest = json.loads((FOLDER / "app-manifest.json").read_text("utf-8"))
    (url,) = re.findall(r"`(https://[^`]+/webhooks/[^`]+)`", section)
    paths = described(Service().public)["paths"]

    assert url == manifest["hook_attributes"]["url"]
    assert "/webhooks/{forge}" in paths and urlsplit(url).path == "/webhooks/github"
    assert sorted(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE)) == sorted(EVENTS)
    assert "202" in paths["/webhooks/{forge}"]["post"]["responses"]


def test_links() -> None:
    """
    The files that the page links to are there.
    """
    for target in re.findall(r"\]\(([^):]+)\)", PAGE):
        file, _, heading = target.partition("#")
        assert not file or (FOLDER / file).is_file()
        assert file or f"\n## {heading.replace('-', ' ')}\n" in PAGE.lower()
