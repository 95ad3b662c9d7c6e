"""What is secret on the way to the store, and what to do when that fails.

An address that begins with ``rediss://`` means TLS: the store shows a certificate, which must be for the host that was
asked and signed by somebody who is trusted. The address itself says what else is needed:

- ``ssl_ca_certs``: the file of the authority that signed it; else those that the system trusts.
- ``ssl_certfile`` and ``ssl_keyfile``: a certificate of our own, for a store that asks for one. Valkey does, unless it
  is told ``tls-auth-clients no``.
- ``ssl_cert_reqs=none``: trust whoever answers. Secret from those who only listen, and from nobody else.
"""

import ssl
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from .errors import StoreDown

_FILES = ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile")
_OTHER_HOST = (62, 64)  # what OpenSSL calls a certificate for another name, or another address


def tls_context(target: Mapping[str, Any]) -> ssl.SSLContext:
    """Prepare for TLS as an address says; StoreDown names the file that can't be used."""
    files = {name: target.get(name) for name in _FILES}
    try:
        # A file that was renewed is read again.
        changed = tuple(Path(file).stat().st_mtime_ns if file is not None else 0 for file in files.values())
        return _context(*files.values(), changed, trusting=target.get("ssl_cert_reqs") == "none")
    except OSError as error:
        named = " or ".join(f"{name}={file}" for name, file in files.items() if file is not None)
        why = error.strerror or error.reason  # type: ignore[attr-defined]
        raise StoreDown(f"{named} is no PEM file that can be read ({why})") from error


@lru_cache(maxsize=8)
def _context(
    authority: str | None, certificate: str | None, key: str | None, _changed: tuple[int, ...], *, trusting: bool
) -> ssl.SSLContext:
    """Read the files; kept, because those that the system trusts take longer than anything may on the event loop."""
    context = ssl.create_default_context(cafile=authority)
    if certificate is not None:
        context.load_cert_chain(certificate, key)
    if trusting:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def tls_trouble(error: ssl.SSLError) -> str:
    """Say why TLS failed, and the cure."""
    if isinstance(error, ssl.SSLCertVerificationError):
        if error.verify_code in _OTHER_HOST:
            return "its certificate is for another host: use a name that stands in it"
        said = error.verify_message
        return (
            f"its certificate is not trusted ({said}): name the file of who signed it with ?ssl_ca_certs=/path/ca.pem"
        )
    reason = str(error.reason or error).lower().replace("_", " ")
    if "wrong version number" in reason or "record layer failure" in reason:
        return "it does not speak TLS: write redis:// instead of rediss://"
    return f"TLS failed ({reason})"


def hint_when_lost(url: str) -> str:
    """Say what may be wrong with an address where a store answers, and hangs up at once."""
    if url.startswith("redis:"):
        return ": a store that speaks TLS wants rediss://"
    if url.startswith("rediss:") and "ssl_certfile=" not in url:
        return ": if it asks for our certificate, name one with ?ssl_certfile=/path/our.pem&ssl_keyfile=/path/our.key"
    return ""


def hint_when_silent(url: str) -> str:
    """Say what may be wrong with an address where nobody answers: a plain store waits for the end of our line."""
    return ": if the store does not speak TLS, write redis://" if url.startswith("rediss:") else ""
