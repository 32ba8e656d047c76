"""The commands in a message: lines that begin with one, where a reader sees them as said by the message's author."""

import re
from collections.abc import Collection, Iterator, Sequence

from bot.commands.visible import visible
from bot.model.command import Command, Verb

MOST = 5
"""Commands of one message that count."""

LONGEST = 65_536
"""Characters of a message that are looked at; no forge takes a longer one."""

LONGEST_WORDS = 500

_LINE_END = re.compile(r"\r\n?")
_BEGIN = re.compile(
    r" {0,3}(?P<word>/recheck-review|/metareview)(?P<args>[\s\u00a0].*)?", re.IGNORECASE | re.ASCII | re.DOTALL
)
_GERRIT_QUOTE = re.compile(r" {0,3}>")
_VERBS = {verb.value: verb for verb in Verb if verb is not Verb.RECHECK}
_OF_FINDINGS = (Verb.EXPLAIN, Verb.DISMISS, Verb.RESTORE)
_AROUND = "`'\"*#,:;()[]"


def commands_in(text: str) -> tuple[Command, ...]:
    """The commands in a message of GitHub's Markdown, in order, each once, at most five.

    Quotes, code, links, comments and tables of explanations hold none. Any text at all will do, in linear time.
    """
    lines = _lines(text)
    return _commands(lines, _begins(lines), has_html=True)


def gerrit_commands_in(text: str) -> tuple[Command, ...]:
    """The commands in a message or comment of Gerrit, as `commands_in`.

    There HTML is plain text, and a quotation ends with the last line that begins with `>`.
    """
    lines = _lines(text)
    quoted = [bool(_GERRIT_QUOTE.match(line)) for line in lines]
    parted: list[str] = []
    for at, line in enumerate(lines):
        parted += [""] if at and quoted[at - 1] and not quoted[at] else []
        parted.append(line)
    return _commands(parted, _begins(parted), has_html=False)


def _lines(text: str) -> list[str]:
    return _LINE_END.sub("\n", text[:LONGEST]).split("\n")


def _begins(lines: Sequence[str]) -> list[tuple[int, re.Match[str]]]:
    """The lines that may be commands, with what was read of them."""
    return [(number, found) for number, line in enumerate(lines) if (found := _BEGIN.fullmatch(line))]


def _commands(
    lines: Sequence[str], begins: Sequence[tuple[int, re.Match[str]]], *, has_html: bool
) -> tuple[Command, ...]:
    if not begins:
        return ()
    shown = visible(lines, [(number, found["word"]) for number, found in begins], has_html=has_html)
    return tuple(dict.fromkeys(_read(begins, shown)))[:MOST]


def _read(begins: Sequence[tuple[int, re.Match[str]]], shown: Collection[int]) -> Iterator[Command]:
    for number, found in begins:
        command = _command(found) if number in shown else None
        if command is not None:
            yield command


def _command(found: re.Match[str]) -> Command | None:
    """What a line asks for; None where it names nothing that we do."""
    words = (found["args"] or "").split()
    if found["word"].lower() == "/recheck-review":
        return Command(Verb.RECHECK)
    verb = _VERBS.get(words[0].lower()) if words else Verb.HELP
    if verb is None:
        return None
    if verb not in _OF_FINDINGS:
        return Command(verb)
    name = words[1].strip(_AROUND) if len(words) > 1 else ""
    return Command(verb, name[:64].lower(), " ".join(words[2:])[:LONGEST_WORDS])
