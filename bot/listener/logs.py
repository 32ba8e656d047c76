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


def carry(name: str, log: FilteringBoundLogger) -> None:
    """Have everything that is said under a name of the standard library's log come out here, and nowhere else."""
    there = logging.getLogger(name)
    there.handlers, there.propagate = [_Carrier(log)], False


class _Carrier(logging.Handler):
    """Hands lines on."""

    def __init__(self, log: FilteringBoundLogger) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Hand one on; a log that is full or closed breaks nothing."""
        with suppress(OSError, ValueError):
            self._log.log(record.levelno, record.getMessage())


def _harmless(logger: object, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Every text on one line, without control characters and what looks like a secret."""
    for key, value in event.items():
        if isinstance(value, str) and key != "timestamp":
            event[key] = cut_secrets(neutralise_terminal(one_line(value[:2000])))
    return event
