"""What happened on this node, counted: plain figures that the metrics page reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """Counters since the start, and gauges of now."""

    moves_done: int = 0
    moves_done_seconds: float = 0.0
    moves_refused: int = 0
    moves_resent: int = 0
    moves_failed: int = 0
    previews: int = 0
    conflicts: int = 0
    reloads: int = 0
    appends_retried: int = 0
    welcomes_whole: int = 0
    welcomes_since: int = 0
    deltas: int = 0
    frames_sent: int = 0
    bytes_sent: int = 0
    outboxes_overflowed: int = 0
    sockets: int = 0
    sessions: int = 0
