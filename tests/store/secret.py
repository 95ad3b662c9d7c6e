"""TLS in front of a store: an authority of its own, certificates, and a front that takes the secret off.

The Valkey that the tests run speaks no TLS, so a front does it for it, as a stunnel does for an older Redis. What does
not begin with TLS is carried as it is: by it, sentinels and replicas talk to each other.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PIECE = 65536
HANDSHAKE = b"\x16"
WITHIN = dt.timedelta(days=1)


class Authority:
    """Somebody who signs certificates."""

    def __init__(self, folder: Path, name: str = "authority") -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._usage = x509.KeyUsage(*([False] * 5), True, True, *([False] * 2))
        signed = self._signed(self._name, self._key, x509.BasicConstraints(ca=True, path_length=0), self._usage)
        self.file = self._write(f"{name}.pem", signed)

    def certificate(self, host: str) -> tuple[Path, Path]:
        """Sign a certificate for a host; give its file and that of its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        named = x509.SubjectAlternativeName([_general(host)])
        signed = self._signed(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]), key, named)
        form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        secret = key.private_bytes(serialization.Encoding.PEM, *form)
        (self._folder / f"{host}.key").write_bytes(secret)
        return self._write(f"{host}.pem", signed), self._folder / f"{host}.key"

    def context(self, host: str, *, asks: bool = False) -> ssl.SSLContext:
        """Prepare a server to show a certificate for a host, and to ask for one, perhaps."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*self.certificate(host))
        if asks:
            context.load_verify_locations(self.file)
            context.verify_mode = ssl.CERT_REQUIRED
        return context

    def _signed(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, *extensions: x509.ExtensionType
    ) -> x509.Certificate:
        now = dt.datetime.now(dt.UTC)
        builder = x509.CertificateBuilder(self._name, name, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(now - WITHIN).not_valid_after(now + WITHIN)
        public = self._key.public_key()
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        for extension in extensions:
            builder = builder.add_extension(extension, critical=True)
        return builder.sign(self._key, hashes.SHA256())

    def _write(self, name: str, signed: x509.Certificate) -> Path:
        (self._folder / name).write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        return self._folder / name


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


class Front:
    """Takes TLS off what comes to its port, and leads it to another."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setblocking(False)
        self._links: set[asyncio.Task[None]] = set()
        self.port: int = self._listening.getsockname()[1]
        self.target = 0
        self.secret = 0
        """How many connections came by TLS."""

    async def run(self) -> None:
        """Carry until cancelled."""
        loop = asyncio.get_running_loop()
        try:
            while True:
                near, _ = await loop.sock_accept(self._listening)
                link = loop.create_task(self._carry(near))
                self._links.add(link)
                link.add_done_callback(self._links.discard)
        finally:
            self._listening.close()
            for link in self._links:
                link.cancel()
            await asyncio.gather(*self._links, return_exceptions=True)

    async def _carry(self, near: socket.socket) -> None:
        near.setblocking(False)
        writers: list[asyncio.StreamWriter] = []
        try:
            while not (first := await _peek(near)):
                return
            is_secret = first == HANDSHAKE
            self.secret += is_secret
            reader = asyncio.StreamReader()
            protocol = asyncio.StreamReaderProtocol(reader)
            transport, _ = await asyncio.get_running_loop().connect_accepted_socket(
                lambda: protocol, near, ssl=self._context if is_secret else None
            )
            writer = asyncio.StreamWriter(transport, protocol, reader, asyncio.get_running_loop())
            writers.append(writer)
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
            writers.append(far_writer)
            async with asyncio.TaskGroup() as ways:
                ways.create_task(_pour(reader, far_writer))
                ways.create_task(_pour(far_reader, writer))
        except (OSError, ExceptionGroup):
            pass  # one side is gone: so is the other, below
        finally:
            near.close()
            for each in writers:
                each.transport.abort()


async def _peek(near: socket.socket) -> bytes:
    """Look at the first byte that somebody says, and leave it there."""
    loop = asyncio.get_running_loop()
    said = asyncio.Event()
    loop.add_reader(near, said.set)
    try:
        await said.wait()
        return near.recv(1, socket.MSG_PEEK)
    finally:
        loop.remove_reader(near)


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(PIECE):
        writer.write(data)
        await writer.drain()
    raise ConnectionResetError


@asynccontextmanager
async def a_front(context: ssl.SSLContext) -> AsyncIterator[Front]:
    """Put a front on a port; its target may be told later."""
    front = Front(context)
    running = asyncio.create_task(front.run())
    try:
        yield front
    finally:
        running.cancel()
        await asyncio.wait([running])
