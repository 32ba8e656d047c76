"""
missing-import: the finding says that something is used without being imported.

Why: imports stand at the head of a file, outside the lines that the reviewer saw.
Blind spot: star imports, imports that only some paths reach, names put into a module from outside.
"""

from bot.model.evidence import Verdict
from bot.validator.check import Check, abstains, python, says, shows
from bot.validator.definedness import confirm_undefined, refute_missing_import

confirm = confirm_undefined
refute = refute_missing_import

_CODE = (
    "import json\nfrom os import path\n\n\ndef load(name):\n    when = time.time()"
    "\n    return json.load(open(path.join(name, str(when))))\n"
)
_TYPED = (
    "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from queue import "
    "Queue\n\n\ndef drain():\n    return Queue()\n"
)

_PARTS = "from json import loads\n\n\ndef load(text):\n    try:\n        return json.loads(text)\n    except NameError:\n        return loads(text)\n"

CHECK = Check(
    kind="missing-import",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("missing", says("`time` is not imported."), python(_CODE), Verdict.CONFIRMED, (6, 6)),
        shows("title", says("Missing import: `time`"), python(_CODE), Verdict.CONFIRMED),
        shows("there", says("`json` is used but never imported."), python(_CODE), Verdict.REFUTED, (1, 1)),
        shows("from import", says("Missing import for `os.path`"), python(_CODE), Verdict.REFUTED, (2, 2)),
        shows("built in", says("You forgot to import `open`."), python(_CODE), Verdict.REFUTED),
        abstains("another import of the module", says("`json` is not imported."), python(_PARTS)),
        abstains("only for types", says("`Queue` is not imported."), python(_TYPED)),
    ),
)
