"""
hardcoded-secret: the finding says that a password, token or key stands in the code.

Why: it needs a string literal; values from the environment or a call are none.
Blind spot: whether a literal is a real secret or a placeholder cannot be told. The value is never shown.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Strength, Verdict
from bot.model.facts import BindingKind, Text
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows
from bot.validator.scene import Scene
from bot.validator.stated import stated_line

_NAME = re.compile(r"pass(?:word|wd|phrase)?|secret|token|api_?key|credential|private_?key|auth", re.IGNORECASE)
_FETCHED = re.compile(r"\b(?:environ|getenv|config|settings|getpass|secrets?\.|vault|input)\b")
_LEAST = 3
_LOGIN = re.compile(r"\b[a-z][\w+.-]*://[^/\s:@]+:[^/\s:@]+@")
_URL = re.compile(r"[a-z][\w+.-]*://[^@?=\s]*")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the literal that is bound to such a name."""
    path = claim.location.path
    found = _literals(claim, scene)
    if not found or path is None:
        return None
    is_login = _LOGIN.search(found[0].value)
    detail = "a URL has a user name and a password" if is_login else f"a string is bound to `{found[0].target}`"
    return Seen(Strength.PROOF, detail, (at(path, found[0].lines),))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that the named value is fetched, or that the file binds no string to such a name and the place has none."""
    facts, path = scene.facts(claim), claim.location.path
    if facts is None or path is None:
        return None
    if url := _bare_url(claim):
        shown = [at(path, text.lines) for text in facts.texts if text.value == url]
        return proof("this URL has neither a user name nor a password", *shown[:2]) if shown else None
    named = (
        [b for b in scene.bindings(claim, name) if b.kind in (BindingKind.VARIABLE, BindingKind.ATTRIBUTE)]
        if (name := _named(claim, scene))
        else []
    )
    if named and all(_FETCHED.search(b.value) and not re.match(r"""[rbf]*['"]""", b.value) for b in named):
        return proof(f"`{name}` is read at run time", *(at(path, b.lines[0]) for b in named[:2]))
    line = stated_line(claim)
    if any(_NAME.search(text.target) for text in facts.texts) or line is None or _literals(claim, scene):
        return None
    if any(abs(text.lines.start - line) <= 2 and not text.is_docstring for text in facts.texts):
        return None
    return proof("no string is bound to such a name in this file, and none stands here", at(path, line))


def _named(claim: Claim, scene: Scene) -> str:
    """The name that is said to hold the secret, also where the words put it as a place: "hardcoded in `KEY`"."""
    return claim.subject or ("" if scene.universe(claim) else claim.scope)


def _bare_url(claim: Claim) -> str:
    """The URL that is said to hold a secret, and has no place where one could be; empty otherwise."""
    text = claim.subject.strip("`'\" ")
    return text if _URL.fullmatch(text) else ""


def _literals(claim: Claim, scene: Scene) -> list[Text]:
    facts, line = scene.facts(claim), stated_line(claim)
    if facts is None:
        return []
    found = [
        text
        for text in facts.texts
        if _NAME.search(text.target) and len(text.value) >= _LEAST and not text.is_docstring and not text.is_formatted
    ]
    logins = [text for text in facts.texts if _LOGIN.search(text.value) and not text.is_docstring]
    name = _named(claim, scene).rsplit(".", 1)[-1]
    if name:
        found = [text for text in found if text.target.rsplit(".", 1)[-1] == name]
    said = claim.subject.strip("`'\" ")
    found += [text for text in logins if text not in found and (not name or (":" in said and said in text.value))]
    return found if line is None else [text for text in found if abs(text.lines.start - line) <= 2]


CHECK = Check(
    kind="hardcoded-secret",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "a literal",
            says("Hard-coded password at line 1."),
            python("password = 'hunter22'\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "from the environment",
            says("The password `password` is hardcoded."),
            python("import os\npassword = os.environ['P']\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows("nothing there", says("Hard-coded password at line 1."), python("x = load()\n"), Verdict.REFUTED),
        shows(
            "in a URL",
            says("The URL contains hard-coded credentials.", line=1),
            python("connect('mysql://me:hunter22@db/x')\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "a URL without",
            says("`'test:///here'` contains a hard-coded username and password."),
            python("connect('test:///here')\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        abstains("an argument", says("Hard-coded password at line 1."), python("connect('me', 'hunter22')\n")),
    ),
)
