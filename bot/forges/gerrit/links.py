"""Permanent links to lines of a patch set, as Gerrit's pages take them."""

from collections.abc import Callable
from urllib.parse import quote

from bot.model.forge import ChangeState
from bot.model.place import Lines


def permanent_links(state: ChangeState) -> Callable[[Lines], str]:
    """Makes the URL of lines in the patch set that is the change's head; a page shows the first of them."""
    home = f"{state.url}/{state.head_ref.rpartition('/')[2]}"

    def link(place: Lines) -> str:
        return f"{home}/{quote(place.path, errors='replace')}#{place.start_line}"

    return link
