"""Downloads one file over HTTPS, going on where an earlier try stopped."""

from __future__ import annotations

import http.client
import os
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from voice_guide.errors import ModelError

# How long an address may take to answer, and a download stand still, in seconds. Short, because set-up waits for it.
TIMEOUT_SECONDS = 8.0
BLOCK_BYTES = 1 << 16

Progress = Callable[[int, int], None]  # bytes so far, bytes in all


class Unreachable(ModelError):
    """An address did not answer, or not with the file. Values: model, host."""


def download(address: str, to: Path, *, model: str, size_bytes: int, progress: Progress | None = None) -> None:
    """Bring a file of a known size. What ``to`` already holds is kept where the server can go on from there.

    Nothing past ``size_bytes`` is read. A download that is cut off leaves what came, for the next try.
    Raises Unreachable; OSError when the file can't be written.
    """
    have = to.stat().st_size if to.exists() else 0
    if have > size_bytes:
        to.unlink()
        have = 0
    if have == size_bytes:
        return
    try:
        try:
            _bring(address, to, have, size_bytes, progress)
        except urllib.error.HTTPError as error:
            if error.code != http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise
            _bring(address, to, 0, size_bytes, progress)  # the file there is not what this part is from
    except (urllib.error.URLError, http.client.HTTPException, ssl.SSLError, TimeoutError, ConnectionError) as error:
        raise Unreachable("model_unreachable", model=model, host=urlsplit(address).hostname) from error
    if to.stat().st_size < size_bytes:  # the server closed the connection early
        raise Unreachable("model_unreachable", model=model, host=urlsplit(address).hostname)


def _bring(address: str, to: Path, have: int, size_bytes: int, progress: Progress | None) -> None:
    request = urllib.request.Request(address)  # noqa: S310 - addresses come from the manifest, whose test wants https
    if have:
        request.add_header("Range", f"bytes={have}-")
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=_trust()))
    with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
        begin = have if _goes_on_from(answer, have) else 0
        to.touch(mode=0o600)
        with to.open("r+b") as file:
            file.seek(begin)
            file.truncate()
            done = begin
            while done < size_bytes and (block := answer.read(min(BLOCK_BYTES, size_bytes - done))):
                file.write(block)
                done += len(block)
                if progress is not None:
                    progress(done, size_bytes)
            file.flush()
            os.fsync(file.fileno())


def _goes_on_from(answer: http.client.HTTPResponse, have: int) -> bool:
    """Did the server send the rest, from the byte asked for?"""
    if answer.status != http.client.PARTIAL_CONTENT:
        return False
    where = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    if where is None or int(where[1]) != have:
        raise http.client.HTTPException("a part that was not asked for")
    return True


def _trust() -> ssl.SSLContext:
    """The machine's own certificates, and certifi's where it has come along (a bare machine may have none)."""
    context = ssl.create_default_context()
    try:
        import certifi
    except ImportError:
        return context
    context.load_verify_locations(certifi.where())
    return context
