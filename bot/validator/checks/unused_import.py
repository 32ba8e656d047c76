"""
unused-import: the finding says that something is imported and never used.

Why: reviewers say it from a cut of the file; the rest may read the name, or another file may import it from here.
Blind spot: modules imported for what they do, names read by `eval`, plug-ins that look a module's names up.
"""

from bot.model.evidence import Verdict
from bot.model.facts import BindingKind
from bot.validator.check import Check, abstains, files, python, says, shows, silent
from bot.validator.unused import confirm_unused, refute_unused

confirm = confirm_unused(BindingKind.IMPORT)
refute = refute_unused(BindingKind.IMPORT)

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
        abstains("not imported", says("The import of `yaml` is never used"), python(_USED)),
        silent("denied", says("There are no unused imports such as `os`."), python(_USED)),
    ),
)
