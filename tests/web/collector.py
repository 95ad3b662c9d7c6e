"""A collector of traces on loopback: it takes what OpenTelemetry's OTLP over HTTP sends, and keeps the spans."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


class Span(msgspec.Struct, frozen=True):
    """One span as it arrived."""

    name: str
    trace: str
    id: str
    parent: str
    facts: dict[str, Any]
    failed: bool
    begun: int
    ended: int
    service: str


class Collector:
    """What was collected."""

    def __init__(self) -> None:
        self.url = ""
        self.spans: list[Span] = []
        self.headers: list[dict[str, str]] = []
        self.bytes = b""

    def named(self, name: str) -> list[Span]:
        """Return the spans of a name."""
        return [span for span in self.spans if span.name == name]

    def one(self, name: str, **facts: Any) -> Span:
        """Return the only span of a name with these facts of ours."""
        wanted = {f"practicum.{key}": value for key, value in facts.items()}
        (found,) = [span for span in self.named(name) if wanted.items() <= span.facts.items()]
        return found

    def within(self, span: Span) -> list[str]:
        """Name what was a part of a span, in order of time."""
        return [each.name for each in sorted(self.spans, key=lambda each: each.begun) if each.parent == span.id]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's requests."""
        try:
            while line := await reader.readline():
                headers = {"path": line.split()[1].decode()}
                while (header := await reader.readline()).strip():
                    name, _, value = header.decode().partition(":")
                    headers[name.lower()] = value.strip()
                self.headers.append(headers)
                self._take(await reader.readexactly(int(headers["content-length"])))
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
                await writer.drain()
        finally:
            writer.close()

    def _take(self, body: bytes) -> None:
        self.bytes += body
        for of in ExportTraceServiceRequest.FromString(body).resource_spans:
            service = {each.key: each.value.string_value for each in of.resource.attributes}["service.name"]
            for span in (span for scope in of.scope_spans for span in scope.spans):
                self.spans.append(
                    Span(
                        name=span.name,
                        trace=span.trace_id.hex(),
                        id=span.span_id.hex(),
                        parent=span.parent_span_id.hex(),
                        facts={
                            each.key: getattr(each.value, each.value.WhichOneof("value")) for each in span.attributes
                        },
                        failed=span.status.code == span.status.STATUS_CODE_ERROR,
                        begun=span.start_time_unix_nano,
                        ended=span.end_time_unix_nano,
                        service=service,
                    )
                )


@asynccontextmanager
async def collecting() -> AsyncIterator[Collector]:
    """Run a collector."""
    collector = Collector()
    server = await asyncio.start_server(collector.serve, "127.0.0.1", 0)
    collector.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield collector
