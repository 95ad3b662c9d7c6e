"""What the store raises; everything else that it has to say is a value."""


class StoreDown(Exception):  # noqa: N818 - said as people say it
    """The store did not answer, so what was asked may or may not have happened: ask again, with the same id."""


class StoreUnavailable(Exception):  # noqa: N818
    """The embedded store can't start here; the message is for the person who starts the server."""
