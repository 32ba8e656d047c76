"""Whether a call fits a signature is told as Python itself would tell it."""

import inspect

import pytest

from bot.code.languages.python.facts import read
from bot.validator.signature import misfit_of, target_of

_SIGNATURES = ["a", "a, b=1", "*a", "a, /, b", "a, *, b", "a, *, b=1", "**k", "a, *b, c, **d", ""]
_CALLS = ["", "1", "1, 2", "1, 2, 3", "a=1", "b=1", "1, b=2", "1, c=2", "1, 2, c=3", "a=1, b=2", "1, a=2"]


@pytest.mark.parametrize("signature", _SIGNATURES)
@pytest.mark.parametrize("arguments", _CALLS)
def test_like_python(signature: str, arguments: str) -> None:
    """
    A call is said not to fit only where Python refuses it, and each that Python refuses is found but for doubled arguments.
    """
    facts = read("app.py", f"def f({signature}):\n    pass\n\n\nf({arguments})\n")
    (call,) = facts.calls
    target = target_of(call, facts)
    assert target is not None

    function = eval(f"lambda {signature}: None")
    try:
        eval(f"inspect.signature(f).bind({arguments})", {"inspect": inspect, "f": function})
        refused = ""
    except TypeError as error:
        refused = str(error)

    assert (misfit_of(call, target[1]) is None) is (not refused) or "multiple values" in refused
