"""Messages in the manner of the other known bots."""

from bot.model.finding import Status
from bot.model.review import SourceState
from tests.parser.dialects.sample import HIGH, LOW, MEDIUM, NIT, Expected, Sample

_HEX = "0123456789abcdef0123456789abcdef01234567"
MORE: tuple[Sample, ...] = ()
