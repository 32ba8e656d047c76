"""Rule ids of linters and what their messages name, in the form in which every reviewer's words are read."""

import re

_CODES: dict[str, str] = {
    "unused-import": "W0611",
    "unused-variable": "W0612",
    "unused-argument": "W0613",
    "undefined-variable": "E0602",
    "function-redefined": "E0102",
    "redefined-builtin": "W0622",
    "singleton-comparison": "C0121",
    "f-string-without-interpolation": "W1309",
    "raise-missing-from": "W0707",
    "literal-comparison": "R0123",
    "cell-var-from-loop": "W0640",
    "bare-except": "W0702",
    "broad-exception-caught": "W0718",
    "broad-except": "W0718",
    "dangerous-default-value": "W0102",
    "consider-using-with": "R1732",
    "trailing-whitespace": "C0303",
    "missing-final-newline": "C0304",
    "line-too-long": "C0301",
    "missing-module-docstring": "C0114",
    "missing-class-docstring": "C0115",
    "missing-function-docstring": "C0116",
    "unreachable": "W0101",
    "try_except_pass": "B110",
    "hardcoded_password_string": "B105",
    "hardcoded_password_funcarg": "B106",
    "hardcoded_password_default": "B107",
    "subprocess_popen_with_shell_equals_true": "B602",
    "start_process_with_a_shell": "B605",
    "hardcoded_sql_expressions": "B608",
    "yaml_load": "B506",
    "request_with_no_cert_validation": "B501",
    "request_without_timeout": "B113",
}
"""Names by which pylint and bandit call a rule, and its code, which says what kind of defect it is."""

_BARE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("W0611", re.compile(r"^Unused import (?P<name>[\w.]+)(?=$| |,)")),
    ("W0611", re.compile(r"^Unused (?P<name>[\w.]+) imported from (?P<place>[\w.]+)")),
    ("W0611", re.compile(r"^Unused (?P<place>[\w.]+) imported as (?P<name>[\w.]+)")),
)
"""Where messages name their subject without any quotes."""
_VALUE_CODES = frozenset({"B105", "B106", "B107"})
"""Rules that quote a value, not a name."""
_QUOTED = re.compile(r"(?<![\w'`])(?P<quote>['\"])(?P<name>[A-Za-z_$][\w.$]{0,100}(?:\(\))?)(?P=quote)(?![\w'`])")
_LONGEST_RULE = 120


def headed(rule: str, message: str) -> str:
    """A message behind its rule, what it names in back-ticks."""
    rule = " ".join(rule.split())[:_LONGEST_RULE]
    code = _CODES.get(rule, rule)
    head = rule if code == rule else f"{rule} ({code})"
    words = _ticked(code, message.strip())
    if not rule or words.startswith((f"{rule}:", f"{rule} ")):
        return words or rule
    return f"{head}: {words}" if words else head


def last_name(rule: str) -> str:
    """A rule that is called by a path of names ("eslint.rules.no-eval") by its own name."""
    return rule.rpartition(".")[2] or rule


def _ticked(code: str, message: str) -> str:
    for known, pattern in _BARE:
        found = pattern.match(message) if known == code else None
        if found is not None:
            start, end = found.span("name")
            return f"{message[:start]}`{message[start:end]}`{message[end:]}"
    if code in _VALUE_CODES:
        return message
    return _QUOTED.sub(r"`\g<name>`", message)
