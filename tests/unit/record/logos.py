"""Small logos as their files hold them, made without any library of pictures."""

from __future__ import annotations

import struct
import zlib

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#12456b"/>'
    '<circle cx="10" cy="10" r="6" fill="#ffcc00"/></svg>'
)
SECRET = b"taken at 53.74 N 0.33 W by Sam Madeup"


def png(wide: int = 60, high: int = 20, *, said: tuple[int, int] | None = None) -> bytes:
    """A blue PNG with words about whoever made it; ``said``: the size that it claims to have."""
    rows = b"".join(b"\0" + bytes((18, 69, 107)) * wide for _ in range(high))
    header = struct.pack(">IIBBBBB", *(said or (wide, high)), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"tEXt", b"Comment\0" + SECRET), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def jpeg_of_size(wide: int, high: int) -> bytes:
    """The beginning of a JPEG of this size: enough to be measured, and no picture."""
    size = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, high, wide, 3) + bytes(9)
    return b"\xff\xd8\xff\xff\xe1" + struct.pack(">H", 2 + len(SECRET)) + SECRET + size


def size_of(picture: bytes) -> tuple[int, int]:
    """How wide and how high a PNG is."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", picture[16:24])
    return wide, high
