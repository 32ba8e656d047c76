"""
undefined-attribute: the finding says that a class, object or module has no such attribute or method.

Why: the member often comes from a base class, from another file or from the library, which the reviewer did not look up.
Blind spot: classes with bases outside the tree, `__getattr__`, attributes set from outside.
"""

from bot.model.evidence import Verdict
from bot.validator.check import Check, abstains, files, python, says, shows
from bot.validator.members import confirm_absent, refute_absent

confirm = confirm_absent
refute = refute_absent

_TREE = {
    "base.py": "class Base:\n    def close(self):\n        self.open = False\n",
    "app.py": "from base import Base\n\n\nclass App(Base):\n    def stop(self):\n        self.close()"
    "\n        self.flush()\n",
}
_FOREIGN = "from web import View\n\n\nclass Page(View):\n    def show(self):\n        return self.render()\n"
_LIBRARY = "import os\n\n\ndef load(name):\n    return os.path.join(name, os.path.filename(name))\n"

CHECK = Check(
    kind="undefined-attribute",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "nowhere",
            says("The code calls `self.flush`, which does not exist.", path="app.py", line=7),
            files(_TREE),
            Verdict.CONFIRMED,
            (7, 7),
        ),
        shows(
            "inherited",
            says("`App` has no method `close`.", path="app.py", line=6),
            files(_TREE),
            Verdict.REFUTED,
            (2, 2),
        ),
        shows(
            "library lacks it",
            says("`os.path` has no function `filename`."),
            python(_LIBRARY),
            Verdict.CONFIRMED,
            (5, 5),
        ),
        shows(
            "library has it",
            says("The function `os.path.join` does not exist."),
            python(_LIBRARY),
            Verdict.REFUTED,
            (5, 5),
        ),
        abstains("base unknown", says("`Page` has no attribute `render`."), python(_FOREIGN)),
    ),
)
