"""A scenario as bytes that a session keeps: it plays on with the case it began with, whatever happens to the files.

Rules:
- The bytes hold the whole model, texts and tables included, in the order in which the author wrote them (the first
  KPI is the primary one, answers are numbered in file order).
- The same scenario gives the same bytes, so that a hash of them names the content.
- It is a stored format: fields are added with a default, never renamed.
"""

from __future__ import annotations

import hashlib

import msgspec

from practicum.scenario.model import Scenario

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Scenario)


def pin(scenario: Scenario) -> bytes:
    """Encode a scenario, whole."""
    return _ENCODER.encode(scenario)


def unpin(data: bytes) -> Scenario:
    """Decode what ``pin`` made."""
    return _DECODER.decode(data)


def content_hash(data: bytes) -> str:
    """Name pinned bytes: SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
