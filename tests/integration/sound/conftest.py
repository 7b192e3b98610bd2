"""A virtual microphone and loudspeaker behind the real drivers."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.virtual_sound import VirtualSound, missing_programs, virtual_sound

WAIT = 10.0


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualSound]:
    """A virtual sound server, which PortAudio in this process finds as its default devices."""
    missing = missing_programs()
    if missing:
        pytest.skip(f"needs {', '.join(missing)} for virtual devices")
    import sounddevice

    with virtual_sound() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        sounddevice._terminate()  # the list of devices is made once and kept: have it made again
        sounddevice._initialize()
        yield server
        for thread in threading.enumerate():
            if thread.name.endswith("-close"):  # a frozen device that moves again is closed late
                thread.join(WAIT)
        sounddevice._terminate()
        sounddevice._initialize()
