"""Where git may fetch from and with what: one URL, one protocol, one credential that is read once and never written."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import SplitResult, urlsplit

from bot.errors import Refused
from bot.git.run import ENVIRONMENT, switches
from bot.model.forge import CodePlace

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Hosts that may be asked without encryption: nothing leaves the machine."""
NAME = 60
LONGEST_CREDENTIAL = 8192
"""A credential must fit into a pipe that nobody reads yet."""
SILENT_SECONDS = 60
PASSED = ("GIT_SSL_CAINFO", "HTTPS_PROXY", "NO_PROXY", "SSH_AUTH_SOCK", "https_proxy", "no_proxy")
"""What of the caller's environment may reach git: how to get out of the house, and nothing else."""

SETTINGS = (
    "fetch.fsckObjects=false",
    "fetch.recurseSubmodules=false",
    "fetch.unpackLimit=1",
    "fetch.writeCommitGraph=false",
    "gc.auto=0",
    "http.cookieFile=",
    "http.followRedirects=false",
    "http.lowSpeedLimit=1",
    f"http.lowSpeedTime={SILENT_SECONDS}",
    "http.saveCookies=false",
    "http.sslVerify=true",
    "maintenance.auto=false",
    "protocol.version=2",
    "transfer.bundleURI=false",
)
"""What a fetch does beside reading. Objects are not checked with fsck: nothing is ever checked out, so the names that
fsck refuses do no harm, while many an old and honest history fails it. Hashes and completeness git checks anyway."""

_URL = re.compile(r"[!-~]{1,2000}")
_HOST = re.compile(r"[A-Za-z0-9:_][A-Za-z0-9:._-]*")
_HELPER = '!f() {{ if test "$1" = get; then cat /dev/fd/{}; fi; }}; f'


@dataclass(frozen=True, slots=True)
class Remote:
    """A repository that may be fetched from. `shown` is how messages name it: host and path."""

    url: str
    scheme: str
    address: str
    shown: str
    user: str
    password: str = field(repr=False)

    @property
    def name(self) -> str:
        """A safe name for files about this repository: readable in part, and unique."""
        readable = re.sub(r"[^A-Za-z0-9]+", "-", self.shown).strip("-")[:NAME].lower()
        digest = blake2b(f"{self.scheme}://{self.shown}".encode(), digest_size=8).hexdigest()
        return f"{readable}-{digest}"

    def redacted(self, text: str) -> str:
        """A text that a server had a hand in, without the password, should it be there."""
        return text.replace(self.password, "[cut]") if self.password else text


def read_place(place: CodePlace, *, allow_ssh: bool) -> Remote:
    """The repository that a place names; refused where git may not go there."""
    parts = _split(place.url)
    host = (parts.hostname or "").lower()
    scheme = parts.scheme.lower()
    if not _may_go(scheme, host, allow_ssh=allow_ssh):
        raise Refused(f"code is fetched by https only, not by {scheme[:20] or 'a path'} from {host[:100] or 'here'}")
    if not _HOST.fullmatch(host) or not parts.path.strip("/") or parts.query or parts.fragment:
        raise Refused("the address of the code must have a host and a path, and nothing after the path")
    if scheme != "ssh" and (parts.username is not None or parts.password is not None):
        raise Refused(f"the address of the code at {host} holds a user; credentials never stand in an address")
    if parts.password is not None:
        raise Refused(f"the address of the code at {host} holds a password; credentials never stand in an address")
    if any(character in place.user + place.password for character in "\n\r\0"):
        raise Refused(f"the credentials for {host} hold a line break; mend the secret")
    if len(place.user) + len(place.password) > LONGEST_CREDENTIAL:
        raise Refused(f"the credentials for {host} are longer than {LONGEST_CREDENTIAL} characters; mend the secret")
    address = parts.netloc.rpartition("@")[2]
    shown = address.lower() + parts.path.rstrip("/").removesuffix(".git")
    return Remote(place.url, scheme, address, shown, place.user, place.password)


def command(program: str, remote: Remote, ssh_command: str, secret: int | None) -> list[str]:
    """Git with every protocol forbidden but the remote's; `secret` is the descriptor that gives the credential."""
    settings = [*SETTINGS, f"protocol.{remote.scheme}.allow=always"]
    if secret is not None:
        # Bound to the host: a proxy that asks for a password does not get this one.
        settings.append(f"credential.{remote.scheme}://{remote.address}.helper={_HELPER.format(secret)}")
    if remote.scheme == "ssh":
        settings.append(f"core.sshCommand={ssh_command} -oBatchMode=yes -oControlMaster=no -oControlPath=none")
    return [program, *switches(), *(part for one in settings for part in ("-c", one))]


def environment(remote: Remote, passed: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of a fetch. There is no home: curl would look for a password in it."""
    own = {"GIT_ALLOW_PROTOCOL": remote.scheme, "GIT_ALLOC_LIMIT": "1g", "HOME": os.devnull}
    return {**{key: value for key, value in passed.items() if key in PASSED}, **ENVIRONMENT, **own}


@contextmanager
def credential(remote: Remote) -> Iterator[int | None]:
    """A pipe that gives the credential to the first who reads it; None where there is none to give."""
    if not remote.password or remote.scheme == "ssh":
        yield None
        return
    given, taken = os.pipe()
    try:
        try:
            os.write(taken, f"username={remote.user or 'git'}\npassword={remote.password}\n".encode())
        finally:
            os.close(taken)
        yield given
    finally:
        os.close(given)


def _split(url: str) -> SplitResult:
    if not _URL.fullmatch(url):
        raise Refused("the address of the code is empty, too long or holds a character that no address has")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise Refused("the address of the code is not an address that can be read") from error
    return parts


def _may_go(scheme: str, host: str, *, allow_ssh: bool) -> bool:
    if scheme == "http":
        return host in LOOPBACK
    return scheme == "https" or (scheme == "ssh" and allow_ssh)
