"""What a configuration file becomes, and how each bad one is refused."""

import pytest

from bot.model.secret import SecretRef
from bot.model.settings import CheckRun, GerritSettings, GitHubSettings, LocalSettings, Right, Settings
from tests.config.builders import GITHUB, refused, settings


def test_defaults() -> None:
    """
    An empty file, and one with empty sections, mean every default.
    """
    empty = settings("")

    assert settings("server:\nruns:\nchanges:\nreviewers:\n") == empty
    assert (empty.server.host, empty.server.port, empty.server.admin_port) == ("127.0.0.1", 8080, 8081)
    assert empty.database.url == "sqlite:////etc/metareview/metareview.db"
    assert (empty.cache.path, empty.cache.max_gb) == ("/etc/metareview/cache", 20)
    assert (empty.runs.max_wait_seconds, empty.runs.poll_seconds) == (600, 300)
    assert empty.posting == Settings().posting
    assert (empty.posting.fold_below, empty.posting.max_findings, empty.posting.check_run) == (
        0.3,
        50,
        CheckRun.NEUTRAL,
    )
    assert empty.reviewers is None


def test_quiet_period() -> None:
    """
    The quiet period is 60 seconds, 300 on Gerrit, and everywhere what the site says.
    """
    without, with_ = settings("").runs, settings("runs: {quiet_seconds: 5}").runs

    assert (without.quiet_for("github"), without.quiet_for("gerrit")) == (60, 300)
    assert (with_.quiet_for("github"), with_.quiet_for("gerrit")) == (5, 5)


def test_forges() -> None:
    """
    A forge is read with its kind, its references by absolute path, and no slash at the end of its URL.
    """
    found = settings("""
        forges:
          app: {kind: github, url: "https://git.example.org/", app_id: 7, private_key: "file:keys/app.pem"}
          other: {kind: gerrit, url: "https://Review.example.org/r", username: me, password: "env:P", webhook_secret: ["env:B", "file:/a"]}
    """)

    app, other = found.forges
    assert isinstance(app, GitHubSettings)
    assert isinstance(other, GerritSettings)
    assert (app.url, app.app_id, app.private_key) == (
        "https://git.example.org",
        7,
        (SecretRef("file", "/etc/metareview/keys/app.pem"),),
    )
    assert app.private_key[0].where == "forges.app.private_key"
    assert (other.url, other.username) == ("https://review.example.org/r", "me")
    assert other.webhook_secret == (SecretRef("env", "B"), SecretRef("file", "/a"))


def test_local_forge() -> None:
    """
    A local forge has its repository and its folder of reviews by absolute path, from the file's own folder on.
    """
    found = settings(
        "forges: {here: {kind: local, path: ., reviews: /srv/reviews}, there: {kind: local, path: ../code}}"
    )

    here, there = found.forges
    assert here == LocalSettings("here", "/etc/metareview", "/srv/reviews")
    assert there == LocalSettings("there", "/etc/code", "/etc/metareview/reviews")
    assert (here.kind, found.warnings) == ("local", ())


