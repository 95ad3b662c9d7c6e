"""Whether an external Redis keeps the promise that `done` makes.

`done` means: on the disk of the primary. That holds when every write is fsynced before it is answered, and when nothing
is ever evicted. The embedded store is started so; one that somebody else runs is asked, each primary of a cluster for
itself, and each setting that breaks the promise is told in a sentence that names the cure.
"""

from .errors import StoreDown
from .reader import Reader
from .routes import Readers

_PROMISE = "a move that was confirmed can be lost"


async def durability_warnings(readers: Readers) -> list[str]:
    """List what in the store's settings breaks the promise; nothing when all is well."""
    told = [await _warnings(reader) for reader in readers.everyone()]
    return list(dict.fromkeys(warning for warnings in told for warning in warnings))


async def _warnings(reader: Reader) -> list[str]:
    try:
        found = await reader.ask("CONFIG", "GET", "append*", "maxmemory-policy")
    except StoreDown as error:
        unknown = (
            f"the store does not show its settings ({error}): make sure yourself that it runs with "
            "appendonly yes, appendfsync always and maxmemory-policy noeviction"
        )
        return [unknown]
    settings = {name.decode(): value.decode() for name, value in found.items()}
    warnings = []
    if settings.get("appendonly") != "yes":
        warnings.append(f"appendonly is off, so {_PROMISE} when the store restarts: set appendonly yes")
    elif settings.get("appendfsync") != "always":
        warnings.append(
            f"appendfsync is {settings.get('appendfsync')}, so {_PROMISE} "
            "when the store's machine fails: set appendfsync always"
        )
    if settings.get("maxmemory-policy") != "noeviction":
        warnings.append(
            f"maxmemory-policy is {settings.get('maxmemory-policy')}, so whole sessions can be lost "
            "when memory runs short: set maxmemory-policy noeviction"
        )
    return warnings
