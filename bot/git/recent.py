"""A memory of values with a bound on their weight: what nobody asked for longest goes first."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")


class Recent(Generic[KeyT, ValueT]):
    """Keeps values while the sum of their weights is at most `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[KeyT, tuple[ValueT, int]] = OrderedDict()

    def __contains__(self, key: KeyT) -> bool:
        return key in self._kept

    def get(self, key: KeyT) -> ValueT | None:
        """The value kept under `key`, which is recent from now on; None where there is none."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def put(self, key: KeyT, value: ValueT, weight: int) -> None:
        """Keep a value; the oldest go until all fit again."""
        self._weight += weight - self._kept.get(key, (value, 0))[1]
        self._kept[key] = (value, weight)
        self._kept.move_to_end(key)
        while self._weight > self._most and len(self._kept) > 1:
            _, (_, gone) = self._kept.popitem(last=False)
            self._weight -= gone
