"""Who may give which command, and who is listened to at all."""

from dataclasses import dataclass

from bot.model.command import Asker, Command, Verb
from bot.model.forge import Message, Person

RUN_SECONDS = 300
"""Where anybody may ask for a run, a change has one in so long a time."""

REFUSAL = "refusal"
"""The key of a refusal's reply: a change gets at most one."""

_OPEN = (Verb.RECHECK, Verb.HELP, Verb.EXPLAIN)
_GITHUB_OPEN = (
    "Only the author of a pull request and people with write access to its repository can ask for this; "
    "nothing was done."
)
_GITHUB_CLOSED = "Only people with write access to the repository can ask for this; nothing was done."
_GERRIT_CLOSED = (
    "Only the owner of a change, its uploader and the members of the group in `commands.gerrit_group` can ask for this; "
    "nothing was done."
)
_TOO_SOON = "This change was judged less than five minutes ago; ask again later."
_NOWHERE = "Commands are not taken here; nothing was done."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command is not carried out: one sentence, to be said at most once on a change."""

    sentence: str


def is_heard(message: Message, me: Person, markers: tuple[str, ...]) -> bool:
    """Whether somebody speaks who can give commands at all: no bot, and not we ourselves.

    People may share our account: what it wrote is ours where one of our `markers` stands in it.
    """
    if message.author.is_bot or not message.author.id:
        return False
    is_ours = message.author.id == me.id and any(marker in message.body for marker in markers)
    return not is_ours


def allowed(command: Command, asker: Asker, kind: str, *, seconds_since_run: float | None = None) -> Refusal | None:
    """None where the asker may have this on a forge of this kind (`github`, `gerrit`), else why not.

    `seconds_since_run`: how long ago the change was judged last, None where it never was.
    """
    match kind:
        case "github":
            return _on_github(command.verb, asker)
        case "gerrit":
            return _on_gerrit(command.verb, asker, seconds_since_run)
        case _:
            return Refusal(_NOWHERE)


def _on_github(verb: Verb, asker: Asker) -> Refusal | None:
    if asker.may_write:
        return None
    if verb not in _OPEN:
        return Refusal(_GITHUB_CLOSED)
    return None if asker.is_author else Refusal(_GITHUB_OPEN)


def _on_gerrit(verb: Verb, asker: Asker, seconds_since_run: float | None) -> Refusal | None:
    """There anybody who can comment may ask and have one run in five minutes; the rest is for those in charge."""
    if asker.is_author or asker.is_member:
        return None
    if verb not in _OPEN:
        return Refusal(_GERRIT_CLOSED)
    is_soon = seconds_since_run is not None and seconds_since_run < RUN_SECONDS
    return Refusal(_TOO_SOON) if verb is Verb.RECHECK and is_soon else None
