"""Traces for OpenTelemetry: what ``live.tracing`` tells becomes spans, which go to a collector by OTLP over HTTP.

Rules:
- This is the only module that knows the library, and it is imported only where traces are asked for.
- Requests, sockets, loads, timers' wake-ups, chores and reconnects are traced as the environment's ``OTEL_…`` says: all
  of them unless it says otherwise. Of moves a share is, by chance; those that are slow or fail always, but no more than
  ``ALWAYS`` a second, so that a server in trouble is not made slower by telling of it.
- Spans are handed to a thread of the library's and sent in batches. Its queue is bounded: what a collector does not
  take in time is dropped. Nobody waits for it, except for a moment at the end.
- An exception's text can hold what a person wrote: only its type is told.
- While a span is open, log lines of the same work carry its ids.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from asyncio import CancelledError
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ALWAYS_ON
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from structlog.contextvars import bound_contextvars

from practicum.live.tracing import Fact, Trail

ALWAYS = 20
END_WITHIN = 2.0
LIBRARY = "practicum"
PATH = "/v1/traces"

_HEADER = TraceContextTextMapPropagator()


class Traces:
    """The tracer of one server."""

    def __init__(self, address: str, *, share: float, slow: float, version: str) -> None:
        """Send spans to a collector: a share of the moves, and all that take longer than ``slow`` seconds."""
        ours = {"service.name": "practicum", "service.version": version, "service.instance.id": str(uuid4())}
        resource = Resource(ours).merge(OTELResourceDetector().detect())
        self._sending = BatchSpanProcessor(OTLPSpanExporter(endpoint=_endpoint(address)))
        # What a sampler of the environment's would leave out of the chosen moves, is not for it to choose.
        self._work = self._tracer(TracerProvider(resource=resource, shutdown_on_exit=False))
        self._moves = self._tracer(TracerProvider(ALWAYS_ON, resource, shutdown_on_exit=False))
        self._share = share
        self._slow = slow
        self._chance = random.Random()  # noqa: S311 -- it chooses what is traced
        self._second = 0
        self._left = ALWAYS

    def _tracer(self, provider: TracerProvider) -> trace.Tracer:
        provider.add_span_processor(self._sending)
        return provider.get_tracer(LIBRARY)

    @contextmanager
    def span(self, name: str, parent: Mapping[str, str] | None = None, /, **facts: Fact) -> Iterator[_Told]:
        """Tell of work while it is done; it is part of what this task does, or of what a header names."""
        asked = parent is not None
        with self._work.start_as_current_span(
            name,
            _HEADER.extract(parent) if asked else None,
            SpanKind.SERVER if asked else SpanKind.INTERNAL,
            _named(facts),
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            told = _Told(span)
            ids = span.get_span_context()
            with bound_contextvars(
                trace_id=trace.format_trace_id(ids.trace_id), span_id=trace.format_span_id(ids.span_id)
            ):
                try:
                    yield told
                except CancelledError:
                    told.note(cancelled=True)
                    raise
                except BaseException as error:
                    told.failed(type(error).__name__)
                    raise

    def trail(self, do: str, **facts: Fact) -> Trail:
        """Begin to follow a move, as a part of what this task does."""
        return Trail(do, trace.get_current_span().get_span_context(), facts)

    def made(self, trail: Trail) -> None:
        """Tell of a move that is over, if it is worth it or chance will have it."""
        if trail.outcome is None:
            return
        now = time.perf_counter()
        failed = trail.outcome == "failed"
        parent = trail.parent
        assert isinstance(parent, trace.SpanContext)
        if not (
            parent.trace_flags.sampled
            or self._chance.random() < self._share
            or ((failed or now - trail.came > self._slow) and self._may_tell())
        ):
            return
        wall = time.time_ns()

        def at(moment: float) -> int:
            return wall - round((now - moment) * 1e9)

        part_of = trace.set_span_in_context(trace.NonRecordingSpan(parent), Context())
        whole = self._moves.start_span(f"move {trail.do}", part_of, start_time=at(trail.came))
        whole.set_attributes(_named({"do": trail.do, "outcome": trail.outcome, **trail.facts}))
        if failed:
            whole.set_status(Status(StatusCode.ERROR))
        inside = trace.set_span_in_context(whole, Context())
        begun = trail.came
        for stage, over in [*trail.stages, ("fanout", now)]:
            self._moves.start_span(stage, inside, start_time=at(begun)).end(at(over))
            begun = over
        whole.end(wall)

    async def close(self) -> None:
        """Send what is left, if the collector takes it in time."""
        # The library waits for as long as the collector does not answer; a thread that may be left behind doesn't.
        ending = threading.Thread(target=self._sending.shutdown, daemon=True)
        ending.start()
        await asyncio.to_thread(ending.join, END_WITHIN)

    def _may_tell(self) -> bool:
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._left = second, ALWAYS
        self._left -= 1
        return self._left >= 0


class _Told:
    """A span that is open."""

    def __init__(self, span: Span) -> None:
        self._span = span

    def note(self, **facts: Fact) -> None:
        """Add what was learned meanwhile."""
        self._span.set_attributes(_named(facts))

    def failed(self, why: str) -> None:
        """Say in a word of ours that it went wrong."""
        self._span.set_attribute("error.type", why)
        self._span.set_status(Status(StatusCode.ERROR))


def _named(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    return {name if "." in name else f"practicum.{name}": fact for name, fact in facts.items()}


def _endpoint(address: str) -> str:
    """Name where spans go: a collector's address alone leads to the usual path."""
    return address if urlsplit(address).path.strip("/") else address.rstrip("/") + PATH
