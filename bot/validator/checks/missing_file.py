"""
missing-file: the finding says that a file does not exist or is not part of the change.

Why: the reviewer sees a cut of the change; whether the tree has a file of that name can be looked up.
Blind spot: files that are generated, ignored, in a submodule or in another repository may be there all the same.
"""

import re

from bot.model.claim import Claim
from bot.model.evidence import Verdict
from bot.model.place import Lines
from bot.validator.check import Check, Seen, abstains, files, proof, says, shows, strong
from bot.validator.scene import Scene

_PATH = re.compile(
    r"(?:[\w.@+-]+/)+[\w.@+-]+|[\w@+-][\w.@+-]*\."
    r"(?:pyi?|[jt]sx?|mjs|go|java|kt|rs|c|h|cc|cpp|hpp|cs|rb|php|sh|sql|html?|"
    r"s?css|json|ya?ml|toml|ini|cfg|conf|xml|md|rst|txt|lock|csv|svg|proto)"
)
_OF_CHANGE = re.compile(r"\b(?:this|the) (?:change(?:set)?|commit|pr|pull request|diff|patch)\b")


def confirm(claim: Claim, scene: Scene) -> Seen | None:
    """No path of the tree, or of the change where the words speak of that, ends so."""
    path = _path(claim)
    if path is None or _known(path, scene):
        return None
    name = path.rsplit("/", 1)[-1]
    alike = [known for known in scene.paths() if known.rsplit("/", 1)[-1] == name]
    if alike:
        return None
    return proof(f"no file of the tree is called `{name}`") if "." in name else strong(f"the tree has no `{path}`")


def refute(claim: Claim, scene: Scene) -> Seen | None:
    """The tree has exactly this file, or one whose path ends so; the change has it where the words speak of that."""
    path = _path(claim)
    found = _known(path, scene) if path else ()
    if not found:
        return None
    if _OF_CHANGE.search(claim.words):
        found = tuple(known for known in found if scene.change_of(known))
        return proof(f"the change contains `{found[0]}`", Lines(found[0], 1, 1)) if found else None
    return proof(f"the tree has `{found[0]}`", Lines(found[0], 1, 1))


def _path(claim: Claim) -> str | None:
    plain = claim.subject.strip().removeprefix("./")
    return plain if _PATH.fullmatch(plain) else None


def _known(path: str, scene: Scene) -> tuple[str, ...]:
    """The paths of the tree that are this one, or end in it."""
    if scene.has_path(path):
        return (path,)
    return tuple(known for known in scene.paths() if known.endswith(f"/{path}"))


_TREE = {"app.py": "import shop.cart\n", "shop/cart.py": "TOTAL = 0\n"}

CHECK = Check(
    kind="missing-file",
    confirm=confirm,
    refute=refute,
    examples=(
        shows("absent", says("The file `shop/prices.json` was not added."), files(_TREE), Verdict.CONFIRMED),
        shows("present", says("`cart.py` does not exist in the repository."), files(_TREE), Verdict.REFUTED, (1, 1)),
        shows(
            "in the change", says("`shop/cart.py` is not part of this change."), files(_TREE), Verdict.REFUTED, (1, 1)
        ),
        abstains(
            "elsewhere",
            says("The file `store/cart.py` does not exist in the repository."),
            files(_TREE),
        ),
        abstains("no path", says("`Cart.total` does not exist in the repository."), files(_TREE)),
    ),
)
