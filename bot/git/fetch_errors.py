"""What git's complaints about a fetch mean to the person who runs this program, and whether trying again may help."""

import re
from collections.abc import Sequence

from bot.errors import BotError, GaveUp, Refused, Unreachable
from bot.git.remote import Remote
from bot.git.run import clean

FULL = "the disk that holds the code cache is full; free some space, or lower cache.max_gb"

_WANT = re.compile(
    r"not our ref|unadvertised object|couldn't find remote ref|no such remote ref|wants? .{0,80} not valid", re.I
)
_FULL = re.compile(r"No space left on device|Disk quota exceeded")
_STATUS = re.compile(r"returned error: (\d{3})")
_REFUSED = re.compile(
    r"Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied \("
)
_GONE = re.compile(r"repository '[^']*' not found|does not appear to be a git repository|Repository not found")
_NETWORK = re.compile(
    r"unable to access|[Cc]ould ?n[o']t resolve|Failed to connect|Couldn't connect"
    r"|[Cc]onnection (?:refused|reset|timed out|closed|was)"
    r"|Operation (?:timed out|too slow)|RPC failed|early EOF|unexpected disconnect|hung up unexpectedly|Empty reply"
    r"|transfer closed|Recv failure|Send failure|TLS|SSL|gnutls|HTTP/2 stream|Network is unreachable|No route to host"
    r"|expected flush|bad line length|protocol error|expected 'packfile'"
)

Known = tuple[re.Pattern[str], type[BotError], str]
"""A sign in git's words, the reaction it asks for, and what to say of the repository."""
_HERE: tuple[Known, ...] = (
    (_FULL, GaveUp, FULL),
    (
        re.compile(r"over limit \d|[Oo]ut of memory|maximum allowed tree depth|pack exceeds maximum"),
        GaveUp,
        "{} sends objects that are too large or too deeply nested to be read",
    ),
)
_ON_THE_WAY: tuple[Known, ...] = (
    (
        re.compile(r"code 407 from proxy|CONNECT tunnel failed, response 407"),
        Refused,
        "the proxy on the way to {} asks for credentials; put them into the address in https_proxy",
    ),
    (
        re.compile(r"Host key verification failed"),
        Refused,
        "the ssh key of {} is not known; add it to the known hosts",
    ),
    (
        re.compile(r"certificate|SSL CERT|CAfile|self.signed", re.IGNORECASE),
        Refused,
        "the certificate of {} is not trusted; name the authority's file in GIT_SSL_CAINFO",
    ),
    (_NETWORK, Unreachable, "{} could not be reached, or broke off while sending code; try again later"),
)


def is_about_full_disk(complaint: str) -> bool:
    """Whether a git command failed because the disk is full."""
    return bool(_FULL.search(complaint))


def is_unknown_want(complaint: str) -> bool:
    """Whether the server does not give a commit or ref that was asked for."""
    return bool(_WANT.search(_own_words(complaint)))


def explain(remote: Remote, complaint: str) -> BotError | None:
    """What a failed fetch comes down to; None where it is about what was asked for, or about our own copy."""
    complaint = _own_words(complaint).replace(remote.url, "")
    local = _first(_HERE, remote, complaint)
    if local is not None or is_unknown_want(complaint):
        return local
    status = _status(complaint)
    return _first(_ON_THE_WAY, remote, complaint) if status is None else _by_status(remote, status)


def unexplained(remote: Remote, complaint: str) -> Refused:
    """The last resort: git's own words."""
    lines = _own_words(complaint).splitlines()
    first = clean(next((line for line in lines if line.startswith(("fatal:", "error:"))), ""))
    return Refused(f"git cannot take the code of {remote.shown}: {first or 'it gives no reason'}")


def _own_words(complaint: str) -> str:
    """What git itself says: a server may say what it likes."""
    return "\n".join(line for line in complaint.splitlines() if not line.startswith("remote:"))


def _first(known: Sequence[Known], remote: Remote, complaint: str) -> BotError | None:
    return next((kind(said.format(remote.shown)) for sign, kind, said in known if sign.search(complaint)), None)


def _status(complaint: str) -> int | None:
    """The status of the answer that ended the fetch, said outright or in words."""
    status = _STATUS.search(complaint)
    if status is not None:
        return int(status[1])
    if _REFUSED.search(complaint):
        return 401
    return 404 if _GONE.search(complaint) else None


def _by_status(remote: Remote, status: int) -> BotError:
    shown = remote.shown
    if status == 401 and not remote.password:
        return Refused(f"{shown} asks for credentials; configure a token or an App that may read the code")
    if status == 401:
        return Refused(f"{shown} does not accept the credentials; check that the token is valid and not expired")
    if status == 403:
        # Forges answer so for a missing right and for a limit; git does not show which.
        return Unreachable(
            f"{shown} forbids reading the code, now or altogether; "
            "give the token or App the permission to read contents, or try again later if it was asked too often"
        )
    if status in (404, 410):
        return Refused(f"{shown} does not exist, or the credentials may not see it; check the name and the credentials")
    if 300 <= status < 400:
        return Refused(f"{shown} answers with a redirect, which is not followed; configure the address where it is now")
    if status in (408, 429) or status >= 500:
        return Unreachable(f"{shown} answers with status {status}; try again later")
    return Refused(
        f"{shown} answers with status {status} to a request for code; check that it is the address of a forge"
    )
