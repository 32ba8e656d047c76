"""The kinds of defects and what each is to a reader: a nit or not, and a neutral title."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`title` completes a line of a report; `is_nit` for text and style; `is_opinion` where no check can decide."""

    name: str
    title: str
    is_nit: bool = False
    is_opinion: bool = False
    family: str = ""


def _kinds(family: str, titles: dict[str, str], *, nit: bool = False, opinion: bool = False) -> dict[str, Kind]:
    return {name: Kind(name, title, nit, opinion, family) for name, title in titles.items()}


KINDS: dict[str, Kind] = {
    **_kinds(
        "names",
        {
            "unused-import": "Unused import",
            "unused-variable": "Unused variable",
            "unused-parameter": "Unused parameter",
            "unused-attribute": "Unused attribute or constant",
            "unused-function": "Unused function or class",
            "undefined-name": "Undefined name",
            "undefined-attribute": "Missing attribute or method",
            "missing-import": "Missing import",
            "used-before-assignment": "Used before assignment",
            "shadowed-name": "Shadowed name",
            "duplicate-definition": "Defined twice",
            "wrong-stdlib-fact": "Wrong use of the standard library",
        },
    ),
    **_kinds(
        "text",
        {
            "missing-docstring": "No docstring",
            "missing-comment": "No comment",
            "stale-docstring": "Docstring does not match",
            "wrong-indentation": "Inconsistent indentation",
            "trailing-comma": "Trailing comma",
            "trailing-whitespace": "Trailing whitespace",
            "missing-newline": "No newline at the end",
            "line-too-long": "Line too long",
            "typo": "Typo",
            "missing-annotation": "Missing type annotation",
            "leftover-code": "Leftover debug code, TODO or commented-out code",
            "empty-fstring": "f-string without placeholder",
            "magic-number": "Hard-coded value",
            "bad-name": "Name breaks the convention",
        },
        nit=True,
    ),
    **_kinds("text", {"naming": "Naming", "too-long": "Too long or complex"}, nit=True, opinion=True),
    **_kinds("text", {"syntax-error": "Syntax error", "missing-semicolon": "Missing semicolon"}),
    **_kinds(
        "code",
        {
            "quoted-code": "Code said to stand here",
            "live-line": "What a line is said to do",
            "missing-call": "A call said to be there",
            "missing-construct": "A construct said to be there",
            "wrong-call-count": "Called a number of times",
            "wrong-argument": "Wrong argument",
            "missing-argument": "Argument not given",
            "absent-call": "Not called",
            "removed-code": "Removed by the change",
            "wrong-order": "Wrong order",
            "comment-says": "What a comment says",
            "missing-assertion": "Asserts nothing",
            "star-import": "Import of everything",
            "local-import": "Import inside a function",
            "private-access": "Private member used from outside",
            "stated-value": "A value said to be given",
            "call-mismatch": "Call does not fit the signature",
            "argument-count": "A number of arguments",
            "missing-file": "Missing file",
            "missing-test": "No test",
            "duplicate-code": "Duplicated code",
            "unreachable-code": "Unreachable code",
            "missing-await": "Not awaited",
            "missing-return": "No return value",
            "stated-return": "What a function is said to return",
            "stated-raise": "What a function is said to raise",
            "absent-raise": "Said never to raise",
            "stated-member": "What a collection is said to hold",
            "missing-member": "Missing from a collection",
            "duplicate-member": "Twice in a collection",
            "compile-error": "Does not compile",
            "out-of-diff": "Not part of the change",
        },
    ),
    **_kinds(
        "errors",
        {
            "caught-exception": "What is caught",
            "swallowed-exception": "Exception swallowed",
            "bare-except": "Bare or broad except",
            "missing-error-handling": "Error not handled",
            "missing-check": "Not checked",
            "none-dereference": "May be None",
            "zero-division": "Division by zero",
            "index-error": "Index out of range",
            "unclosed-resource": "Resource not closed",
            "mutable-default": "Mutable default argument",
            "early-default": "Default made once",
            "lost-cause": "Cause of an exception lost",
            "identity-literal": "Literal compared by identity",
            "blocking-call": "Blocks the event loop",
            "late-binding": "Loop variable bound late",
            "wrong-comparison": "Wrong comparison",
            "race-condition": "Race condition",
            "silent-failure": "Fails silently",
            "memory-leak": "Memory leak",
            "deadlock": "Deadlock",
            "endless-loop": "Endless loop or recursion",
            "dangling-reference": "Dangling reference",
            "uninitialized-value": "Not initialised",
            "integer-overflow": "Integer overflow",
        },
    ),
    **_kinds(
        "security",
        {
            "shell-injection": "Shell command from input",
            "code-injection": "Code from input is run",
            "sql-injection": "SQL built from input",
            "unsafe-deserialization": "Unsafe deserialisation",
            "weak-hash": "Weak hash",
            "weak-random": "Weak random number",
            "hardcoded-secret": "Hard-coded secret",
            "path-traversal": "Path from input",
            "disabled-tls-check": "Certificate not checked",
            "missing-timeout": "No timeout",
            "assert-used": "Assert as a check",
            "security-defect": "Security defect",
        },
    ),
    **_kinds("label", {"cwe-label": "CWE label"}),
    **_kinds("label", {"security-impact": "Impact"}, opinion=True),
    **_kinds(
        "fix",
        {"suggested-fix": "Suggested fix", "fix-statement": "Statement of a suggested fix"},
    ),
    **_kinds(
        "general",
        {
            "performance": "Performance",
            "inconsistent-code": "Inconsistent with other code",
            "wrong-condition": "Wrong condition",
            "wrong-behaviour": "Wrong behaviour",
            "redundant-code": "Redundant code",
            "wrong-documentation": "Documentation or comment is wrong",
            "wrong-message": "Unclear or wrong message",
            "wrong-type": "Wrong or loose type",
            "wrong-value": "Wrong value",
            "weak-test": "Test proves too little",
            "breaking-change": "Breaks what others rely on",
            "other": "Other",
        },
    ),
    **_kinds("general", {"missing-documentation": "Not documented"}, nit=True),
    **_kinds("general", {"opinion": "Opinion or advice"}, opinion=True),
}
"""Every kind by name. `other` is an assertion that no cue knows; it is shown, and can't be checked."""
