"""The service's log: one line an event, as text or JSON, without control characters and without secrets."""

import logging
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog
from structlog.typing import FilteringBoundLogger, Processor

from bot.model.neutral import neutralise_terminal, one_line
from bot.model.secrets import cut_secrets
from bot.model.settings import LogSettings

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def logger_of(settings: LogSettings, stream: TextIO | None = None) -> FilteringBoundLogger:
    """A logger of its own that writes to the stream, standard error where none is named; nothing global is touched."""
    shown: Processor = (
        structlog.processors.JSONRenderer(sort_keys=False)
        if settings.format == "json"
        else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    )
    made = structlog.wrap_logger(
        structlog.PrintLogger(stream or sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _harmless,
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[settings.level]),
        cache_logger_on_first_use=True,
    )
    return cast(FilteringBoundLogger, made)


def carry(name: str, log: FilteringBoundLogger, *, is_short: bool = False) -> None:
    """Have everything that is said under a name of the standard library's log come out here, and nowhere else.

    `is_short`: of each message the first line only.
    """
    there = logging.getLogger(name)
    there.handlers, there.propagate = [_Carrier(log, is_short)], False


class _Carrier(logging.Handler):
    """Hands lines on."""

    def __init__(self, log: FilteringBoundLogger, is_short: bool) -> None:
        super().__init__()
        self._log, self._is_short = log, is_short

    def emit(self, record: logging.LogRecord) -> None:
        """Hand one on; a log that is full or closed breaks nothing."""
        with suppress(OSError, ValueError):
            said = record.getMessage()
            self._log.log(record.levelno, said.partition("\n")[0] if self._is_short else said)


def _harmless(logger: object, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Every text on one line, without control characters and what looks like a secret."""
    for key, value in event.items():
        if isinstance(value, str) and key != "timestamp":
            event[key] = cut_secrets(neutralise_terminal(one_line(value[:2000])))
    return event
