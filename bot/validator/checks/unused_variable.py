"""
unused-variable: the finding says that a variable, or something not further named, is never used.

Why: a later line, a closure, a base class or another file may read what looks unused in a cut of the code.
Blind spot: names looked up by string, frameworks that read a class's names.
"""

from bot.model.evidence import Verdict
from bot.model.facts import BindingKind
from bot.validator.check import Check, abstains, files, python, says, shows, silent
from bot.validator.unused import confirm_unused, refute_unused

confirm = confirm_unused(BindingKind.VARIABLE, BindingKind.ATTRIBUTE)
refute = refute_unused(BindingKind.VARIABLE, BindingKind.ATTRIBUTE)

_CODE = """\
def total(rows):
    seen = 0
    size = len(rows)
    count = 0
    for row in rows:
        count += row.amount

    def report():
        return size

    return report
"""
_BASE = {
    "base.py": "class Base:\n    def start(self):\n        return self.driver\n",
    "app.py": "from base import Base\n\n\nclass App(Base):\n    driver = 'fake'\n",
}
_FOREIGN = "from somewhere import Base\n\n\nclass App(Base):\n    driver = 'fake'\n"
_TWICE = "def load(path):\n    text = path.read()\n    text = clean(path)\n    return text\n"
_EVAL = "def run(expression):\n    scale = 2\n    return eval(expression)\n"

CHECK = Check(
    kind="unused-variable",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "never read",
            says("The variable `seen` is assigned but never used."),
            python(_CODE),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "told of the function that sets it",
            says("`seen` is assigned in `count` and never used."),
            python("def count(rows):\n    seen = len(rows)\n    return 1\n\n\nprint(count([]))\n"),
            Verdict.CONFIRMED,
            (2, 2),
        ),
        shows(
            "in this file",
            says("`LIMIT` is defined but not used in this module."),
            python("LIMIT = 3\n"),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows("read by a closure", says("`size` is unused."), python(_CODE), Verdict.REFUTED, (9, 9)),
        shows(
            "read in a base class",
            says("Unused variables, such as `driver`.", path="app.py", line=5),
            files(_BASE),
            Verdict.REFUTED,
        ),
        abstains("base class unknown", says("Unused variables, such as `driver`."), python(_FOREIGN)),
        abstains("one store of two", says("The value of `text` is never used.", line=2), python(_TWICE)),
        abstains("eval", says("The variable `scale` is never used."), python(_EVAL)),
        silent("question", says("Is `seen` unused?"), python(_CODE)),
    ),
)
