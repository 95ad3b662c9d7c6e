"""What processes cost, and what machine this is. Linux only: it reads /proc."""

from __future__ import annotations

import datetime as dt
import os
import platform
from pathlib import Path


def cpu_of(pid: int) -> float:
    """Give the seconds of CPU, user and system, that a process has used."""
    ran = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        try:
            ran += int((thread / "schedstat").read_text().split()[0])
        except OSError:
            continue  # the thread has just ended
    return ran / 1e9


def memory_of(pid: int) -> int:
    """Give the bytes of memory that are a process's own."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1]) * 1024
    return 0


def machine() -> str:
    """Name the machine and the day."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    load = os.getloadavg()[0]
    day = dt.datetime.now(dt.UTC).date()
    cores = os.cpu_count()
    return (
        f"{day} · {cores} cores of {model} · Linux {platform.release()} · Python {platform.python_version()} · "
        f"load {load:.1f} at the start"
    )
