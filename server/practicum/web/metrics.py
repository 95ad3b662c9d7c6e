"""What operators can watch: the node's counts in the text form of Prometheus.

Rules:
- Every name begins with ``practicum_``; labels hold our own words, never a session, a seat or a text.
- What is counted as it happens is read from ``Counts``; what is so just now (seats, queues, the store) is looked at
  when somebody asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from itertools import accumulate
from typing import get_args

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from practicum.live.counts import SECONDS, Counts, Resync, Spread
from practicum.live.sessions import Sessions
from practicum.rules.records import Role

TYPE = "text/plain; version=0.0.4; charset=utf-8"

_COUNTERS = {
    "previews": "Previews of commands.",
    "conflicts": "Appends that found another node's move before them.",
    "reloads": "Sessions that were loaded whole because their history had changed.",
    "appends_retried": "Appends that were asked again because the store had not answered.",
    "welcomes_whole": "Welcomes that held everything.",
    "welcomes_since": "Welcomes that held what had changed.",
    "deltas": "Deltas that were encoded.",
    "frames_sent": "Frames that were sent.",
    "bytes_sent": "Bytes of frames that were sent.",
}
_SPREADS = {
    "append": "Seconds from a move's decision until it is on disk.",
    "fanout": "Seconds from then until it is in every socket's queue.",
    "timers_late": "Seconds from a due time until what was due is decided.",
}
_GAUGES = {
    "sockets": "Open websockets.",
    "sessions": "Sessions in memory.",
}


class _Counted(Collector):
    """What was counted as it happened."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        counts = self._counts
        moves = CounterMetricFamily("practicum_moves", "Moves by kind and outcome.", labels=("do", "outcome"))
        # What should never happen is told from the start: a rate is blind to a series that begins with its first case.
        never = {(do, "failed"): 0 for do, _ in counts.moves}
        for (do, outcome), count in sorted((never | counts.moves).items()):
            moves.add_metric((do, outcome), count)
        yield moves
        resyncs = CounterMetricFamily("practicum_resyncs", "Sockets that were told everything anew.", labels=("why",))
        for why in get_args(Resync):
            resyncs.add_metric((why,), counts.resyncs[why])
        yield resyncs
        for name, help in _COUNTERS.items():
            yield CounterMetricFamily(f"practicum_{name}", help, value=getattr(counts, name))
        for name, help in _GAUGES.items():
            yield GaugeMetricFamily(f"practicum_{name}", help, value=getattr(counts, name))
        for name, help in _SPREADS.items():
            yield _histogram(f"practicum_{name}_seconds", help, getattr(counts, name))


class _Seen(Collector):
    """What is so at the moment of the question."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def collect(self) -> Iterator[Metric]:
        seats = GaugeMetricFamily("practicum_seats", "Seats with an open websocket.", labels=("role",))
        here = Counter(self._sessions.seats_here())
        for role in get_args(Role):
            seats.add_metric((role,), here[role])
        yield seats
        queued = self._sessions.queued()
        help = "Bytes that wait in the queues of all sockets."
        yield GaugeMetricFamily("practicum_outbox_bytes", help, value=sum(queued))
        help = "Bytes that wait in the longest queue of a socket."
        yield GaugeMetricFamily("practicum_outbox_bytes_largest", help, value=max(queued, default=0))
        yield InfoMetricFamily("practicum_build", "What runs here.", {"version": version("practicum")})
        help = "1 while the store can be written to."
        yield GaugeMetricFamily("practicum_store_up", help, value=int(self._sessions.store_is_up))


class Metrics:
    """The metrics of one server."""

    def __init__(self, counts: Counts, sessions: Sessions) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Counted(counts))
        self._registry.register(_Seen(sessions))
        # Processor, memory and open files, where the system tells of them: Linux does.
        ProcessCollector(namespace="practicum", registry=self._registry)

    def text(self) -> bytes:
        """Write all metrics."""
        return generate_latest(self._registry)


def _histogram(name: str, help: str, spread: Spread) -> HistogramMetricFamily:
    bounds = (*(f"{bound:g}" for bound in SECONDS), "+Inf")
    return HistogramMetricFamily(
        name, help, buckets=tuple(zip(bounds, accumulate(spread.counts), strict=True)), sum_value=spread.sum
    )
