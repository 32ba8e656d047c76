"""Permanent links to lines of a revision, as GitHub's pages take them."""

from collections.abc import Callable
from urllib.parse import quote

from bot.model.forge import ChangeState
from bot.model.place import Lines

_RENDERED = (".adoc", ".ipynb", ".markdown", ".md", ".org", ".rst", ".textile")
"""Files that GitHub shows as pages, in which lines can be pointed at only in the plain view."""


def permanent_links(state: ChangeState) -> Callable[[Lines], str]:
    """Makes the URL of lines in the tree of the change's head."""
    home = state.url.rpartition("/pull/")[0]

    def link(place: Lines) -> str:
        plain = "?plain=1" if place.path.lower().endswith(_RENDERED) else ""
        last = "" if place.end_line == place.start_line else f"-L{place.end_line}"
        return f"{home}/blob/{state.head}/{quote(place.path, errors='replace')}{plain}#L{place.start_line}{last}"

    return link
