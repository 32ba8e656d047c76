"""Parses Python text without letting any of the parser's many ways to fail escape."""

import ast
import warnings

from bot.model.facts import Fault

TOO_DEEP = "nested too deeply to be read"
"""The message of a fault that says nothing about the text but that it is beyond our limits."""


def parse(text: str) -> ast.Module | Fault:
    """The tree of a text, or why there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        last = text.count("\n") + 1
        return Fault(min(max(error.lineno or 1, 1), last), error.msg or "invalid syntax")
    except ValueError as error:
        return Fault(text.count("\n", 0, max(text.find("\0"), 0)) + 1, str(error))
    except (RecursionError, MemoryError):
        return Fault(1, TOO_DEEP)


def parsed(text: str) -> ast.Module | None:
    """The tree of a text, or None."""
    tree = parse(text)
    return tree if isinstance(tree, ast.Module) else None
