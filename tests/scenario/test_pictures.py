"""A picture's size is read from its bytes, whatever they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.scenario.model import Asset
from practicum.scenario.pictures import size_of

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
JPEG = b"\xff\xd8\xff\xe0\x00\x04AB\xff\xc2\x00\x11\x08" + (480).to_bytes(2, "big") + (640).to_bytes(2, "big") + b"\x03"
WEBP = b"RIFF\x00\x00\x00\x00WEBP"
VP8 = WEBP + b"VP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a" + (640).to_bytes(2, "little") + (480).to_bytes(2, "little")
VP8L = WEBP + b"VP8L\x00\x00\x00\x00\x2f" + (639 | 479 << 14).to_bytes(4, "little")
VP8X = WEBP + b"VP8X" + bytes(8) + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")
TYPES = ["image/png", "image/jpeg", "image/webp", "image/svg+xml", "audio/mpeg"]


@pytest.mark.parametrize(
    "kind, data",
    [
        ("png", PNG),
        ("jpeg", JPEG),
        ("webp", VP8),
        ("webp", VP8L),
        ("webp", VP8X),
        ("svg+xml", b'<?xml version="1.0"?>\n<svg xmlns="x" viewBox="0 0 640 480" width="100%">'),
        ("svg+xml", b"<svg viewBox='-10, -10, 640.2, 479.9'/>"),
        ("svg+xml", b'<svg width="640px" height="480"/>'),
    ],
)
def test_every_kind_of_picture_tells_its_size(kind: str, data: bytes) -> None:
    """From its first bytes."""
    assert size_of(Asset(media_type=f"image/{kind}", data=data)) == (640, 480)


@pytest.mark.parametrize(
    "kind, data",
    [
        ("image/png", PNG[:20]),
        ("image/png", PNG[:16] + bytes(8)),
        ("image/jpeg", JPEG[:12]),
        ("image/webp", WEBP + b"VP8X"),
        ("image/svg+xml", b"<svg>"),
        ("image/svg+xml", b'<svg width="1e400" height="2"/>'),
        ("image/svg+xml", b'<svg viewBox="0 0 0 10"/>'),
        ("image/svg+xml", b'<svg viewBox="0 0 999999 10"/>'),
        ("audio/mpeg", PNG),
    ],
)
def test_a_picture_that_does_not_tell_has_none(kind: str, data: bytes) -> None:
    """It is shown all the same."""
    assert size_of(Asset(media_type=kind, data=data)) is None


@given(st.sampled_from(TYPES), st.binary(max_size=64), st.sampled_from([b"", b"\xff\xd8", PNG[:16], WEBP, b"<svg "]))
def test_no_bytes_raise(kind: str, data: bytes, head: bytes) -> None:
    """Whatever a file holds."""
    size_of(Asset(media_type=kind, data=head + data))
