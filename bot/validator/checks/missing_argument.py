"""
missing-argument: the finding says that a call is not given a certain keyword argument, or no default.

Why: the keyword stands between the brackets or it does not.
Blind spot: a default, a wrapper or `**options` may give it; whether it is needed is a judgement.
"""

import re

from bot.code.quotes import squeeze
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import Call
from bot.validator.calls import Calls, calls_of, is_settled, proposes
from bot.validator.check import Check, Seen, abstains, proof, python, says, shows, silent
from bot.validator.constructs import keyword
from bot.validator.effect_rules import effect_meant
from bot.validator.effects import confirm_bare, is_default, refute_bare
from bot.validator.scene import Scene

_BY_NAME_ONLY = frozenset({"return_exceptions", "strict", "key", "reverse", "sep", "end", "file", "flush"})
"""Keywords that the standard library takes in no other way."""
_NAMED = re.compile(r"(?P<name>[A-Za-z_]\w*) ?(?:= ?(?P<text>.{1,40}))?$")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """Each live call that is meant is written without the keyword, and could not have it by unpacking."""
    if is_default(claim):
        effect = effect_meant(claim, scene)
        return None if effect is None else confirm_bare(effect, claim)
    calls, wanted = _calls(claim, scene), _NAMED.match(claim.value)
    if calls is None or wanted is None or any(_is_open(call, wanted["name"]) for call in calls.inside):
        return None
    if any(keyword(call, wanted["name"]) is not None or _has_positional(call, wanted["name"]) for call in calls.inside):
        return None
    return proof(f"`{calls.inside[0].callee}` is called without `{wanted['name']}`", *calls.lines())


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """Each live call that is meant has the keyword, and the value where one is named."""
    if is_default(claim):
        effect = effect_meant(claim, scene)
        return None if effect is None else refute_bare(effect, claim)
    calls, wanted = _calls(claim, scene), _NAMED.match(claim.value)
    if calls is None or wanted is None:
        return None
    given = [keyword(call, wanted["name"]) for call in calls.inside]
    if not all(text is not None and (not wanted["text"] or squeeze(text) == squeeze(wanted["text"])) for text in given):
        return None
    return proof(f"`{calls.inside[0].callee}` is called with `{wanted['name']}={given[0]}`", *calls.lines())


def _calls(claim: Claim, scene: Scene) -> Calls | None:
    if not is_settled(claim) or not claim.subject or proposes(claim):
        return None
    calls = calls_of(claim, scene)
    return calls if calls is not None and calls.inside else None


def _is_open(call: Call, name: str) -> bool:
    """Whether something that is unpacked may give it; a sequence can't give what is taken by its name only."""
    is_named = name in _BY_NAME_ONLY
    return any(
        argument.keyword == "**" or argument.text.startswith("**" if is_named else "*") for argument in call.arguments
    )


def _has_positional(call: Call, name: str) -> bool:
    """Whether something of that name is given by its place."""
    return any(argument.keyword is None and argument.text.rpartition(".")[2] == name for argument in call.arguments)


_RUN = "import subprocess\n\n\ndef build(args):\n    subprocess.run(args, cwd='/')\n"

CHECK = Check(
    kind="missing-argument",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "not given",
            says("`subprocess.run` is called without `check=True`."),
            python(_RUN),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        shows("given", says("`subprocess.run` is invoked without `cwd`."), python(_RUN), Verdict.REFUTED, (5, 5)),
        shows(
            "no default",
            says("`options.get('size')` has no default."),
            python("def load(options):\n    return options.get('size')\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "a default",
            says("`options.get('size')` is used without a default value."),
            python("def load(options):\n    return options.get('size', 3)\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        abstains(
            "unpacked",
            says("`run` is called without `check=True`."),
            python("from tools import run\n\n\ndef build(args, **more):\n    run(args, **more)\n"),
        ),
        shows(
            "a sequence is unpacked",
            says("`asyncio.gather` is called without `return_exceptions=True`."),
            python("import asyncio\n\n\nasync def all_of(tasks):\n    await asyncio.gather(*tasks)\n"),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        silent("praise", says("`subprocess.run` is called with `cwd`, which is good."), python(_RUN)),
    ),
)