@pytest.mark.parametrize(
    ("url", "api", "graphql"),
    [
        ("https://github.com", "https://api.github.com", "https://api.github.com/graphql"),
        ("https://acme.ghe.com", "https://api.acme.ghe.com", "https://api.acme.ghe.com/graphql"),
        ("https://git.example.org", "https://git.example.org/api/v3", "https://git.example.org/api/graphql"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9/api/v3", "http://127.0.0.1:9/api/graphql"),
        (
            "https://github.com.example.org",
            "https://github.com.example.org/api/v3",
            "https://github.com.example.org/api/graphql",
        ),
    ],
)
def test_api_address(url: str, api: str, graphql: str) -> None:
    """
    GitHub's API has a host of its own, an Enterprise server's stands under the server's URL.
    """
    found = GitHubSettings("github", url)

    assert (found.api_url, found.graphql_url) == (api, graphql)


def test_api_token() -> None:
    """
    A token of the service has a name, the changes it is for, and its rights.
    """
    found = settings(
        'server: {api_tokens: [{name: ci, token: "env:T", changes: ["github:acme/*"], may: [submit, read, read]}]}'
    )

    (token,) = found.server.api_tokens
    assert (token.name, token.changes, token.may) == ("ci", ("github:acme/*",), (Right.SUBMIT, Right.READ))
    assert token.token[0].where == "server.api_tokens[0].token"


def test_changes_override_posting() -> None:
    """
    A change's posting is the site's with what the change says itself.
    """
    found = settings("""
        posting: {fold_below: 0.5, check_run: none}
        changes: [{match: "*", posting: {matters: [missing-docstring], max_findings: 3}}]
    """)

    posting = found.changes[0].posting
    assert (posting.fold_below, posting.check_run, posting.max_findings) == (0.5, CheckRun.NONE, 3)
    assert posting.matters == ("missing-docstring",)
    assert (found.posting.max_findings, found.posting.matters) == (50, ())


@pytest.mark.parametrize(
    ("url", "placed"),
    [
        ("sqlite:///here.db", "sqlite:////etc/metareview/here.db"),
        ("sqlite:////var/there.db", "sqlite:////var/there.db"),
        ("sqlite:///a@b.db", "sqlite:////etc/metareview/a@b.db"),
        ("postgresql://me@host/name", "postgresql://me@host/name"),
        ("postgresql+psycopg://host/name", "postgresql+psycopg://host/name"),
    ],
)
def test_database(url: str, placed: str) -> None:
    """
    A database's file starts from the configuration's folder; a server's URL stays.
    """
    assert settings(f'database: {{url: "{url}"}}').database.url == placed


def test_database_by_reference() -> None:
    """
    A database's URL may lie elsewhere, as a secret does.
    """
    assert settings("database: {url: env:DB}").database.url == (SecretRef("env", "DB"),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("runs: {quiet_second: 5}", "runs.quiet_second is not a key; did you mean quiet_seconds? (line 1)"),
        ("runs: {zzz: 5}", "runs.zzz is not a key; there are quiet_seconds, max_wait_seconds, poll_seconds (line 1)"),
        ("runs: {'a b': 5}", "runs has a key that is not known; there are quiet_seconds, max_wait_seconds, poll_seconds (line 1)"),
        ("forge: {}", "forge is not a key; did you mean forges? (line 1)"),
        ("runs: 5", "runs must be a mapping of keys to values (line 1)"),
        ("- 1", "the file must be a mapping of keys to values (line 1)"),
        ("runs: {poll_seconds: 9}", "runs.poll_seconds must be from 10 to 86400 (line 1)"),
        ("runs: {poll_seconds: 5m}", "runs.poll_seconds must be a whole number (line 1)"),
        ("runs: {quiet_seconds: true}", "runs.quiet_seconds must be a whole number (line 1)"),
        ("runs: {quiet_seconds: 9, max_wait_seconds: 8}", "runs.max_wait_seconds must be at least runs.quiet_seconds (9) (line 1)"),
        ("posting: {fold_below: 1.5}", "posting.fold_below must be from 0 to 1 (line 1)"),
        ("posting: {fold_below: true}", "posting.fold_below must be a number (line 1)"),
        ("posting: {dry_run: yes}", "posting.dry_run must be true or false (line 1)"),
        ("posting: {check_run: netral}", "posting.check_run must be neutral, failure or none; did you mean neutral? (line 1)"),
        (
            "posting: {matters: [missing-docstrings]}",
            "posting.matters[0] names missing-docstrings, which is not a kind of finding; did you mean missing-docstring? (line 1)",
        ),
        ("posting: {matters: ['Two words!']}", "posting.matters[0] is not a kind of finding (line 1)"),
        ("server: {port: 8081}", "server.admin_port must differ from server.port (line 1)"),
        ("server: {host: 'a b'}", "server.host must be a host name or an address (line 1)"),
        ("reviewers: [{dialect: copilot}]", "reviewers[0] needs a match (a login) or kind: bot (line 1)"),
        ("reviewers: [{match: 7}]", "reviewers[0].match must be text; put it in quotation marks if it looks like a number or a truth value (line 1)"),
        ("reviewers: [{match: a, dialect: copilt}]", "reviewers[0].dialect names copilt, which is not a dialect; did you mean copilot? (line 1)"),
        ("changes: [{ignore: true}]", "changes[0].match is missing (line 1)"),
        ("forges: {a b: {kind: gerrit, url: 'https://h', username: u, password: 'env:P'}}", "forges.a b is no name for a forge: letters, digits, - and _, a letter first (line 1)"),
        ("forges: {x: {}}", "forges.x has no kind; write kind: github, kind: gerrit or kind: local (line 1)"),
        ("forges: {x: {kind: gerit}}", "forges.x.kind must be github, gerrit or local; did you mean gerrit? (line 1)"),
        ("forges: {x: {kind: github}}", "forges.x needs credentials: app_id and private_key of an App, or a token (line 1)"),
        ("forges: {x: {kind: github, app_id: 1}}", "forges.x.private_key is missing; an App needs it beside app_id (line 1)"),
        ("forges: {x: {kind: github, private_key: env:K}}", "forges.x.app_id is missing; an App needs it beside private_key (line 1)"),
        ("forges: {x: {kind: github, app_id: 1, private_key: env:K, token: env:T}}", "forges.x.token stands beside the credentials of an App; keep one of the two (line 1)"),
        ("forges: {x: {kind: github, token: env:T, url: 'https://api.github.com'}}", "forges.x.url is the address of the API; write https://github.com (line 1)"),
        ("forges: {x: {kind: github, token: env:T, url: 'http://example.org'}}", "forges.x.url must begin with https://; http:// is only for 127.0.0.1 and localhost (line 1)"),
        ("forges: {x: {kind: github, token: env:T, tokken: env:T}}", "forges.x.tokken is not a key; did you mean token? (line 1)"),
        ("forges: {x: {kind: github, token: 'env:a b'}}", "forges.x.token must name an environment variable behind env: (letters, digits and underscores) (line 1)"),
        ("forges: {x: {kind: github, token: []}}", "forges.x.token must name at least one secret (line 1)"),
        ("forges: {x: {kind: github, token: 'file:~/key'}}", "forges.x.token must name a file behind file:, without ~ (line 1)"),
        ("database: {url: mysql://h/d}", "database.url must begin with sqlite:/// or postgresql://, or be env:NAME or file:PATH (line 1)"),
        ("database: {url: 'sqlite:///:memory:'}", "database.url must name a file: sqlite:///metareview.db, or with a fourth slash from the root (line 1)"),
        ("runs: {poll_seconds: 20, poll_seconds: 30}", "runs.poll_seconds is there twice, first on line 1 (line 1)"),
    ],
)  # fmt: skip
def test_fault(text: str, sentence: str) -> None:
    """
    What is wrong is said in one sentence with the place, the way out and the line.
    """
    assert refused(text) == [f"config.yaml: {sentence}"]


