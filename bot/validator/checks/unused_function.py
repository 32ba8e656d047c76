"""
unused-function: the finding says that a function, method or class is never called or is dead code.

Why: callers stand in other files, and decorators, test runners and Python itself call what nobody names.
Blind spot: entry points, plug-ins and templates; a public function may have callers outside the tree.
"""

from bot.model.evidence import Verdict
from bot.model.facts import BindingKind
from bot.validator.check import Check, abstains, files, python, says, shows
from bot.validator.unused import confirm_unused, refute_unused

confirm = confirm_unused(BindingKind.FUNCTION, BindingKind.CLASS)
refute = refute_unused(BindingKind.FUNCTION, BindingKind.CLASS)

_CODE = """\
def _old(n):
    return _old(n - 1)


def _clean(text):
    return text.strip()


def load(path):
    # _old(path)
    return _clean(path.read())
"""
_ROUTE = "from web import app\n\n\n@app.route('/')\ndef index():\n    return 'hello'\n"
_CALLER = {
    "tools.py": "def slug(text):\n    return text.lower()\n",
    "main.py": "import tools\n\nprint(tools.slug('A'))\n",
}
_PLUGIN = {"tools.py": "def _slug(text):\n    return text.lower()\n", "setup.cfg": "[options]\nhook = tools:_slug\n"}

CHECK = Check(
    kind="unused-function",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "only itself calls it", says("Function `_old` is never called."), python(_CODE), Verdict.CONFIRMED, (1, 1)
        ),
        shows("public", says("`load` is defined but never called."), python(_CODE), Verdict.PLAUSIBLE),
        shows("called", says("Dead code: `_clean`"), python(_CODE), Verdict.REFUTED, (11, 11)),
        shows("registered", says("The function `index` is never used."), python(_ROUTE), Verdict.REFUTED, (4, 4)),
        shows(
            "called elsewhere", says("`slug` is never called", path="tools.py", line=1), files(_CALLER), Verdict.REFUTED
        ),
        shows("only its line", says("-1: this is never called", line=1), python(_CODE), Verdict.CONFIRMED, (1, 1)),
        shows("only its line, called", says("this method is never called", line=5), python(_CODE), Verdict.REFUTED),
        abstains("named in a text", says("The `_slug` function is unused.", path="tools.py", line=1), files(_PLUGIN)),
    ),
)
