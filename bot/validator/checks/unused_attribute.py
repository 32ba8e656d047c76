"""
unused-attribute: the finding says that an attribute, a field or a constant is never used.

Why: base classes, subclasses and other files read attributes that look unused where they are assigned.
Blind spot: public attributes may be read by code outside the tree; fields of data classes and models are read by machinery.
"""

from bot.model.evidence import Verdict
from bot.model.facts import BindingKind
from bot.validator.check import Check, abstains, files, python, says, shows
from bot.validator.unused import confirm_unused, refute_unused

confirm = confirm_unused(BindingKind.ATTRIBUTE, BindingKind.VARIABLE)
refute = refute_unused(BindingKind.ATTRIBUTE, BindingKind.VARIABLE)

_CODE = """\
LIMIT = 10
_SPARE = 3


class Queue:
    def __init__(self):
        self.items = []
        self._spare = None
        self.name = "q"

    def size(self):
        return min(len(self.items), LIMIT)
"""
_MIXIN = {
    "mixin.py": "class Mixin:\n    template = 'a'\n",
    "view.py": "from mixin import Mixin\n\n\nclass View(Mixin):\n    def show(self):\n        return self.template\n",
}
_MODEL = "from dataclasses import dataclass\n\n\n@dataclass\nclass Row:\n    amount: int\n"

CHECK = Check(
    kind="unused-attribute",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("private", says("The attribute `_spare` is never used."), python(_CODE), Verdict.CONFIRMED, (8, 8)),
        shows("private constant", says("The constant `_SPARE` is unused."), python(_CODE), Verdict.CONFIRMED, (2, 2)),
        shows("public", says("The field `self.name` is never read."), python(_CODE), Verdict.PLAUSIBLE),
        shows("read", says("The `items` attribute is never used."), python(_CODE), Verdict.REFUTED, (12, 12)),
        shows("constant read", says("Unused constant: `LIMIT`"), python(_CODE), Verdict.REFUTED, (12, 12)),
        shows(
            "read in a subclass",
            says("The class attribute `template` is unused.", path="mixin.py", line=2),
            files(_MIXIN),
            Verdict.REFUTED,
        ),
        shows(
            "told of the method that sets it",
            says("`self.items` is stored in `__init__` but never read afterwards."),
            python(_CODE),
            Verdict.REFUTED,
            (12, 12),
        ),
        shows(
            "in this class",
            says("The attribute `self.name` is assigned but not used anywhere in this class."),
            python(_CODE),
            Verdict.CONFIRMED,
            (9, 9),
        ),
        abstains("data class", says("The field `amount` is never used."), python(_MODEL)),
    ),
)
