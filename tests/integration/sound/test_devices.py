"""Which devices there are: with a server, without one, and without PortAudio."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.virtual_sound import VirtualSound
from voice_guide.errors import DeviceError
from voice_guide.session import devices

pytestmark = pytest.mark.slow

PRESENT = "import json; from voice_guide.session.devices import present; print(json.dumps(present()))"

# What a machine without libportaudio2 does: the loader finds no such library.
WITHOUT_PORTAUDIO = (
    "import ctypes.util\n"
    "find = ctypes.util.find_library\n"
    "ctypes.util.find_library = lambda name: None if 'portaudio' in name else find(name)\n"
)


def ask(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, where nothing of sound has been loaded yet."""
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True
    )


def unreachable() -> dict[str, str]:
    return dict(os.environ) | {"PULSE_SERVER": "unix:/nonexistent/server", "PULSE_CLIENTCONFIG": "/dev/null"}


def test_both_are_there_and_nothing_is_written_on_the_screen(sound: VirtualSound) -> None:
    done = ask(PRESENT, dict(sound.environment))
    assert json.loads(done.stdout) == [True, True]
    assert done.stderr == ""


def test_devices_that_are_listed_and_cannot_be_opened_are_not_there() -> None:
    done = ask(PRESENT, unreachable())
    assert json.loads(done.stdout) == [False, False]
    assert done.stderr == ""


def test_without_portaudio_nothing_is_there_and_nothing_breaks() -> None:
    done = ask(WITHOUT_PORTAUDIO + PRESENT, dict(os.environ))
    assert json.loads(done.stdout) == [False, False]
    assert done.stderr == ""


def test_without_portaudio_the_list_says_what_mends_it() -> None:
    code = (
        "from voice_guide.session.devices import listed\n"
        "from voice_guide.errors import DeviceError\n"
        "from voice_guide.languages import Language\n"
        "try:\n    listed()\nexcept DeviceError as error:\n    print(Language.load().explain(error))\n"
    )
    assert "libportaudio2" in ask(WITHOUT_PORTAUDIO + code, dict(os.environ)).stdout


def test_a_frozen_server_holds_up_neither_the_start_nor_the_end(sound: VirtualSound) -> None:
    with sound.frozen():
        done = ask(PRESENT, dict(sound.environment))
    assert json.loads(done.stdout) == [False, False]
    assert done.stderr == ""


def test_a_device_is_chosen_by_number_or_by_part_of_its_name(sound: VirtualSound) -> None:
    by_default = devices.choose()
    assert by_default.input is not None
    assert by_default.output is not None
    assert devices.choose(input=by_default.input.index).input == by_default.input
    assert devices.choose(input=str(by_default.input.index)).input == by_default.input
    assert devices.choose(output=by_default.output.name[1:4].upper()).output == by_default.output


def test_an_unknown_device_is_told_with_those_that_there_are(sound: VirtualSound) -> None:
    with pytest.raises(DeviceError) as caught:
        devices.choose(output="gramophone")
    assert caught.value.key == "output_unknown"
    assert "default" in str(caught.value.values["known"])


def test_a_named_device_that_is_not_there_is_told_and_not_taken_for_silence(sound: VirtualSound) -> None:
    with pytest.raises(DeviceError):
        devices.present(input="gramophone")
