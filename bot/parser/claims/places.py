"""Lines and paths that words name: "line 12", "lines 12-14", "L7", `app.py:12-14`."""

import re

_LINES = re.compile(
    r"\b(?:lines?(?:\s+numbers?)?|ln\.?|l)\s*(?:#|no\.?\s*|:\s*)?(?P<start>\d{1,6})(?:\s*(?:-|–|—|to|through|and|until)\s*(?:lines?\s+|l)?(?P<end>\d{1,6}))?\b",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"^(?P<path>[\w.@+-]*(?:/[\w.@+-]+)*\.[A-Za-z][A-Za-z0-9]{0,9}|(?:[\w.@+-]+/)+[\w.@+-]+)(?::(?P<start>\d{1,6})(?::\d+)?(?:\s*(?:-|–)\s*(?P<end>\d{1,6}))?|#L(?P<start2>\d{1,6})(?:-L?(?P<end2>\d{1,6}))?)?$"
)
_EXTENSIONS = frozenset(
    [
        "py",
        "pyi",
        "pyx",
        "js",
        "jsx",
        "mjs",
        "cjs",
        "ts",
        "tsx",
        "go",
        "java",
        "kt",
        "kts",
        "rs",
        "c",
        "h",
        "cc",
        "cpp",
        "cxx",
        "hpp",
        "hh",
        "cs",
        "rb",
        "php",
        "swift",
        "scala",
        "lua",
        "sh",
        "bash",
        "zsh",
        "sql",
        "html",
        "htm",
        "css",
        "scss",
        "less",
        "vue",
        "svelte",
        "json",
        "yaml",
        "yml",
        "toml",
        "ini",
        "cfg",
        "conf",
        "xml",
        "md",
        "rst",
        "txt",
        "proto",
        "tf",
        "tfvars",
        "gradle",
        "groovy",
        "ex",
        "exs",
        "erl",
        "hs",
        "ml",
        "clj",
        "dart",
        "r",
        "jl",
        "pl",
        "pm",
        "m",
        "mm",
        "ps1",
        "bat",
        "cmake",
        "mk",
        "lock",
        "csv",
        "svg",
        "ipynb",
        "jinja",
        "j2",
        "tmpl",
        "tpl",
    ]
)
"""What a word must end in to be taken for a file when it has no slash."""
_MEMBER = re.compile(r"(?:self|cls|this)\.|(?:state|requests?|req|responses?|resp|res|context|ctx|event|args)\.\w+\.")
"""How attributes begin that end like files (`self.conf`, `state.response.json`)."""


def lines_in(masked: str) -> tuple[int, int] | None:
    """The first line or range of lines that a text names; both ends the same for a single line."""
    found = _LINES.search(masked)
    if found is None or int(found["start"]) == 0:
        return None
    return _ordered(found["start"], found["end"])


def path_in(code: str) -> tuple[str, tuple[int, int] | None] | None:
    """The path, and the lines after a colon, that a code-like word names; None when it is no path."""
    found = _PATH.match(code.strip())
    if found is None:
        return None
    path = found["path"].removeprefix("./")
    extension = path.rsplit(".", 1)[-1] if "." in path.rsplit("/", 1)[-1] else ""
    # `threading.Lock` and `cfg.CONF` are attributes; a file ends in small letters, or is written in capitals throughout.
    extension = extension.lower() if "/" in path or path.isupper() else extension
    if extension not in _EXTENSIONS or ("/" not in path and _MEMBER.match(path)):
        return None
    start, end = found["start"] or found["start2"], found["end"] or found["end2"]
    return path, _ordered(start, end) if start and int(start) else None


def _ordered(start: str, end: str | None) -> tuple[int, int]:
    first, last = int(start), int(end or start)
    return (first, last) if first <= last else (first, first)
