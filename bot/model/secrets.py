"""What looks like a secret in a text, and the text without it."""

import re

CUT = "[cut]"
"""What stands where a suspected secret was."""

_KEY_BLOCK = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:.*?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|.*)",
    re.DOTALL,
)
_KNOWN = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}"
    r"|gh[pousr]_[A-Za-z0-9_.-]{16,}"
    r"|github_pat_[A-Za-z0-9_]{16,}"
    r"|glpat-[A-Za-z0-9_-]{16,}"
    r"|xox[abeprs]-[A-Za-z0-9-]{10,}"
    r"|[sr]k[-_](?:live|test|proj|ant)[-_][A-Za-z0-9_-]{10,}"
    r"|sk-[A-Za-z0-9]{20,}"
    r"|AIza[A-Za-z0-9_-]{35}"
    r"|ya29\.[A-Za-z0-9_-]{20,}"
    r"|(?:npm|hf)_[A-Za-z0-9]{30,}"
    r"|pypi-[A-Za-z0-9_-]{30,}"
    r"|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.?[A-Za-z0-9_-]{0,2000}"
    r")"
)
_NAMES = r"(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)"
_ASSIGNED = re.compile(
    _NAMES + r"\w{0,30}(?:\\?[\"'])?\]?(?:\s{0,4}:\s{0,4}\w{1,30})?\s{0,4}(?:=>|:=|==|!=|=|:)\s{0,4}"
    r"[bfru]{0,2}(?P<quote>[\"'])(?P<value>(?:\\.|(?!(?P=quote))[^\\\n])+)",
    re.IGNORECASE,
)
_ENVIRONMENT = re.compile(
    r"(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY)[A-Z0-9_]{0,30}=(?P<value>[^\s\"'`$<{(]{4,})"
)
_USER_INFO = re.compile(r"://[^\s/:@]{0,100}:(?P<value>[^\s/@]{1,200})@")
_AUTHORISATION = re.compile(r"\b(?:bearer|basic)\s{1,4}(?P<value>[A-Za-z0-9+/_.=~-]{16,})", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9+/_=-]{24,}+")
_WORD = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{5,}")
_DIGIT = re.compile(r"[0-9]")
_RUN = re.compile(r"[A-Z]+|[a-z]+|[0-9]+")


def cut_secrets(text: str) -> str:
    """The text with every suspected secret replaced by `[cut]`; key names and quotation marks stay."""
    text = _KNOWN.sub(CUT, _KEY_BLOCK.sub(CUT, text))
    for pattern in (_ASSIGNED, _ENVIRONMENT, _USER_INFO, _AUTHORISATION):
        text = pattern.sub(_without_value, text)
    return _TOKEN.sub(lambda match: CUT if _is_random(match[0]) else match[0], text)


def _without_value(match: re.Match[str]) -> str:
    start, end = match.start("value") - match.start(), match.end("value") - match.start()
    return match[0][:start] + CUT + match[0][end:]


def _is_random(token: str) -> bool:
    """Whether a long token mixes cases and digits as chance does: names and paths consist of words."""
    if not _DIGIT.search(token) or token.islower() or token.isupper():
        return False
    in_words = sum(len(word) for word in _WORD.findall(token))
    runs = len(_RUN.findall(token))
    return in_words * 2 < len(token) and runs * 5 >= len(token) * 2
