"""The commands and merge groups that kept deliveries hold, read strictly: it was written by us, perhaps by an older version."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.model.command import Command, Verb
from bot.model.delivery import Delivery, DeliveryKind

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Given:
    """Commands of one message: who gives them by the payload's word, which proves nothing, and where they stand.

    `message` is the delivery's id where the forge names no message.
    """

    commands: tuple[Command, ...]
    login: str
    message: str


def given(delivery: Delivery) -> Given | None:
    """What a delivery asks for; None where it is no command, or not as we write it."""
    if delivery.kind is not DeliveryKind.COMMAND:
        return None
    match delivery.body:
        case {"commands": [*rows], "author": {"login": str(login)}, "message": {"id": str(message)}} if login:
            commands = [command for row in rows if (command := _command(row)) is not None]
            return Given(tuple(commands), login, message or delivery.id) if commands else None
        case _:
            return None


def groups_of(arrived: Iterable[Delivery]) -> tuple[list[str], list[Delivery]]:
    """The commits of merge groups that wait for our check, each once, and the deliveries that are about something else."""
    commits: dict[str, None] = {}
    rest = []
    for delivery in arrived:
        match delivery.body:
            case {"merge_group": str(commit)} if delivery.kind is DeliveryKind.EVENT:
                if _COMMIT.fullmatch(commit):
                    commits[commit] = None
            case _:
                rest.append(delivery)
    return list(commits), rest


def _command(row: object) -> Command | None:
    match row:
        case {"verb": str(verb), "finding": str(finding), "words": str(words), **rest} if verb in _VERBS and not rest:
            return Command(_VERBS[verb], finding, words)
        case _:
            return None


_VERBS: Mapping[str, Verb] = {verb.value: verb for verb in Verb}
