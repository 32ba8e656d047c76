"""One report with everything in it, and one made of hostile text."""

from bot.model.evidence import Strength, Verdict
from bot.model.place import Lines
from bot.model.report import Contradiction, MergedFinding, Party, Report
from tests.builders import (
    evidence,
    finding,
    lines,
    location,
    report,
    review,
    same_premise,
    source,
    suggestion,
    support,
)

LINES = {
    12: "def load(path):",
    41: "        # self.ledger.check(order,",
    42: "        #     self.limit)",
    43: "        self.ledger.check(order, self.cap)",
    61: "        # FIXME: the lock stays when flush fails",
    62: "        self.ledger.flush()",
    63: "        self.lock.release()",
    75: "    retries = (1, 2, 3)",
}


def code(place: Lines) -> tuple[str, ...]:
    """The code that the sample speaks of."""
    return tuple(LINES.get(number, "") for number in range(place.start_line, place.end_line + 1))


def link(place: Lines) -> str:
    """The permanent URL of some lines."""
    return f"https://forge.example/shop/blob/1a2b/{place.path}#L{place.start_line}-L{place.end_line}"


def a_sample() -> Report:
    """A plausible finding, a confirmed nit, three refuted of which two share a premise, and all that goes to the folds."""
    flushed = support(
        "`flush` is called before `release` without `finally`", (lines(62, 63),), strength=Strength.STRONG
    )
    return report(
        finding(
            "c7d1e2", title="The lock is not released when `flush` fails", confidence=0.47, location=location(60, 63),
            sources=(source("acme"), source("bolt")), restates=(lines(61),), evidence=(flushed,),
            suggestions=(suggestion(unknown_names=("_unlock",), changes_elsewhere=(lines(41, 42),)),),
        ),
        finding(
            "f2b8aa", Verdict.CONFIRMED, title="No docstring on `load`", is_nit=True, confidence=0.95, location=location(12),
            evidence=(support("`load` begins with a statement, not with a docstring", (lines(12),)),), sources=(source("bolt"),),
        ),
        finding(
            "5d0711", Verdict.UNVERIFIABLE, title="An attacker could exhaust the refund limit", kind="security-impact",
            location=location(40), sources=(source("carl"),),
        ),
        *_refuted(),
        contradictions=(Contradiction((Party("d402cc", "c1"), Party(review="emma.md")), "security of `refund`", (lines(43),)),),
        reviews=(
            review("bolt.md", body="Hi! ", residue=("The thing in `refund` feels off at line 44. ", "Also this.")),
            review("carl.md"),
            review("emma.md", clean="security"),
        ),
        limits=("1 review was cut at 200000 characters",),
    )  # fmt: skip


def _refuted() -> tuple[MergedFinding, ...]:
    shared = evidence(
        "lines 41-42 are a comment; the only live call of `check` passes `self.cap`", (lines(41, 42), lines(43))
    )
    once = evidence("`check` is called once", (lines(43),))
    return (
        finding(
            "a1f0bb", Verdict.REFUTED, quote="the refund is checked against the wrong limit", evidence=(shared,),
            related=same_premise("d402cc"), location=location(41), sources=(source("dora"),),
        ),
        finding(
            "d402cc", Verdict.REFUTED, quote="`check` is called twice, the second time with `self.limit`", evidence=(shared, once),
            location=location(41, 43), sources=(source("carl"),), suggestions=(suggestion(parses=False), suggestion(no_op=True)),
        ),
        finding(
            "7e1a90", Verdict.REFUTED, quote="the list on line 75 has a trailing comma", location=location(75),
            evidence=(evidence("Line 75 has no trailing comma", (lines(75),)),), sources=(source("bolt"),),
        ),
    )  # fmt: skip


def a_hostile_report(text: str) -> Report:
    """A report every foreign word of which is `text`."""
    place = Lines(text, 1, 2)
    seen = (evidence(text, (place,)), support(text, (place,)))
    found = [
        finding(
            f"f{number}", verdict, title=text, quote=text, sources=(source(text),), evidence=seen, is_nit=number > 4,
            location=location(1, path=text), restates=(place,),
            suggestions=(suggestion(unknown_names=(text,), new_problems=(text,), changes_elsewhere=(place,)),),
        )
        for number, verdict in enumerate([*Verdict, *Verdict])
    ]  # fmt: skip
    return report(
        *found,
        contradictions=(Contradiction((Party("f0", "c1"), Party(review=text)), text, (place,)),),
        reviews=(review(text, residue=(f"line 3: {text}",), clean="all"),),
        limits=(text,),
    )
