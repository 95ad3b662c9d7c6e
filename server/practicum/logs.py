"""Logs: structured, on stderr. Stdout belongs to the one line that scripts wait for.

A log names sessions, moves and counts; never a token, and nothing that a person wrote.
"""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import Processor

_NOISE = ("without completing handshake", "Invalid HTTP request received", "Unsupported upgrade request")


def configure(level: str, form: str) -> None:
    """Log from a level on, as ``console``, ``json``, or ``auto``: for people on a terminal, else for programs."""
    least = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    for_people = form == "console" or (form == "auto" and sys.stderr.isatty())
    # Plain tracebacks: richer ones write out local variables, people's words and tokens among them.
    rendering: list[Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if for_people
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    common: list[Processor] = [structlog.contextvars.merge_contextvars]  # the ids of a trace, where there is one
    common += [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso")]
    structlog.configure(
        processors=[*common, structlog.processors.StackInfoRenderer(), *rendering],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # Libraries log by the standard library; only what is wrong there is of interest. It takes the same form, a line
    # each: what a stranger sent can't be taken for a line of ours.
    handler = logging.StreamHandler(sys.stderr)
    bare = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=common, processors=[bare, *rendering]))
    logging.basicConfig(level=max(least, logging.WARNING), handlers=[handler], force=True)
    logging.getLogger("uvicorn.error").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    # Noise that any stranger can make: a websocket that was turned away with an HTTP answer, what is no HTTP at all, an
    # upgrade to something unknown.
    return not any(noise in record.getMessage() for noise in _NOISE)
