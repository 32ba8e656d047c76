"""
unused-import: the finding says that something is imported and never used.

Why: reviewers say it from a cut of the file; the rest may read the name, or another file may import it from here.
Blind spot: modules imported for what they do, names read by `eval`, plug-ins that look a module's names up.
"""

import re

from bot.model.claim import Claim, Role
from bot.model.evidence import Verdict
from bot.model.facts import BindingKind
from bot.validator.calls import is_certain, is_live_anywhere
from bot.validator.check import Check, Seen, abstains, at, files, proof, python, says, shows, silent
from bot.validator.scene import Scene
from bot.validator.unused import confirm_unused, refute_unused

confirm = confirm_unused(BindingKind.IMPORT)
_refute_by_use = refute_unused(BindingKind.IMPORT)
_IMPORT = re.compile(r"\bimport", re.IGNORECASE)
_GONE = re.compile(r"\b(?:removed|deleted|dropped|previously|no longer|used to|was|were)\b")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """A use that resolves to the import, or a file in which nothing of that name is imported, nor stands at all."""
    return _refute_by_use(claim, scene) or _is_not_imported(claim, scene)


def _is_not_imported(claim: Claim, scene: Scene) -> Seen | None:
    facts, path, name = scene.facts(claim), claim.location.path, claim.subject.strip("`")
    if facts is None or path is None or claim.role is Role.FIX or not _IMPORT.search(claim.words):
        return None
    if not all(part.isidentifier() for part in name.split(".")) or _GONE.search(claim.words):
        return None
    is_open = facts.has_star_import or facts.dynamic or not is_certain(claim, scene)
    # A name at the head of a sentence may be written with a capital.
    spellings = {name, name[:1].lower() + name[1:]}
    if is_open or any(is_live_anywhere(claim, scene, part) for one in spellings for part in one.split(".")):
        return None
    places = [one.lines for one in facts.imports]
    return (
        proof(f"this file does not import `{name}`", *(at(path, one) for one in dict.fromkeys(places[:3])))
        if places
        else None
    )


_USED = "import json\nimport os\n\n\ndef load(path):\n    return json.load(open(path))\n"
_TYPED = 'from queue import Queue\n\n\ndef drain(q: "Queue") -> None:\n    q.get()\n'
_REEXPORT = {"shop/__init__.py": "from shop.cart import Cart\n", "shop/cart.py": "class Cart:\n    pass\n"}
_IMPORTER = {"main.py": "from shop import Cart\n\nprint(Cart())\n"}

CHECK = Check(
    kind="unused-import",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("never read", says("Unused import: `os`"), python(_USED), Verdict.CONFIRMED, (2, 2)),
        shows("read", says("`json` is imported but never used."), python(_USED), Verdict.REFUTED, (6, 6)),
        shows("bare word", says("The json module is imported but not used anywhere."), python(_USED), Verdict.REFUTED),
        shows("a statement", says("Remove the unused import `import os`."), python(_USED), Verdict.CONFIRMED),
        shows("dotted", says("Second: `json.load` is imported and nothing needs it."), python(_USED), Verdict.REFUTED),
        shows("string annotation", says("`Queue` is an unused import."), python(_TYPED), Verdict.REFUTED, (4, 4)),
        shows(
            "in `__all__`",
            says("The import `loads` is unused."),
            python('from json import loads\n\n__all__ = ["loads"]\n'),
            Verdict.REFUTED,
        ),
        shows(
            "imported from here",
            says("The import `Cart` is not used.", path="shop/__init__.py", line=1),
            files({**_REEXPORT, **_IMPORTER}),
            Verdict.REFUTED,
        ),
        shows(
            "tried",
            says("`json5` is imported but never used", line=2),
            python("try:\n    import json5\nexcept ImportError:\n    print('plain')\n"),
            Verdict.PLAUSIBLE,
        ),
        shows("only its line", says("nit: unused import", line=2), python(_USED), Verdict.CONFIRMED, (2, 2)),
        abstains("a line beside it", says("nit: unused import", line=1), python(_USED)),
        shows("not imported", says("The import of `yaml` is never used"), python(_USED), Verdict.REFUTED, (1, 1)),
        abstains(
            "a word of the code",
            says("The import of `yaml` is never used"),
            python("import formats\n\nload = formats.yaml\n"),
        ),
        silent("denied", says("There are no unused imports such as `os`."), python(_USED)),
    ),
)
