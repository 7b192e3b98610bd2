"""Every page of a database file, decrypted one by one with its key: used pages, free ones, and what lies between rows.

SQLite shows what its tables hold. Whether erased words are still on a page that no table uses can only be seen like this.
The scheme is that of SQLite3 Multiple Ciphers for ``chacha20``: at the end of each page 16 bytes of nonce and 16 of
Poly1305; the page's own key comes from the nonce and the page's number; the first 24 bytes of the file are in plain.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PAGE = 4096
_NONCE = _TAG = 16
_PLAIN_ON_FIRST = 24
_BLOCK = 64
_CONSTANT = np.frombuffer(b"expand 32-byte k", "<u4")
_COLUMNS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15))
_DIAGONALS = ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))

Words = NDArray[np.uint32]


def decrypted(path: Path, data_key: bytes) -> bytes:
    """All pages of the file in plain, one after another; empty for an empty file."""
    content = path.read_bytes()
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    return b"".join(_page(page, number, data_key) for number, page in enumerate(pages, 1))


def _page(page: bytes, number: int, data_key: bytes) -> bytes:
    end = len(page) - _NONCE - _TAG
    nonce = page[end : end + _NONCE]
    counter = int.from_bytes(nonce[12:], "little") ^ number
    one_time = _stream(data_key, nonce[:12], counter, _BLOCK)
    first = _PLAIN_ON_FIRST if number == 1 else 0
    secret = np.frombuffer(page[first:end], np.uint8)
    stream = np.frombuffer(_stream(one_time[32:], nonce[:12], counter + 1, len(secret)), np.uint8)
    return page[:first] + (secret ^ stream).tobytes()


def _stream(key: bytes, nonce: bytes, counter: int, length: int) -> bytes:
    """ChaCha20's key stream (RFC 8439), all blocks at once."""
    blocks = -(-length // _BLOCK)
    counters = (np.arange(blocks, dtype=np.uint64) + counter).astype(np.uint32)
    fixed = [*_CONSTANT, *np.frombuffer(key, "<u4"), None, *np.frombuffer(nonce, "<u4")]
    state: list[Words] = [counters if word is None else np.full(blocks, word, np.uint32) for word in fixed]
    mixed = [words.copy() for words in state]
    for _ in range(10):
        for a, b, c, d in (*_COLUMNS, *_DIAGONALS):
            _quarter(mixed, a, b, c, d)
    return np.stack([x + y for x, y in zip(mixed, state, strict=True)], axis=1).astype("<u4").tobytes()[:length]


def _quarter(x: list[Words], a: int, b: int, c: int, d: int) -> None:
    x[a] = x[a] + x[b]
    x[d] = _turned(x[d] ^ x[a], 16)
    x[c] = x[c] + x[d]
    x[b] = _turned(x[b] ^ x[c], 12)
    x[a] = x[a] + x[b]
    x[d] = _turned(x[d] ^ x[a], 8)
    x[c] = x[c] + x[d]
    x[b] = _turned(x[b] ^ x[c], 7)


def _turned(x: Words, by: int) -> Words:
    return (x << np.uint32(by)) | (x >> np.uint32(32 - by))
