"""Every language but Python: what a grammar tells where one is at hand, else plain text."""

from bot.code.languages import grammar, nodes
from bot.code.languages.language import Language, base_name, extension
from bot.model.facts import Facts, LineClass

GRAMMARS: dict[str, str] = {
    "js": "javascript", "jsx": "javascript", "mjs": "javascript", "cjs": "javascript",
    "ts": "typescript", "mts": "typescript", "cts": "typescript", "tsx": "tsx",
    "go": "go", "java": "java", "rs": "rust", "c": "c", "h": "cpp", "cc": "cpp", "cpp": "cpp", "cxx": "cpp",
    "hh": "cpp", "hpp": "cpp", "hxx": "cpp", "rb": "ruby", "rake": "ruby", "gemspec": "ruby", "php": "php",
    "cs": "csharp", "kt": "kotlin", "kts": "kotlin", "swift": "swift", "scala": "scala", "sbt": "scala",
    "lua": "lua", "sh": "bash", "bash": "bash", "zsh": "bash", "ex": "elixir", "exs": "elixir", "hs": "haskell",
    "html": "html", "htm": "html", "css": "css", "json": "json", "yaml": "yaml", "yml": "yaml",
    "tf": "hcl", "hcl": "hcl", "nix": "nix", "sol": "solidity",
}  # fmt: skip
NAMES: dict[str, str] = {"rakefile": "ruby", "gemfile": "ruby", "vagrantfile": "ruby", "build.gradle.kts": "kotlin"}
SHELLS = ("sh", "bash", "dash", "zsh", "ksh")


def read(path: str, text: str) -> Facts:
    """What can be told from a text without knowing its names and scopes: never complete."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    language = grammar_of(path, text[:200].partition("\n")[0])
    if language is None:
        return Facts("text", plain_classes(text))
    found = nodes.read(text, language)
    return grammar.facts(text, language, found)


def grammar_of(path: str, first_line: str) -> str | None:
    """The grammar for a path, or for a script that names a shell in its first line; None where there is none."""
    name = base_name(path)
    if (named := NAMES.get(name)) is not None:
        return named
    if extension(path):
        return GRAMMARS.get(extension(path))
    words = first_line.removeprefix("#!").replace("/", " ").split()
    return "bash" if first_line.startswith("#!") and any(word in SHELLS for word in words) else None


def plain_classes(text: str) -> tuple[LineClass, ...]:
    """Blank lines, and lines of which nothing more is known."""
    lines = text.removesuffix("\n").split("\n")
    return tuple(LineClass.TEXT if line.strip() else LineClass.BLANK for line in lines)


def takes(path: str, first_line: str) -> bool:
    """Every text is taken."""
    return True


LANGUAGE = Language("other", takes, read)
