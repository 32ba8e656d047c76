"""The languages that are read, in the order in which they are asked; the last one takes every text."""

from bot.code.languages import other, python
from bot.code.languages.language import Language

LANGUAGES: tuple[Language, ...] = (python.LANGUAGE, other.LANGUAGE)
