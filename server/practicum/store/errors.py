"""What the store raises; everything else that it has to say is a value."""


class StoreDown(Exception):  # noqa: N818 - said as people say it
    """The store did not answer, so what was asked may or may not have happened: ask again, with the same id."""


class StoreMoved(StoreDown):
    """Another server of the cluster holds this key; nothing happened here."""


class StoreUnavailable(Exception):  # noqa: N818
    """The embedded store can't start here; the message is for the person who starts the server."""


_ELSEWHERE = ("MOVED ", "ASK ")


def refused(what: str, reply: object) -> StoreDown:
    """Put a server's error into words, and tell apart that a key is elsewhere."""
    text = str(reply)
    kind = StoreMoved if text.startswith(_ELSEWHERE) else StoreDown
    return kind(f"{what}: {text}")
