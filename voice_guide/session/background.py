"""Work behind everything else: one job at a time, on a thread that steps aside for all others."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

from voice_guide.ports import WorkDone

LOWEST_PRIORITY = 19  # a thread of the usual priority gets 68 times as much of a busy processor


class Background:
    """Runs jobs one after another. ``post`` gets a call to be made on the session's thread when each has ended."""

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="beside", initializer=_step_aside)

    def work(self, job: Callable[[], Any], done: Callable[[WorkDone], None]) -> None:
        """Run a job when the thread is free."""

        def ended(finished: Future[Any]) -> None:
            if not finished.cancelled():
                error = finished.exception()
                self._post(partial(done, WorkDone(0, None if error else finished.result(), error)))

        self._worker.submit(job).add_done_callback(ended)

    def close(self) -> None:
        """Begin no other job; one that runs is left to end."""
        self._worker.shutdown(wait=False, cancel_futures=True)


def _step_aside() -> None:
    """Lower this thread's priority; threads that it starts, such as an engine's own, inherit it. On Linux alone."""
    if hasattr(os, "setpriority") and os.uname().sysname == "Linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST_PRIORITY)
