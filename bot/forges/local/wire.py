"""`change.json`: which commits a local change is made of, read strictly."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import Refused

Word = Annotated[str, Field(min_length=1, max_length=300)]


class _TwiceError(ValueError):
    """An object has two members of one name."""


class ChangeModel(BaseModel):
    """The whole file: `head` and `base` are branches, tags or commits; `people` are the reviewers who are no bots."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True, frozen=True)

    head: Word
    base: Word
    title: Annotated[str, Field(max_length=1000)] = ""
    author: Word | None = None
    is_open: bool = True
    people: Annotated[list[Word], Field(max_length=1000)] = []


def read_change(place: str, content: bytes) -> ChangeModel:
    """What the file at `place` says. Raises Refused with one sentence about the first thing that is wrong."""
    try:
        return ChangeModel.model_validate(json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}"[:100] for part in first["loc"])
        raise Refused(
            f"{place}: {_sentence(ascii(where.removeprefix('.'))[1:-1], first['type'], first['msg'])}"
        ) from None
    except UnicodeDecodeError:
        raise Refused(f"{place} is not UTF-8 text; save it as such") from None
    except json.JSONDecodeError as error:
        raise Refused(f"{place} is not valid JSON: {error.msg} (line {error.lineno})") from None
    except RecursionError:
        raise Refused(f"{place} is nested too deeply; it holds one flat object") from None
    except _TwiceError:
        raise Refused(f"{place} has a key that is there twice") from None
    except ValueError:
        raise Refused(f"{place} holds a number that is too long") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys all differ: of two heads, neither is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


def _sentence(where: str, kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return f"{where} is not a key; there are {', '.join(ChangeModel.model_fields)}"
    if kind == "missing":
        return f"{where} is missing"
    if kind == "model_type":
        return "it must be an object"
    return f"{where} {message.replace('Input should', 'must', 1).replace('String should', 'must', 1)}"
