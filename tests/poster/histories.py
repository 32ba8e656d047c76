"""Histories of any kind for tests."""

from hypothesis import strategies as st

from bot.model.evidence import Verdict
from bot.model.history import History, Past, State

REVISIONS = st.sampled_from(["a" * 40, "0123456789" * 4, "f" * 64])
TEXTS = st.text(st.characters(exclude_categories=("Cs",)))


def pasts(titles: st.SearchStrategy[str]) -> st.SearchStrategy[Past]:
    """Findings as they were told once."""
    return st.builds(
        Past,
        id=st.text("0123456789abcdef", min_size=6, max_size=12),
        verdict=st.sampled_from(Verdict),
        state=st.sampled_from(State),
        kind=st.sampled_from(["unused-import", "wrong-call-count", "general"]),
        title=titles,
        path=st.one_of(st.none(), TEXTS.filter(lambda path: len(path) < 900)),
        held_at=st.one_of(st.none(), REVISIONS),
        is_gone=st.booleans(),
        was_fixed=st.booleans(),
    )


def histories(titles: st.SearchStrategy[str] | None = None, most: int = 12) -> st.SearchStrategy[History]:
    """Histories with their findings in order of id."""
    short = TEXTS.map(lambda text: text[:80]) if titles is None else titles
    found = st.lists(pasts(short), max_size=most, unique_by=lambda past: past.id)
    return st.builds(
        History,
        revision=REVISIONS,
        since=st.one_of(st.none(), REVISIONS),
        findings=found.map(lambda some: tuple(sorted(some, key=lambda past: past.id))),
    )


def many(number: int, *, title: str = "", path: str | None = None, state: State = State.OPEN) -> History:
    """A history of so many findings; `{}` in title and path becomes a different number each."""
    return History(
        "a" * 40,
        findings=tuple(
            Past(f"{at:06x}", Verdict.PLAUSIBLE, state, "general", title.format(at), path and path.format(at))
            for at in range(number)
        ),
    )
