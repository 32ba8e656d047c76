"""
missing-call: the finding says that something is called in the code, and builds on it.

Why: names from comments and docstrings are taken for calls; a finding about a call that nobody makes is about nothing.
Blind spot: a call under another name (an alias, a string, a framework) is not seen, so any live mention is left alone.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.validator.calls import calls_of, is_live_anywhere, is_settled, quiet_mentions, shadow_of
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.scene import Scene

_GONE = re.compile(
    r"\bmissing (?:the |an? )?(?:call|«)|\bcalls? (?:is|are|was|were|has been) (?:missing\W*$|needed|required|gone)|"
    r"\badd(?:ed|ing)? (?:the|an?) (?:missing )?«|\bshould (?:be (?:added|made|called|placed|done)|have)\b|"
    r"\b(?:forgot\w*|omitted|removed|deleted|dropped|previously|no longer|used to|original\w*|before this)\b"
)
"""Words that speak of a call that is not there, or not any more."""
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
    if len(name) < _SHORTEST or not is_settled(claim) or is_live_anywhere(claim, scene, name):
        return None
    if _GONE.search(claim.words):
        return None
    if shadow := shadow_of(claim, scene, name):
        return proof(f"`{name}` is called only in commented-out code", *shadow)
    if mentions := quiet_mentions(claim, scene, name):
        return proof(f"nothing calls `{name}` here; the word stands only in comments and docstrings", *mentions)
    return _absent_from_scope(claim, scene, name)


def _absent_from_scope(claim: Claim, scene: Scene, name: str) -> Seen | None:
    """Where the words name the function, and this file has it, all of it can be seen not to call the name."""
    universe, path = scene.universe(claim), claim.location.path
    if universe is None or path is None or universe.is_dynamic or claim.role is Role.FIX:
        return None
    return proof(
        f"nothing in `{universe.name}` calls `{name}`, and no changed file has the name", at(path, universe.lines)
    )


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
        silent("praise", says("Everything looks good, well done."), python(_ONLY_SAID)),
    ),
)
