"""
sql-injection: the finding says that a query is put together from input.

Why: a query that is a constant with bound parameters is the remedy, and is often what stands there.
Blind spot: whether the value comes from somebody untrusted is not followed, so a built query is plausible, not proved.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Strength, Verdict
from bot.model.facts import Call
from bot.validator.check import Check, Seen, abstains, at, python, says, shows
from bot.validator.constructs import calls_here, calls_meant, is_constant, shown
from bot.validator.scene import Scene

_SQL = re.compile(r"\b(?:select|insert|update|delete|replace|merge|where|from|values|join)\b", re.IGNORECASE)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Show the query that is concatenated or formatted, at its call or where ruff sees it."""
    source, path = scene.source(claim), claim.location.path
    built = [call for call in calls_here(claim, scene, _executes) if _is_built(call)]
    if built and path:
        return Seen(Strength.STRONG, f"the query of `{built[0].callee}` is put together", (at(path, built[0].lines),))
    hits = (scene.lint(source, "S608") or ()) if source is not None and scene.facts(claim) else ()
    return Seen(Strength.STRONG, "a query is put together here", (at(path, hits[0].line),)) if hits and path else None


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Show that every query of the place is a constant; or that nothing in the file looks like SQL."""
    source, facts = scene.source(claim), scene.facts(claim)
    found = calls_meant(claim, scene, _executes)
    if source is None or facts is None:
        return None
    if found:
        return (
            shown(claim, found, f"the query of `{found[0].callee}` is a constant")
            if all(map(is_constant, found))
            else None
        )
    if (
        any(_SQL.search(text.value) for text in facts.texts if not text.is_docstring)
        or not facts.calls
        or facts.has_star_import
    ):
        return None
    if any(
        re.search(r"query|sql|cursor|execute|raw|session|filter", call.callee, re.IGNORECASE) for call in facts.calls
    ):
        return None
    return Seen(
        Strength.PROOF,
        "no string of this file is SQL, and nothing in it runs a query",
        (at(source.path, claim.location.extent or 1),),
    )


def _executes(call: Call) -> bool:
    return call.name in ("execute", "executemany", "executescript", "raw", "fetch", "fetchrow", "fetchval")


def _is_built(call: Call) -> bool:
    if not call.arguments:
        return False
    text = call.arguments[0].text
    return bool(_SQL.search(text)) and (
        text.startswith(("f'", 'f"')) or ".format(" in text or bool(re.search(r"""['"] ?[%+]|\+ ?['"]""", text))
    )


CHECK = Check(
    kind="sql-injection",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "built",
            says("SQL injection at line 1."),
            python("cursor.execute(f'select * from t where id={x}')\n"),
            Verdict.PLAUSIBLE,
            (1, 1),
        ),
        shows(
            "bound",
            says("SQL injection at line 1."),
            python("cursor.execute('select * from t where id=?', (x,))\n"),
            Verdict.REFUTED,
            (1, 1),
        ),
        shows("no SQL", says("SQL injection at line 1."), python("print(x)\n"), Verdict.REFUTED),
        abstains("elsewhere", says("SQL injection at line 1."), python("run_query(x)\n")),
    ),
)