def test_all_faults_at_once() -> None:
    """
    Every fault of a file is said at once, in the order of the lines.
    """
    sentences = refused("""\
        runs:
          poll_seconds: 1
          quiet: 5
        cache: {max_gb: 0}
        forges:
          x: {kind: github}
    """)

    assert [sentence.split()[1] for sentence in sentences] == [
        "runs.poll_seconds",
        "runs.quiet",
        "cache.max_gb",
        "forges.x",
    ]
    assert [sentence.rpartition("(line ")[2] for sentence in sentences] == ["2)", "3)", "4)", "6)"]


def test_many_faults() -> None:
    """
    Of very many faults the first fifty are said and the others counted.
    """
    sentences = refused("".join(f"key{number}: 1\n" for number in range(80)))

    assert len(sentences) == 51
    assert sentences[-1] == "config.yaml: there are 30 more faults"


LITERAL = "hunter" + "2hunter2"


@pytest.mark.parametrize(
    "text",
    [
        f"forges: {{x: {{kind: github, token: {LITERAL}}}}}",
        f"forges: {{x: {{kind: github, token: [env:A, {LITERAL}]}}}}",
        f"forges: {{x: {{kind: github, token: {{{LITERAL}: 1}}}}}}",
        f"forges: {{x: {{kind: github, token: {{{LITERAL}: 1, {LITERAL}: 2}}}}}}",
        f"forges: {{x: {{kind: github, app_id: 1, private_key: |\n  {LITERAL}\n  }}}}",
        f"forges:\n  x:\n    private_key: {LITERAL}\n{LITERAL}\n",
        f"forges: {{x: {{kind: github, tokken: {LITERAL}}}}}",
        f"forges: {{x: {{kind: github, token: 'env:{LITERAL} '}}}}",
        f"forges: {{x: {{kind: gerrit, url: 'https://me:{LITERAL}@h', username: me, password: '{LITERAL}'}}}}",
        f"forges: {{x: {{kind: github, token: !{LITERAL} a}}}}",
        f"forges: {{x: {{kind: github, token: *{LITERAL}}}}}",
        f"forges: {{x: {{kind: github, token: \"\\q{LITERAL}\"}}}}",
        f"server: {{api_tokens: [{{name: a, token: {LITERAL}, changes: ['*'], may: [read]}}]}}",
        f"database: {{url: 'postgresql://me:{LITERAL}@h/d'}}",
        f"database: {{url: 'postgresql://me:1/{LITERAL}@h/d'}}",
        f"database: {{url: 'postgresql://h/d?user=me&password={LITERAL}'}}",
    ],
)  # fmt: skip
def test_literal_secret(text: str) -> None:
    """
    A secret that stands in the file itself is refused and not repeated.
    """
    sentences = refused(text)

    assert sentences
    assert LITERAL not in " ".join(sentences)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("", "forges names no forge; there is nothing to read from"),
        ("forges: {x: {kind: github, token: env:T}}", "forges.x.webhook_secret is not set; the service refuses every webhook of this forge"),
        (GITHUB + "changes: [{match: '*'}, {match: 'github:a/*'}]", "changes[1] is never reached; 'github:a/*' comes after *"),
        (GITHUB + "changes: [{match: 'githb:a/*'}]", "changes[0].match matches nothing: no forge is called githb; did you mean github?"),
    ],
)  # fmt: skip
def test_warnings(text: str, warning: str) -> None:
    """
    What is allowed and probably not meant is said as a warning.
    """
    assert settings(text).warnings == (warning,)


def test_no_warnings() -> None:
    """
    A whole configuration has no warnings, patterns that begin with a star included.
    """
    assert settings(GITHUB + "changes: [{match: 'git*:a/*'}, {match: '*/b#1'}]").warnings == ()
