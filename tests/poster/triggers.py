"""What starts the tests of sites that review on Gerrit: expressions that their CI looks for in comments."""

import re
from collections.abc import Iterator

_HEADED = r"^(Patch Set [0-9]+:)?( [\w\\+-]*)*(\n\n)?\s*"

EXPRESSIONS = {
    # zuul.d/pipelines.yaml of each repository, as it is.
    "openstack/project-config: check": rf"(?i){_HEADED}recheck",
    "openstack/project-config: experimental": rf"(?i){_HEADED}check experimental\s*$",
    "openstack/project-config: on GitHub": r"(?i)^\s*recheck\s*$",
    "ansible/project-config: experimental": r"(?i)^\s*check experimental\s*$",
    "openstack-charmers/zosci-config: check": rf"(?i){_HEADED}charm-recheck",
    "openstack-charmers/zosci-config: zuul": rf"(?i){_HEADED}zosci-recheck",
    "wikimedia/integration-config: check": rf"(?i){_HEADED}v14-(recheck|retest)",
    "Juniper/contrail-project-config: provision": rf"(?i){_HEADED}check experimental-provision\s*$",
    "rdo-infra/review.rdoproject.org-config: check": rf"(?i){_HEADED}(recheck|reverify)",
    # Quoted in public configurations and guides: gates of other Zuuls, packages of Fuel, a script that counts rechecks.
    "a gate": rf"(?i){_HEADED}reverify",
    "packages of Fuel": rf"(?i){_HEADED}rebuild",
    "a count of bare rechecks": rf"(?i){_HEADED}recheck$",
    "a gate on GitHub": r"(?i)^\s*regate\s*$",
    # Jenkins with Gerrit Trigger: OpenDaylight's yangtools and others; Jami (`!build`).
    "opendaylight: yangtools": r"^Patch Set\s+\d+:\s+(recheck|reverify|startpipe)\s*$",
    "opendaylight: pipelines": r"^Patch Set\s+\d+:\s+(recheck-pipelines)\s*$",
    "an exclamation": r"^!recheck",
    "jami: an exclamation": r"^!build",
    # Written as they often are.
    "case counts": rf"{_HEADED}recheck",
    "a pipeline of an architecture": rf"(?i){_HEADED}check arm64\s*$",
    "a recheck with its reason": rf"(?i){_HEADED}recheck(( (?:bug|lp)[\s#:]*(\d+))|( no bug))?\s*$",
    "any word on GitHub": r"(?i)^\s*(recheck|regate|reverify)\s*$",
    "a word of Jenkins": r"^Patch Set\s+\d+:\s+(remerge|stage-release|run-sonar|run-clm)\s*$",
    "any of several": r"(?i)^(Patch Set \d+:)?\s*(recheck|retest|/gate|check|reverify)\b",
    "the word alone": r"^recheck$",
    "a job": r"(?i)^\s*recheck-[\w-]+",
    "a named run": r"(?i)^(Patch Set \d+:)?\s*run-[\w-]+",
    "a slash": r"(?im)^\s*/(recheck|retest|test|run|gate|check)\b",
    "votes and counts in the header": r"(?i)^Patch Set \d+:( [\w-]+[+-]\d)*\s*(\(\d+ comments?\)\s*)?(recheck|reverify|regate|rebuild|retest)",
    "marks of a list or quotation": r"(?im)^[\s>*_~`\"'#+-]*(recheck|reverify|regate|retest|rebuild|remerge)\b",
}  # fmt: skip
"""By who uses it. Each is searched for as it is, as Zuul does, and once more at the beginning of every line.

What is only searched for anywhere (`recheck`, as some jobs of Jenkins do) can't be kept apart from a text that names our
own command, and is not here.
"""

AT_THE_END = {
    "Juniper/contrail-project-config: check": r"(?i)recheck(( (?:bug|lp)[\s#:]*(\d+))|( zuulv3)|( no bug))?(\s+clean)?\s*$",
    "a merge": r"remerge$",
    "addressed to a bot": r"@recheck",
}
"""What is searched for anywhere, but not in our command; what is posted holds none of it."""

HEADERS = (
    "",
    "Patch Set 3:\n\n",
    "Patch Set 3: Meta-Review+1\n\n",
    "Patch Set 3: Code-Review-1 Meta-Review-1\n\n",
    "Patch Set 3:\n\n(2 comments)\n\n",
    "Patch Set 3: Meta-Review-1\n\n(1 comment)\n\n",
)
"""What Gerrit puts before a message's own words in its events; empty where a forge puts nothing."""

_COMPILED = [
    (name, (re.compile(text), re.compile(text, re.MULTILINE), re.compile(text, re.ASCII)))
    for name, text in EXPRESSIONS.items()
]


def started_by(text: str) -> list[str]:
    """The names of the expressions that a text matches, as a whole, with `^` after each newline, or on one of its lines.

    re2, which Zuul uses where it can, takes `\\s`, `\\w` and `\\d` for ASCII only; both ways are tried.
    """
    return list(dict.fromkeys(_started_by(text)))


def ended_by(text: str) -> list[str]:
    """The names of the expressions of `AT_THE_END` that a text that is posted matches, at its end or that of a line."""
    return [
        name
        for name, pattern in AT_THE_END.items()
        if re.search(pattern, text) or re.search(pattern, text, re.MULTILINE)
    ]


def _started_by(text: str) -> Iterator[str]:
    for header in HEADERS:
        whole = header + text
        for name, (plain, multiline, ascii_only) in _COMPILED:
            if plain.search(whole) or multiline.search(whole) or ascii_only.search(whole):
                yield name
    for line in text.split("\n"):
        yield from (
            name for name, (plain, *_) in _COMPILED if plain.match(line) or plain.match(f"Patch Set 3:\n\n{line}")
        )
