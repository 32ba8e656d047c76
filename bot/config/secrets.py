"""Secrets looked up when they are needed, in the environment and the files that the composition root hands in."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.config.files import LARGEST_SECRET, SecretFile
from bot.config.load import placed_url
from bot.errors import Refused
from bot.model.secret import Secret, SecretRef
from bot.model.settings import GitHubSettings, LocalSettings, Settings

ReadFile = Callable[[str], SecretFile]
"""Reads a file by absolute path; raises OSError where that is impossible."""


class Secrets:
    """Turns references into secrets, anew each time, so that a rotated file is seen."""

    def __init__(self, environment: Mapping[str, str], read_file: ReadFile) -> None:
        self._environment = environment
        self._read_file = read_file

    def find(self, refs: Sequence[SecretRef]) -> tuple[Secret, ...]:
        """The secrets, in order: any is accepted, the first signs. Raises Refused for the first that is not there."""
        return tuple(self._find(ref)[0] for ref in refs)

    def first(self, refs: Sequence[SecretRef]) -> Secret:
        """The secret that we sign or log in with. Raises Refused where it is not there."""
        return self.find(refs[:1])[0]

    def database_url(self, settings: Settings, folder: str) -> Secret:
        """The database's URL with its password; a relative file starts from `folder`. Raises Refused."""
        url = settings.database.url
        return Secret(url if isinstance(url, str) else placed_url(self.first(url).reveal(), folder))

    def look(self, settings: Settings) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is wrong with the secrets that the settings name, and what is dangerous: sentences of both kinds."""
        faults: list[str] = []
        warnings: list[str] = []
        for ref in references(settings):
            try:
                _, is_open = self._find(ref)
            except Refused as refused:
                faults.append(str(refused))
                continue
            if is_open:
                warnings.append(f"{ref.where}: the file {ref.name} can be read by every user here; chmod o-r it")
        return tuple(faults), tuple(warnings)

    def _find(self, ref: SecretRef) -> tuple[Secret, bool]:
        if ref.scheme == "file":
            return self._in_file(ref)
        value = self._environment.get(ref.name)
        if not value:
            raise Refused(
                f"{ref.where}: the environment variable {ref.name} is {'not set' if value is None else 'empty'}"
            )
        return Secret(value), False

    def _in_file(self, ref: SecretRef) -> tuple[Secret, bool]:
        try:
            found = self._read_file(ref.name)
            text = found.content.decode("utf-8")
        except FileNotFoundError:
            raise Refused(f"{ref.where}: the file {ref.name} does not exist") from None
        except UnicodeDecodeError:
            raise Refused(f"{ref.where}: the file {ref.name} is not UTF-8 text") from None
        except OSError as error:
            raise Refused(f"{ref.where}: the file {ref.name} can't be read: {error.strerror}") from None
        if len(found.content) > LARGEST_SECRET:
            raise Refused(f"{ref.where}: the file {ref.name} is larger than {LARGEST_SECRET >> 10} KiB")
        value = text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
        if not value:
            raise Refused(f"{ref.where}: the file {ref.name} is empty")
        return Secret(value), found.is_open_to_all


def references(settings: Settings) -> Iterator[SecretRef]:
    """Every reference of the settings, in the order of the file's sections."""
    for token in settings.server.api_tokens:
        yield from token.token
    if not isinstance(settings.database.url, str):
        yield from settings.database.url
    for forge in settings.forges:
        if isinstance(forge, LocalSettings):
            continue
        if isinstance(forge, GitHubSettings):
            yield from (*forge.private_key, *forge.token)
        else:
            yield from forge.password
        yield from forge.webhook_secret
