"""Cues of linter rules: a code such as F401 says by itself what is wrong, whatever stands beside it."""

from bot.parser.claims.cue import Cue, cue

_KINDS: dict[str, str] = {
    "unused-import": "F401|W0611",
    "unused-variable": "F841|W0612",
    "unused-parameter": "ARG00[1-5]|W0613",
    "undefined-name": "F821|E0602",
    "duplicate-definition": "F811|E0102",
    "shadowed-name": "A00[1-3]|W0622",
    "wrong-comparison": "E71[12]|C0121",
    "assert-used": "S101|B101",
    "empty-fstring": "F541|W1309",
    "lost-cause": "B904|W0707",
    "identity-literal": "F632|R0123",
    "early-default": "B008",
    "late-binding": "B023|W0640",
    "bare-except": "E722|BLE001|W0702|W0718",
    "swallowed-exception": "S110|S112|B110",
    "mutable-default": "B006|W0102",
    "unclosed-resource": "SIM115|R1732",
    "syntax-error": "E999|E0001",
    "wrong-indentation": "E101|E11[1-7]|W191|W0311",
    "trailing-whitespace": "W291|W293|C0303",
    "missing-newline": "W292|C0304",
    "line-too-long": "E501|C0301",
    "missing-docstring": "D10[0-7]|C011[456]",
    "unreachable-code": "W0101",
    "shell-injection": "S60[2-7]|B60[2-7]",
    "sql-injection": "S608|B608",
    "unsafe-deserialization": "S301|S506|B301|B506",
    "hardcoded-secret": "S10[567]|B10[567]",
    "weak-hash": "S324|B324",
    "weak-random": "S311|B311",
    "disabled-tls-check": "S501|B501",
    "missing-timeout": "S113|B113",
    "code-injection": "S102|S307|B102|B307",
}
"""Codes of ruff and flake8, pylint and bandit, by the kind that they report."""

CUES: tuple[Cue, ...] = tuple(
    cue(kind, rf"(?:^\W*(?:\[\w{{1,12}}\]\W*)?|[(\[])(?:{codes})(?![\w-])") for kind, codes in _KINDS.items()
)
"""Only at the head of a sentence or in brackets: elsewhere a code is talked about. A named subject beside it says more."""
