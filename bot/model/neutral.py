"""Foreign text made harmless: what reviewers, code and tools wrote, before it stands in something that we write.

Every function takes any text at all and returns text that shows the same words and does nothing else. A zero-width
space of ours breaks what a forge or a bot would act on; whatever invisible the text had of its own is shown.
"""

import re

from bot.model.secrets import cut_secrets

BREAK = "\u200b"
"""Put inside a mention, reference or command so that it is none; nobody sees it. No `\\s` of a command matches it."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_NEWLINE = re.compile(r"\r\n?")
_MENTION = re.compile(r"@(?=\S)")
_RECHECK = re.compile(r"re(?=check|verif|merge)", re.IGNORECASE)
_COMMAND = re.compile(r"(?P<marks>(?:[\s>*_~`\"'(\[|#+-]|\d{1,9}[.)])*)(?:/(?=\w)|re(?=check|verif))", re.IGNORECASE)
_SHORT_CODE = re.compile(r"(?<!`)(`[^`|]{1,300}`)(?!`)")
_SPECIAL = re.compile(r"[\\`*\[\]<~|]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])")
_REFERENCE = re.compile(r"#(?=\d|$)|GH-(?=\d|$)|www(?=\.|$)|:(?=//)|:(?=[\w+-]{1,40}(?::|$))", re.IGNORECASE)
_COMMIT = re.compile(r"(?<!\w)[0-9a-f]{7,}+(?!\w)", re.IGNORECASE)
_LINE_START = re.compile(r"(?P<before>\d{1,9}(?=[.)](?:\s|$))|(?=[#>+=-]))")
_BACKTICKS = re.compile(r"`+")
_INDENT = re.compile(r"(?: [\w\\+-]*)+|[\w-]{1,40}?-re(?:check|verif|test)", re.IGNORECASE)
_PIPELINE = re.compile(r"re(?=check|verif|build|gate|test|merge)|ch(?=eck (?:experimental|arm64))", re.IGNORECASE)
_TRIGGER = re.compile(
    r"(?P<before>(?:[\s>*_~`\"'(\[|#+!@:-]|\d{1,9}[.)]|\(\d{1,9} comments?\)|Patch Set \d{1,9}:)*/?)"
    r"(?P<word>re(?:check|verif)|(?:re(?:test|gate|build|run|merge|trigger)|check|gate|startpipe|runpipeline)\b"
    r"|(?:run|stage)-|(?<=[!/])\w\w)",
    re.IGNORECASE,
)
_NAMED_PIPELINE = re.compile(r"\W{0,9}check (?:experimental|gate|post|release|arm64)", re.IGNORECASE)
_GERRIT_CODE = re.compile(r"(?<!`)(`[^`]{1,300}`)(?!`)")
_BOLD = re.compile(
    r"(?P<code>`[^`]*`)|(?<![\w*\\])\*\*(?=[^\s*])(?P<words>(?:[^*`]|`[^`]{1,300}`){1,300})(?<=[^\s*])\*\*(?![\w*])"
)
_ACTIVE = re.compile(r"[*~`]|(?<![^\W_])_|_(?![^\W_])|\\(?=[!-/:-@\[-`{-~]|$)")
_WRAPPED = re.compile(r"(?P<before>[(\"'\[]*)(?P<core>[^`]+?)(?P<after>[.,;:!?)\]\"'…]*)")
_GERRIT_REFERENCE = re.compile(r"#(?=\d|$)|www(?=\.|$)|:(?=//)|\](?=[(\[:])|!(?=\[)|<(?=!--)", re.IGNORECASE)
_TEMPLATE = re.compile(r"<(?=GERRIT_|$)", re.IGNORECASE)
_CHANGE_ID = re.compile(r"(?<!\w)I(?=[0-9a-f]{6})")
_BLOCK_START = re.compile(r"[#>+=|-]|\[[ xX]?\]|\d{1,9}[.)](?:\s|$)")
_UNSAFE_IN_URL = re.compile(r"[^A-Za-z0-9:/?#@!&+,=%~._-]")


def one_line(text: str) -> str:
    """The text on one line, every run of white space being one space."""
    return " ".join(text.split())


def shorten(text: str, limit: int) -> str:
    """One line of at most about `limit` characters, cut between words, with an open code span closed."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    head = line[:limit]
    head = head[: head.rfind(" ")] if " " in head[limit // 2 :] else head
    return head + "…" + "`" * (head.count("`") % 2)


def neutralise_markdown(text: str) -> str:
    """One line of Markdown, fit for a list item or a table cell, that shows `text`; plain `code` spans stay code."""
    plain = _INVISIBLE.sub("\ufffd", cut_secrets(one_line(text)))
    pieces = _SHORT_CODE.split(_calm(plain))
    escaped = "".join(piece if at % 2 else _escape(piece) for at, piece in enumerate(pieces))
    start = _LINE_START.match(escaped)
    return escaped if start is None else f"{start['before']}\\{escaped[start.end('before') :]}"


def neutralise_gerrit(text: str) -> str:
    """One line for Gerrit, fit for a list item, that shows `text` whether it is rendered as Markdown or not.

    `code` spans stay code; a word that would format what stands around it becomes one. Bold words lose their marks.
    """
    plain = _INVISIBLE.sub("\ufffd", cut_secrets(one_line(text)))
    plain = _BOLD.sub(lambda match: match["words"] or match[0], plain)
    pieces = _GERRIT_CODE.split(_calm(plain))
    last = len(pieces) - 1
    parts = [
        piece if at % 2 else _for_gerrit(piece, follows=at > 0, precedes=at < last) for at, piece in enumerate(pieces)
    ]
    line = _TEMPLATE.sub("<" + BREAK, "".join(parts))
    line = _break_trigger(line) if _NAMED_PIPELINE.match(line) else line
    return BREAK + line if _BLOCK_START.match(line) else line


def neutralise_code(text: str) -> str:
    """Lines for a fenced block: invisible characters as escapes, secrets cut, nothing that a bot would obey."""
    return "\n".join(_calm(line) for line in neutralise_terminal(text).split("\n"))


def neutralise_terminal(text: str) -> str:
    """Text for a terminal: control, bidi and zero-width characters as escapes, secrets cut; line ends and tabs stay."""
    return _INVISIBLE.sub(_escape_code, cut_secrets(_NEWLINE.sub("\n", text)))


def fenced(code: str, info: str = "") -> str:
    """A Markdown block that shows `code`, neutralised, in a fence longer than any inside it."""
    body = neutralise_code(code)
    longest = max((len(run) for run in _BACKTICKS.findall(body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{body}\n{fence}"


def safe_url(url: str) -> str | None:
    """The URL as it may stand in a Markdown link, or None where it is not http or https."""
    if not url.lower().startswith(("https://", "http://")):
        return None
    return _UNSAFE_IN_URL.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url
    )


def break_commands(text: str) -> str:
    """Our own finished text, no line of which a bot takes for a command, whatever foreign words came to stand first."""
    return "\n".join(_break_start(line) for line in text.split("\n"))


def break_triggers(text: str) -> str:
    """As `break_commands`, and no line of which begins as what starts a site's tests."""
    return "\n".join(_break_trigger(line) for line in break_commands(text).split("\n"))


def _calm(line: str) -> str:
    line = _MENTION.sub("@" + BREAK, line)
    return _break_start(_RECHECK.sub(lambda match: match[0] + BREAK, line))


def _break_start(line: str) -> str:
    command = _COMMAND.match(line)
    return line if command is None else line[: command.end()] + BREAK + line[command.end() :]


def _break_trigger(line: str) -> str:
    # After the header of a message sites let plain words stand before theirs, and an indented line begins as such a header ends.
    indent = _INDENT.match(line)
    if indent is not None:
        line = _PIPELINE.sub(lambda match: match[0] + BREAK, indent[0]) + line[indent.end() :]
    found = _TRIGGER.match(line)
    return line if found is None else line[: found.start("word") + 2] + BREAK + line[found.start("word") + 2 :]


def _for_gerrit(piece: str, *, follows: bool, precedes: bool) -> str:
    """Prose between code spans: what would link is broken, what would format made code, or escaped beside such a span."""
    text = _COMMIT.sub(_broken_digits, _CHANGE_ID.sub("I" + BREAK, piece))
    words = _GERRIT_REFERENCE.sub(lambda match: match[0] + BREAK, text).split(" ")
    last = len(words) - 1
    for at, word in enumerate(words):
        is_apart = word in ("*", "~") and 0 < at < last
        if _ACTIVE.search(word) and not is_apart:
            words[at] = _as_code(word, touches=(follows and at == 0) or (precedes and at == last))
    return " ".join(words)


def _as_code(word: str, *, touches: bool) -> str:
    """A word that would format, as code; escaped where it `touches` a code span, or holds a backtick."""
    found = None if touches else _WRAPPED.fullmatch(word)
    if found is None or _ACTIVE.search(found["before"] + found["after"]):
        return _ACTIVE.sub(r"\\\g<0>", word)
    core, after = found["core"], found["after"]
    if after.startswith(")") and core.count("(") > core.count(")"):
        core, after = core + ")", after[1:]
    return f"{found['before']}`{core}`{after}"


def _escape(text: str) -> str:
    text = _REFERENCE.sub(lambda match: match[0] + BREAK, _COMMIT.sub(_broken_digits, text))
    # GitHub reads mathematics even between escaped dollars; only what touches the sign stops it.
    return _SPECIAL.sub(r"\\\g<0>", text).replace("$", f"{BREAK}\\${BREAK}")


def _broken_digits(match: re.Match[str]) -> str:
    digits = match[0]
    return BREAK.join(digits[at : at + 6] for at in range(0, len(digits), 6))


def _escape_code(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
