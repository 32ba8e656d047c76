"""
unused-parameter: the finding says that a parameter is never used.

Why: the body may read it further down, or in a nested function; and a signature may be prescribed by others.
Blind spot: overrides and callbacks must take what they are given, so an unread parameter of such a function is plausible at most.
"""

from bot.model.evidence import Verdict
from bot.model.facts import BindingKind
from bot.validator.check import Check, abstains, python, says, shows
from bot.validator.unused import confirm_unused, refute_unused

confirm = confirm_unused(BindingKind.PARAMETER)
refute = refute_unused(BindingKind.PARAMETER)

_CODE = (
    "def send(message, retries, timeout=3):\n    def once():\n        return post(message, "
    "timeout)\n\n    return once()\n"
)
_METHOD = (
    "from base import Handler\n\n\nclass Echo(Handler):\n    def handle(self, request, context)"
    ":\n        return request\n"
)
_STUB = "class Port:\n    def send(self, message): ...\n"

CHECK = Check(
    kind="unused-parameter",
    confirm=confirm,
    refute=refute,
    examples=(
        shows(
            "never read",
            says("The parameter `retries` is never used in `send`."),
            python(_CODE),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows("read by a closure", says("Unused parameter `timeout`"), python(_CODE), Verdict.REFUTED, (3, 3)),
        shows("bare word", says("The message argument is unused."), python(_CODE), Verdict.REFUTED),
        shows(
            "prescribed",
            says("`handle` takes a `context` parameter that is not used."),
            python(_METHOD),
            Verdict.PLAUSIBLE,
        ),
        shows(
            "taken and ignored",
            says("`send` accepts `retries` but ignores it."),
            python(_CODE),
            Verdict.CONFIRMED,
            (1, 1),
        ),
        shows(
            "told of the function",
            says("`send` never uses the `timeout` argument, so callers can't set it."),
            python(_CODE),
            Verdict.REFUTED,
            (3, 3),
        ),
        abstains("stub", says("The `message` argument is never used"), python(_STUB)),
    ),
)
