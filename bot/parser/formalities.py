"""Sentences that are no finding by where they stand or by the key before them, and remarks that begin with an exception's name."""

import re

from bot.parser.text import Block, BlockKind, Sentence

_KEYS = re.compile(
    r"(?:overall|final|general|code|pr|review|change|changes?_made|short|executive)?_?(?:assessment|summary|overview|walkthrough|verdict|rating|score|"
    r"quality|impression|recommendation|description|conclusion|praise|strengths|positives|language|files?_reviewed|lines?_reviewed)",
    re.IGNORECASE,
)
_KEY_FIRST = re.compile(r"\W*«0»[\"'*_]{0,3}\s*[:=]\s*\S")
_FILE_COLUMN = re.compile(
    r"\W*(?:files?|cohorts?(?: / files?\(?s?\)?)?|cohort / file\(s\)|paths?|modules?|layers?)(?: ?(?:name|path|\(s\)))?\W*",
    re.IGNORECASE,
)
_CHANGE_COLUMN = re.compile(
    r"\W*(?:changes?(?: (?:made|summary|description))?|summary|descriptions?|overview|purpose|what changed|details of (?:the )?changes?)\W*",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(r"(?:\w+\.)*[A-Z]\w*(?:Error|Exception)|KeyboardInterrupt|StopIteration")
_EXCEPTION_FIRST = re.compile(r"\W*«0»[\"'*_]{0,3}\s*(?::|[–—-] )\s*\S+ \S")


def formality_of(block: Block, sentence: Sentence) -> str:
    """Why a sentence is no finding: a summary under its own key ("overall_assessment: ..."), or a row of a walkthrough."""
    if block.kind is BlockKind.ROW and _is_walkthrough(block.header):
        return "summary"
    if not sentence.codes or not _KEY_FIRST.match(sentence.masked) or not sentence.codes[0].is_bare:
        return ""
    key = sentence.codes[0].text
    return "summary" if "_" in key and _KEYS.fullmatch(key) else ""


def names_exception(sentence: Sentence) -> bool:
    """Whether a remark begins with what will be raised ("KeyError: the list may be empty")."""
    if not sentence.codes or not _EXCEPTION_FIRST.match(sentence.masked):
        return False
    return _EXCEPTION.fullmatch(sentence.codes[0].text) is not None


def _is_walkthrough(header: tuple[str, ...]) -> bool:
    """Whether a table tells what each file's change does, and nothing else."""
    if len(header) < 2:
        return False
    return _FILE_COLUMN.fullmatch(header[0]) is not None and all(_CHANGE_COLUMN.fullmatch(name) for name in header[1:])
