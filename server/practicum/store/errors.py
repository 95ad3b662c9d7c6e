"""What the store raises; everything else that it has to say is a value."""


class StoreDown(Exception):  # noqa: N818 - said as people say it
    """The store did not answer, so what was asked may or may not have happened: ask again, with the same id."""


class StoreMoved(StoreDown):
    """Another server of the cluster holds these keys, or some of them; nothing happened here."""

    def __init__(self, message: str, ask: tuple[str, int] | None = None) -> None:
        """Say where to ask this once, when the keys are on their way there and the slot is not."""
        super().__init__(message)
        self.ask = ask


class StoreUnavailable(Exception):  # noqa: N818
    """The embedded store can't start here; the message is for the person who starts the server."""


_ELSEWHERE = ("MOVED ", "ASK ", "TRYAGAIN")


def refused(what: str, reply: object) -> StoreDown:
    """Put a server's error into words, and tell apart that a key is elsewhere."""
    text = str(reply)
    if not text.startswith(_ELSEWHERE):
        return StoreDown(f"{what}: {text}")
    return StoreMoved(f"{what}: {text}", _named(text) if text.startswith("ASK ") else None)


def _named(text: str) -> tuple[str, int] | None:
    """Read the address at the end of a server's error; a host that is not named is the one that was asked."""
    host, colon, port = text.rpartition(" ")[2].rpartition(":")
    return (host, int(port)) if colon and port.isdecimal() else None
