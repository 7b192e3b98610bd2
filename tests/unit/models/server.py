"""A server on this machine that gives one file, with faults to order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Maker:
    """What the server gives, and what it was asked."""

    content: bytes
    ranges: bool = True
    cut_after: int | None = None  # bytes of an answer after which the line goes dead, once
    status: int | None = None  # answer this instead
    asked: list[str | None] = field(default_factory=list)  # each request's Range header
    address: str = ""


@contextmanager
def serving(content: bytes, **faults: object) -> Iterator[Maker]:
    maker = Maker(content, **faults)  # type: ignore[arg-type]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            maker.asked.append(asked)
            if maker.status is not None:
                self.send_error(maker.status)
                return
            begin = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and maker.ranges else 0
            if begin and begin >= len(maker.content):
                self.send_error(416)
                return
            self.send_response(206 if begin else 200)
            self.send_header("Content-Length", str(len(maker.content) - begin))
            if begin:
                self.send_header("Content-Range", f"bytes {begin}-{len(maker.content) - 1}/{len(maker.content)}")
            self.end_headers()
            cut, maker.cut_after = maker.cut_after, None
            self.wfile.write(maker.content[begin:] if cut is None else maker.content[begin : begin + cut])

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        maker.address = f"http://127.0.0.1:{server.server_port}/model.zip"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield maker
        finally:
            server.shutdown()
            thread.join()
