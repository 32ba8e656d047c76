"""
missing-call: the finding says that something is called in the code, and builds on it.

Why: names from comments and docstrings are taken for calls; a finding about a call that nobody makes is about nothing.
Blind spot: a call under another name (an alias, a string, a framework) is not seen, so any live mention is left alone.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.model.facts import DefinitionKind
from bot.validator.calls import calls_of, is_live_anywhere, is_nowhere, is_settled, quiet_mentions, shadow_of
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.reach import may_mention
from bot.validator.scene import Scene
from bot.validator.usage import is_dunder

_GONE = re.compile(
    r"\bmissing (?:the |an? )?(?:call|«)|\bcalls? (?:is|are|was|were|has been) (?:missing\W*$|needed|required|gone)|"
    r"\badd(?:ed|ing)? (?:the|an?) (?:missing )?«|\bshould (?:be (?:added|made|called|placed|done)|have)\b|"
    r"\b(?:forgot\w*|omitted|removed|deleted|dropped|previously|no longer|used to|original\w*|before this)\b"
)
"""Words that speak of a call that is not there, or not any more."""
_IN_FUNCTION = re.compile(
    r"» is (?:called|invoked) (?:directly |again |only |also )?(?:in|inside|within|by|from) |^\W*(?:the )?(?:\w+ )?«\d+»(?: \w+)? (?:directly |also )?(?:calls|invokes) (?:the )?«\d+»"
)
"""Words that say where a call stands."""
_OF_FILE = re.compile(
    r"\b(?:the|this) (?:\w+ ){0,2}(?:tests?(?: case| method| file| class| code)?|code|file|script|module) (?:is |are |also |still |currently )*(?:us\w+|rel\w+ on) |"
    r"\b(?:mocked|patched|stubbed|faked)\b"
)
_ASSERTS = re.compile(r"assert[A-Z]\w*")
"""What a file is said to use itself is in that file; so are the assertions of a test."""
_SHORTEST = 3
"""Shorter names are common words of prose and of other languages."""


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """A live call stands in the function that is spoken of: the premise holds, which alone is no defect."""
    calls = calls_of(claim, scene)
    if calls is None or not calls.inside or not is_settled(claim):
        return None
    return strong(f"`{claim.subject}` is called at line {calls.inside[0].lines.start}", *calls.lines())


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The name stands in no live line of the change, only in comments, docstrings or commented-out code."""
    name = last_part(claim.subject)
    if len(name) < _SHORTEST or not is_settled(claim) or _GONE.search(claim.words):
        return None
    if is_live_anywhere(claim, scene, name):
        return _in_another_function(claim, scene, name)
    if shadow := shadow_of(claim, scene, name):
        return proof(f"`{name}` is called only in commented-out code", *shadow)
    if mentions := quiet_mentions(claim, scene, name):
        return proof(f"nothing calls `{name}` here; the word stands only in comments and docstrings", *mentions)
    if (_OF_FILE.search(claim.words) or _ASSERTS.fullmatch(name)) and is_nowhere(claim, scene, name):
        return proof(f"no line of this file has `{name}`")
    return _absent_from_scope(claim, scene, name)


def _absent_from_scope(claim: Claim, scene: Scene, name: str) -> Seen | None:
    """Where the words name the function, and this file has it, all of it can be seen not to call the name."""
    universe, path = scene.universe(claim), claim.location.path
    if universe is None or path is None or universe.is_dynamic or claim.role is Role.FIX:
        return None
    return proof(
        f"nothing in `{universe.name}` calls `{name}`, and no changed file has the name", at(path, universe.lines)
    )


def _in_another_function(claim: Claim, scene: Scene, name: str) -> Seen | None:
    """The words say in which function it is called; this file calls it in others only, which that one does not run."""
    facts, universe, path = scene.facts(claim), scene.universe(claim), claim.location.path
    calls = calls_of(claim, scene) if _IN_FUNCTION.search(claim.words) and claim.scope else None
    if facts is None or path is None or calls is None or not calls.everywhere or claim.role is Role.FIX:
        return None
    scopes = {call.scope for call in calls.everywhere}
    names = sorted(f"`{scope.rpartition('.')[2]}`" for scope in scopes)[:3]
    where = " and ".join(names)
    if "" in scopes:
        return None
    if universe is not None:
        if universe.kind is DefinitionKind.CLASS or may_mention(facts, universe, name):
            return None
        return proof(
            f"`{universe.name}` does not call `{name}`; {where} {'does' if len(names) == 1 else 'do'}",
            *calls.lines(calls.everywhere),
        )
    wanted = last_part(claim.scope)
    is_open = any(one.name == wanted for one in facts.definitions) or not is_dunder(wanted)
    return None if is_open else proof(f"`{name}` is called in {where}; no `{wanted}` is defined here", *calls.lines())


def note(claim: Claim, scene: Scene) -> Seen | None:
    """Say where else the name stands when the changed files do not have it."""
    name = last_part(claim.subject)
    if not name or not is_settled(claim) or is_live_anywhere(claim, scene, name):
        return None
    return strong(f"`{name}` stands in no changed file")


_ONLY_SAID = '''def start(job):
    """Starts a job; see finish_job for the end."""
    # finish_job is called by the worker.
    job.begin()
'''

CHECK = Check(
    kind="missing-call",
    confirm=confirm,
    refute=refute,
    note=note,
    examples=(
        shows(
            "only in prose",
            says("The `finish_job` call can raise and leaves the job locked."),
            python(_ONLY_SAID),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "commented out",
            says("In `run`, the call to `notify` is not protected against failures."),
            python("def run(job):\n    job.begin()\n    # notify(job)\n"),
            Verdict.REFUTED,
            (3, 3),
        ),
        shows(
            "called",
            says("The `job.begin` call in `start` is not protected against failures."),
            python(_ONLY_SAID),
            Verdict.PLAUSIBLE,
            (4, 4),
        ),
        shows(
            "not in the function that is named",
            says("`start` calls `release_lock`, which may fail."),
            python(_ONLY_SAID),
            Verdict.REFUTED,
            (1, 4),
        ),
        shows(
            "in another function",
            says("`begin` is called in `stop`, which is too late."),
            python("def start(job):\n    begin(job)\n\n\ndef stop(job):\n    job.end()\n"),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "by way of another function",
            says("`begin` is called in `stop`, which is too late."),
            python("def start(job):\n    begin(job)\n\n\ndef stop(job):\n    start(job)\n"),
            Verdict.UNVERIFIABLE,
        ),
        abstains(
            "nowhere in sight",
            says("The `release_lock` call may be skipped when the job fails."),
            python(_ONLY_SAID),
        ),
        abstains(
            "passed on",
            says("The `begin` call holds up the worker."),
            python("def start(job, pool):\n    pool.submit(job.begin)\n"),
        ),
        shows(
            "an assertion that no line has",
            says("`assertLess` compares the sizes, which is not enough."),
            python("class T(TestCase):\n    def test(self):\n        self.assertIn(1, [1])\n"),
            Verdict.REFUTED,
        ),
        silent("praise", says("Everything looks good, well done."), python(_ONLY_SAID)),
    ),
)
