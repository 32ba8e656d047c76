"""Which file of the tree an import statement means."""

from bot.model.facts import Import
from bot.validator import stdlib_facts
from bot.validator.scene import Scene

_ROOTS = ("", "src/", "lib/", "python/")


def is_package(path: str) -> bool:
    """Whether the file is what a package runs when it is imported."""
    return path.rpartition("/")[2] in ("__init__.py", "__init__.pyi")


def file_of(scene: Scene, importer: str, module: str) -> str | None:
    """The file of the head tree that `module`, as written in `importer`, is read from; None if not in the tree."""
    level = len(module) - len(module.lstrip("."))
    parts = [part for part in module[level:].split(".") if part]
    folders = importer.split("/")[:-1]
    if level:
        if level - 1 > len(folders):
            return None
        return _candidate(scene, [*folders[: len(folders) - level + 1], *parts])
    if not parts:
        return None
    for root in _ROOTS:
        if found := _candidate(scene, [*root.split("/")[:-1], *parts]):
            return found
    if stdlib_facts.is_module(parts[0]):
        return None
    return next(
        (found for depth in range(1, len(folders) + 1) if (found := _candidate(scene, folders[:depth] + parts))), None
    )


def source_of(scene: Scene, importer: str, found: Import) -> tuple[str, str] | None:
    """The file that a `from` import reads its name from, and the name there; for a whole module the name is empty."""
    if not found.name:
        path = file_of(scene, importer, found.module)
        return (path, "") if path else None
    separator = "" if found.module.endswith(".") else "."
    path = file_of(scene, importer, f"{found.module}{separator}{found.name}")
    if path:
        return path, ""
    path = file_of(scene, importer, found.module)
    return (path, found.name) if path else None


def _candidate(scene: Scene, parts: list[str]) -> str | None:
    stem = "/".join(parts)
    for path in (f"{stem}.py", f"{stem}/__init__.py", f"{stem}.pyi"):
        if scene.has_path(path):
            return path
    return None
