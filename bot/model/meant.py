"""A reviewer's words with the name that their first words stand for: "It is never used" is said of `json`."""

import re

_NOUN = (
    r"(?:(?:local|class|instance|test|helper|mock|import(?:ed)?|function|method) )?"
    r"(?:function|method|helper|routine|test|class|parameter|argument|variable|constant|attribute|field|import|module|call|fixture|mixin|name|flag|case)"
)
_STANDS_FOR = re.compile(
    rf"(?P<head>(?:(?:also|however|moreover|furthermore|additionally|in addition|but|and|yet|as far as i can (?:tell|see)),? )?)"
    rf"(?:(?P<noun>(?:the|this|that)(?: same)? {_NOUN}\b)|(?P<it>it|this|that)(?P<short>['’]s)?)(?= )",
    re.IGNORECASE,
)


def with_name(words: str, subject: str, *, is_quoted: bool = False) -> str:
    """The words with the name put in, in brackets where they are quoted; as they are where they name it themselves."""
    found = _STANDS_FOR.match(words)
    if (
        found is None
        or not subject
        or re.search(rf"(?<!\w){re.escape(subject)}(?!\w)", words)
        or "\n" in subject
        or "`" in subject
    ):
        return words
    name = f"[`{subject}`]" if is_quoted else f"`{subject}`"
    if found["noun"]:
        return f"{words[: found.end()]} {name}{words[found.end() :]}"
    verb = " is" if found["short"] else ""
    return f"{found['head']}{name}{verb}{words[found.end() :]}"
