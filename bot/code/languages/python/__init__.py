"""Python, read whole: names, scopes, calls, handlers, comments and commented-out code."""

from bot.code.languages.language import Language, base_name, extension
from bot.code.languages.python.facts import read

EXTENSIONS = ("py", "pyi", "pyw")
NAMES = ("sconstruct", "sconscript", "wscript")


def is_python(path: str, first_line: str) -> bool:
    """Whether a path, or the first line of a script without extension, says Python."""
    if extension(path):
        return extension(path) in EXTENSIONS
    return base_name(path) in NAMES or (first_line.startswith("#!") and "python" in first_line)


LANGUAGE = Language("python", is_python, read)
