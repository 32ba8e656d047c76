"""The length of a text as Java and JavaScript count it: a character beyond the first 65,536 is two units."""


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) + sum(char > "\uffff" for char in text)


def cut_utf16(text: str, room: int) -> str:
    """The text itself where it takes at most `room` units, else its first whole lines that fit and how many are gone.

    A line that is too long alone is cut inside. `room` is 40 or more.
    """
    if utf16_length(text) <= room:
        return text
    lines = text.rstrip("\n").split("\n")
    kept: list[str] = []
    left = room - len(_gone(len(lines))) - 2
    for line in lines:
        left -= utf16_length(line) + 1
        if left < 0:
            break
        kept.append(line)
    if not kept:
        return _head(lines[0], room)
    while kept and not kept[-1].strip():
        kept.pop()
    return "\n".join([*kept, "", _gone(len(lines) - len(kept))])


def _head(line: str, room: int) -> str:
    taken = 1
    for at, char in enumerate(line):
        taken += 2 if char > "\uffff" else 1
        if taken > room:
            return line[:at] + "…"
    return line


def _gone(lines: int) -> str:
    return f"Cut here: {lines} more {'line' if lines == 1 else 'lines'}."
