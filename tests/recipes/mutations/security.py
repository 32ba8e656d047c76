"""Recipe 23: dangerous constructs in a function at the end of a file; in the twin, the harmless form of them."""

from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.case import Case, Mutate, Recipe, clauses, requests, titles
from tests.recipes.source import Source


def _inserted(bad: str, good: str, offset: int, *names: str) -> Mutate:
    """A recipe that appends one of two functions; `offset` is the line in it that is spoken of."""

    def mutate(source: Source, chance: Random) -> tuple[Case, ...]:
        fresh = [name for name in names if not source.words[name]]
        foreign = ("subprocess", "yaml", "password", "secret", "token", "api_key", "shell", "hashlib", "verify")
        if not fresh or any(source.words[word] for word in foreign):
            return ()
        fills = {"f": chance.choice(fresh)}
        line = len(source.lines) + 2 + offset
        texts = [f"{source.text}\n\n{form.format(**fills)}" for form in (bad, good)]
        return Case(True, texts[0], line, fills), Case(False, texts[1], line, fills)

    return mutate


shell_call = _inserted(
    "def {f}(command):\n    import subprocess\n\n    return subprocess.run(command, shell=True)\n",
    'def {f}(command):\n    import subprocess\n\n    return subprocess.run(["echo", command])\n',
    4,
    "run_tool",
    "start_job",
)
unsafe_load = _inserted(
    "def {f}(stream):\n    import yaml\n\n    return yaml.load(stream, Loader=yaml.Loader)\n",
    "def {f}(stream):\n    import yaml\n\n    return yaml.safe_load(stream)\n",
    4,
    "read_rules",
    "load_rules",
)
literal_password = _inserted(
    'def {f}(client):\n    password = "hunter22"\n    return client.login("admin", password)\n',
    'def {f}(client):\n    password = client.config["login"]\n    return client.login("admin", password)\n',
    2,
    "sign_in",
    "open_session",
)

RECIPES = (
    Recipe(
        23,
        "shell call",
        ("shell-injection",),
        shell_call,
        (
            *clauses(
                "passing `shell=True` in `{f}` is dangerous",
                "`subprocess.run` with `shell=True` is unsafe",
                "the command is run with `shell=True` at line {n}",
                "command injection (CWE-78) is possible via `shell=True` at line {n}",
                "`subprocess.run` is called with `shell=True` at line {n}, which allows command injection",
                "`{f}` is vulnerable to command injection because it uses `shell=True`",
                "`{f}` passes `shell=True` to `subprocess.run`",
                "the use of `shell=True` in `{f}` allows shell injection",
                "using `shell=True` with untrusted input is a security risk",
                "`{f}` runs its argument through the shell with `shell=True`",
            ),
            *requests(
                "Avoid `shell=True` in `{f}`",
                "Do not use `shell=True` at line {n}",
                "Remove `shell=True`, it allows command injection",
            ),
            *titles(
                "Command injection via `shell=True`",
                "Security: `shell=True` allows command injection",
                "Shell injection in `{f}`",
                "S602: `subprocess` call with `shell=True`",
            ),
        ),
    ),
    Recipe(
        23,
        "unsafe load",
        ("unsafe-deserialization",),
        unsafe_load,
        (
            *clauses(
                "`yaml.load` should be replaced by `yaml.safe_load`",
                "loading YAML with `yaml.load` can execute arbitrary code",
                "using `yaml.load` is a security risk",
                "`yaml.load` is unsafe and allows arbitrary code execution",
                "`{f}` uses `yaml.load`, which can run arbitrary code",
                "`yaml.load` at line {n} deserializes untrusted data (CWE-502)",
                "there is unsafe deserialization in `{f}` via `yaml.load`",
                "`yaml.load` is called without a safe loader",
                "the call to `yaml.load` is insecure because it can construct arbitrary objects",
            ),
            *requests(
                "Use `yaml.safe_load` instead of the unsafe `yaml.load`",
                "Replace the unsafe `yaml.load` with `yaml.safe_load`",
            ),
            *titles(
                "Unsafe deserialization: `yaml.load`",
                "Insecure deserialization in `{f}`",
                "Unsafe use of `yaml.load`",
                "S506: unsafe `yaml.load`",
            ),
        ),
    ),
    Recipe(
        23,
        "literal password",
        ("hardcoded-secret",),
        literal_password,
        (
            *clauses(
                "the password is stored in plain text in the source code",
                "`{f}` hardcodes a password",
                "there is a plaintext password in the code of `{f}`",
                "there is a hard-coded password at line {n}",
                "`{f}` contains a hardcoded password",
                "the password is hard-coded in `{f}`",
                "`password` is hardcoded",
                "a hardcoded password is used on line {n} (CWE-798)",
                "credentials are hardcoded in `{f}`",
                "the code stores a hardcoded password in `password`",
            ),
            *requests(
                "Do not hard-code the password in `{f}`",
                "Remove the hardcoded password",
                "Move the hardcoded password out of the code",
            ),
            *titles(
                "Hardcoded password",
                "Hard-coded credentials in `{f}`",
                "Hardcoded password in `{f}`",
                "S105: hardcoded password",
            ),
        ),
    ),
)
