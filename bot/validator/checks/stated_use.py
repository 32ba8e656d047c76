"""
stated-use: the finding says that a function, a class or the file uses, reads, imports or stores something.

Why: what is used stands in the code; reviewers take what a comment names, or what such code usually does, for the code itself.
Blind spot: what a function of another file uses on its behalf is not seen, so that only a name which stands nowhere is disproof.
"""

import re

from bot.code.spots import last_part
from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.facts import BindingKind
from bot.validator.calls import is_certain, quiet_mentions
from bot.validator.check import Check, Seen, abstains, at, proof, python, says, shows, silent, strong
from bot.validator.scene import Scene
from bot.validator.uses import Uses, added, is_nowhere, is_out_of_reach, kept, shown, uses_of
from bot.validator.words import lines_of

_ONLY = re.compile(r"\b(?:only|solely|exclusively|nowhere else)\b")
_ADDS = re.compile(r"\b(?:appends|adds|pushes|inserts)\b")
_KEEPS = re.compile(r"\b(?:stores|assigns|saves|keeps|puts|caches|records)\b")
_STORES = re.compile(r"\b(?:sets|assigns|initiali[sz]es|overwrites)\b")
_TOP = re.compile(r"\b(?:module|top|file|global)\b")
_DIRECT = re.compile(
    r"\b(?:us(?:es|ed|ing)|reads?|access(?:es|ed)?|referenc(?:es|ed)|calls?|imports?|imported|sets?|assigns?|employs?|utili[sz]es?)\b"
)
_IMPORTS = re.compile(r"\bimport(?:s|ed)?\b")
_HEDGED = re.compile(
    r"\b(?:if|when|unless|might|may|could|would|instead|rather|not|never|probably|presumably|appears?|seems?|likely|"
    r"indirectly|implicitly|effectively|essentially|internally|concept|pattern|approach|strategy|convention)\b"
)


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """It stands there, in live code of the definition that is spoken of."""
    found = uses_of(claim, scene)
    if found is None:
        return None
    if claim.number is not None:
        return _counted(claim, scene, found, is_so=True)
    lines = _lines(claim, scene, found)
    said = lines_of(claim.claimed) if re.search(r"\blines?\b", claim.words) else None
    if said is not None:
        lines = [line for line in lines if line in said]
    if not lines or _HEDGED.search(claim.words):
        return None
    where = f" in `{found.home.name}`" if found.home else ""
    detail = f"`{claim.subject}` stands at line {lines[0]}{where}"
    is_all = (not claim.value or _KEEPS.search(claim.words) or _ADDS.search(claim.words)) and (
        not _ONLY.search(claim.words) or (found.home is not None and not found.outside)
    )
    return (proof if is_all else strong)(detail, *(at(found.path, line) for line in lines))


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The name stands in no live line of the file; that it only stands elsewhere makes the claim doubtful."""
    found = uses_of(claim, scene)
    if found is not None and claim.number is not None:
        return _counted(claim, scene, found, is_so=False)
    if found is None or _HEDGED.search(claim.words) or not _is_direct(claim) or not is_certain(claim, scene):
        return None
    last = last_part(claim.subject)
    if _ONLY.search(claim.words):
        return _of_others(claim, scene, found)
    if is_nowhere(claim, scene):
        quiet = quiet_mentions(claim, scene, last)
        if quiet:
            return proof(f"`{last}` stands only in comments or docstrings", *quiet)
        place = found.home.header if found.home else claim.location.extent or 1
        return proof(f"`{last}` stands in no line of this file", at(found.path, place))
    if found.inside or found.bound or found.home is None or not is_out_of_reach(claim, scene, found.home):
        return None
    others = shown(found.outside)
    detail = f"`{found.home.name}` has no `{last}`"
    return strong(detail, at(found.path, found.home.header), *(at(found.path, line) for line in others[:1]))


def _counted(claim: Claim, scene: Scene, found: Uses, *, is_so: bool) -> Seen | None:
    """As many reads as said, or not, where reads and lines give the same number and the name has one meaning."""
    facts, last = scene.facts(claim), last_part(claim.subject.strip("`"))
    bound = [one for one in facts.bindings if one.name == last] if facts else []
    if len(bound) != 1 or _HEDGED.search(claim.words) or not is_certain(claim, scene):
        return None
    lines = [line for line in bound[0].reads if found.home is None or line in found.home.lines]
    if len(set(lines)) != len(lines) or set(lines) != set(found.inside) or (len(lines) == claim.number) is not is_so:
        return None
    times = f"{len(lines)} time{'s' * (len(lines) != 1)}"
    places = shown(lines) or [bound[0].lines[0].start]
    return proof(f"`{last}` is read {times}", *(at(found.path, line) for line in places))


def _of_others(claim: Claim, scene: Scene, found: Uses) -> Seen | None:
    """Said to be used in one definition only, and another one reads the same thing."""
    facts, name = scene.facts(claim), claim.subject.strip("`")
    last = last_part(name)
    bound = [one for one in facts.bindings if one.name == last] if facts else []
    is_one = len({(one.kind, one.scope) for one in bound}) == 1 and (
        not bound[0].scope or (bound[0].kind is BindingKind.ATTRIBUTE and name.startswith(("self.", "cls.")))
    )
    others = [line for line in found.outside if bound and line in bound[0].reads]
    if (
        not is_one
        or not others
        or found.home is None
        or re.search(r"\b(?:tests?|elsewhere|besides|except)\b", claim.words)
    ):
        return None
    return proof(f"`{last}` is read at line {others[0]} as well", *(at(found.path, line) for line in shown(others)))


def _is_direct(claim: Claim) -> bool:
    """Whether the words say that the code itself has it; a mere noun may name an idea."""
    is_code = bool(re.search(r"[._()\[]", claim.subject)) or claim.subject.islower() or claim.subject.isupper()
    return bool(_DIRECT.search(claim.words)) or (is_code and bool(re.search(r"[.(]", claim.subject)))


def _lines(claim: Claim, scene: Scene, found: Uses) -> list[int]:
    """The lines that do what the verb says: add to it, give it a value, import it, set it, or read it."""
    facts, words = scene.facts(claim), claim.words
    if _ADDS.search(words):
        return shown(added(claim, scene, found))
    if _is_code(claim.value) and _KEEPS.search(words):
        return shown(kept(claim, scene, found))
    if _IMPORTS.search(words):
        last = last_part(claim.subject)
        imports = [one for one in facts.imports if last in (one.bound, one.name, one.module)] if facts else []
        return shown(one.lines.start for one in imports if not one.scope or not _TOP.search(words))
    return shown(found.bound if _STORES.search(words) else found.inside)


def _is_code(value: str) -> bool:
    """Whether what was taken beside the subject is something named, no word that goes on."""
    return bool(value) and not value.isalpha()


_CODE = (
    "import time\n\nLIMIT = 3\n\n\nclass Job:\n    def setUp(self):\n        self.rows = []\n        self.size = 1\n\n"
    "    def load(self, server):\n        # shutil.move is not needed\n        self.rows.append(server['id'])\n"
    "        return LIMIT\n\n\ndef wait():\n    time.sleep(1)\n"
)

CHECK = Check(
    kind="stated-use",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("reads", says("`load` reads `LIMIT`."), python(_CODE), Verdict.CONFIRMED, (14, 14)),
        shows("passive", says("`self.rows` is used in `load`."), python(_CODE), Verdict.CONFIRMED, (13, 13)),
        shows("an expression", says("`server['id']` is read in `load`."), python(_CODE), Verdict.CONFIRMED, (13, 13)),
        shows("in a comment", says("`load` uses `shutil.move`."), python(_CODE), Verdict.REFUTED, (12, 12)),
        abstains("elsewhere only", says("`load` accesses `self.size`."), python(_CODE)),
        shows(
            "adds", says("`load` appends `server['id']` to `self.rows`."), python(_CODE), Verdict.CONFIRMED, (13, 13)
        ),
        shows("nowhere", says("The file imports `pickle`."), python(_CODE), Verdict.REFUTED),
        shows("imports", says("The file imports `time`."), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        shows("only there", says("`LIMIT` is only used in `load`."), python(_CODE), Verdict.CONFIRMED),
        abstains(
            "by a helper of another file",
            says("`wait` uses `self.size`."),
            python(_CODE.replace("time.sleep(1)", "self.run()")),
        ),
        abstains("an idea", says("`load` relies on `LoadBalancer`."), python(_CODE)),
        shows(
            "not only there",
            says("`self.rows` is only used in `stop`."),
            python(
                _CODE.replace("def wait():", "def stop(self):\n        return self.rows\n\n\ndef wait():").replace(
                    "\n\n\ndef stop", "\n\n    def stop"
                )
            ),
            Verdict.REFUTED,
            (13, 13),
        ),
        shows("twice", says("`LIMIT` is used twice in the file."), python(_CODE), Verdict.REFUTED, (14, 14)),
        silent("a wish", says("`load` should use `LIMIT`."), python(_CODE)),
    ),
)
