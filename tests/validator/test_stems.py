"""Content words are cut to stems and compared."""

from bot.validator.stems import overlap, stems


def test_identifiers_are_split():
    """Words inside identifiers count one by one, stop words and short ones not at all."""
    assert stems("the `retryCount` of load_rows") == {"retry", "count", "load", "rows"}


def test_inflections_share_a_stem():
    """Forms of one word are the same stem."""
    assert stems("allocation") == stems("allocated")


def test_overlap_is_a_part_of_what_is_said():
    """The overlap counts how much of the first set the second one has; nothing said is no overlap."""
    assert overlap(stems("rows of a price"), stems("price of rows sold")) == 1.0
    assert overlap(frozenset(), stems("price")) == 0.0
