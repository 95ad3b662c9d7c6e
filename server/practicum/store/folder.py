"""The data folder of the embedded store: who may use it, and where the store's socket is.

Two locks say who is there, and the kernel frees both when their holder dies, however it dies:

- `practicum.lock` is held by the Practicum that uses the folder;
- `store.lock` is held by the Valkey that writes to it, which inherits the open file from the Practicum that starts it.
  So a Valkey that outlived its Practicum is noticed before a second one could touch the same files.

`store.json` says how to reach that Valkey. It is written before Valkey starts (the socket) and after (the process id).
"""

import fcntl
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from .errors import StoreUnavailable

LONGEST_SOCKET_PATH = 100
"""The kernel's limit is 104 or 108 bytes, with the zero at the end."""

_SHORT = "practicum-"


class Running(msgspec.Struct, frozen=True):
    """How to reach the Valkey that was started last."""

    socket: str
    pid: int | None = None


class Folder:
    """A data folder that this process holds."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self.files = path / "store"
        self.log = path / "store.log"
        self._record = path / "store.json"
        self._lock = lock

    @classmethod
    def take(cls, path: Path) -> "Folder":
        """Make the folder if need be and hold it; StoreUnavailable says why not."""
        path = path.expanduser().absolute()
        try:
            (path / "store").mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.open(path / "practicum.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except (FileExistsError, NotADirectoryError) as error:
            raise StoreUnavailable(f"the data folder {path} is not a folder: choose another one with --data") from error
        except OSError as error:
            raise StoreUnavailable(
                f"the data folder {path} can't be written to ({error.strerror}): "
                "allow it, or choose another one with --data"
            ) from error
        if not _try_lock(lock):
            holder = os.pread(lock, 32, 0).decode(errors="replace").strip()
            os.close(lock)
            raise StoreUnavailable(
                f"the data folder {path} is in use by another Practicum{f' (process {holder})' if holder else ''}: "
                "stop that one, or choose another folder with --data"
            )
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        return cls(path, lock)

    def release(self) -> None:
        """Let the next Practicum use the folder."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def lock_store(self) -> int | None:
        """Take the lock that Valkey shall inherit; None while another Valkey holds it."""
        lock = os.open(self.path / "store.lock", os.O_RDWR | os.O_CREAT, 0o600)
        if _try_lock(lock):
            return lock
        os.close(lock)
        return None

    def running(self) -> Running | None:
        """Read how to reach the Valkey that was started last."""
        try:
            return msgspec.json.decode(self._record.read_bytes(), type=Running)
        except (OSError, msgspec.MsgspecError):
            return None

    def record(self, running: Running) -> None:
        """Write how to reach the Valkey that is being started."""
        written = self._record.with_suffix(".new")
        written.write_bytes(msgspec.json.encode(running))
        written.replace(self._record)

    def holds(self, path: str) -> bool:
        """Tell whether a path is where this folder's store keeps its files."""
        return os.path.realpath(path) == os.path.realpath(self.files)

    def socket(self) -> str:
        """Choose where the socket is: in the folder, or where paths are short."""
        inside = str(self.path / "store.sock")
        if len(inside.encode()) <= LONGEST_SOCKET_PATH:
            return inside
        return str(Path(tempfile.mkdtemp(prefix=_SHORT)) / "store.sock")

    def discard(self, socket: str) -> None:
        """Remove a socket that nobody listens on any more, and the short folder that was made for it."""
        place = Path(socket)
        if place.name != "store.sock" or not (place.parent == self.path or place.parent.name.startswith(_SHORT)):
            return
        with suppress(OSError):
            place.unlink()
        if place.parent != self.path:
            with suppress(OSError):
                place.parent.rmdir()

    def last_words(self) -> str:
        """Read the last line that Valkey logged."""
        try:
            lines = self.log.read_text(errors="replace").strip().splitlines()
        except OSError:
            return ""
        return lines[-1] if lines else ""


def in_use(path: Path) -> str | None:
    """Find the socket of the store that another Practicum runs on a folder, if one does; nothing is changed."""
    path = path.expanduser().absolute()
    try:
        lock = os.open(path / "practicum.lock", os.O_RDWR)
    except OSError:
        return None
    try:
        # Held for a moment when nobody else has it; closing lets it go.
        if _try_lock(lock):
            return None
    finally:
        os.close(lock)
    running = Folder(path, -1).running()
    return None if running is None else running.socket


def _try_lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
