"""A secret: where it is to be found, and the value once found, which nothing shows by accident."""

from dataclasses import dataclass, field
from typing import Literal, NoReturn


@dataclass(frozen=True, slots=True)
class SecretRef:
    """Where a secret lies: an environment variable, or a file by absolute path. `where` is the key that names it."""

    scheme: Literal["env", "file"]
    name: str
    where: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.name}"


class Secret:
    """A secret value. Only `reveal` gives it; text, logs, copies, JSON and pickles don't hold it."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def reveal(self) -> str:
        """The value itself, for the one call that needs it."""
        return self.__value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: object) -> "Secret":
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written down")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is not written down")
