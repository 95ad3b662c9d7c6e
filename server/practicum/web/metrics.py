"""What operators can watch: the node's counts in the text form of Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from practicum.live.counts import Counts

TYPE = "text/plain; version=0.0.4; charset=utf-8"

_HELP = {
    "moves_done": "Moves that are in the log.",
    "moves_done_seconds": "Time from the decision of these moves until they were on disk, added up.",
    "moves_refused": "Moves that were refused.",
    "moves_resent": "Moves that arrived again and were answered as at first.",
    "moves_failed": "Moves that failed because of a fault in a rule.",
    "previews": "Previews of commands.",
    "conflicts": "Appends that found another node's move before them.",
    "reloads": "Sessions that were loaded whole because their history had changed.",
    "appends_retried": "Appends that were asked again because the store had not answered.",
    "welcomes_whole": "Welcomes that held everything.",
    "welcomes_since": "Welcomes that held what had changed.",
    "deltas": "Deltas that were encoded.",
    "frames_sent": "Frames that were sent.",
    "bytes_sent": "Bytes of frames that were sent.",
    "outboxes_overflowed": "Sockets that read too slowly and will be told everything anew.",
    "sockets": "Open websockets.",
    "sessions": "Sessions in memory.",
}
_GAUGES = {"sockets", "sessions"}


class _Counted(Collector):
    def __init__(self, counts: Counts) -> None:
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        for field in fields(self._counts):
            kind = GaugeMetricFamily if field.name in _GAUGES else CounterMetricFamily
            yield kind(f"practicum_{field.name}", _HELP[field.name], value=getattr(self._counts, field.name))


class Metrics:
    """The metrics of one server."""

    def __init__(self, counts: Counts) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Counted(counts))

    def text(self) -> bytes:
        """Write all metrics."""
        return generate_latest(self._registry)
