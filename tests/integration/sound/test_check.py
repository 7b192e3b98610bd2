"""`voice-guide check`, as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.sound.signals import speechlike
from tests.virtual_sound import RATE, VirtualSound
from voice_guide.session.mixer_volume import Volume, parse_volume

pytestmark = pytest.mark.slow


def check(environment: dict[str, str], home: Path, *options: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with an empty home."""
    places = {name: str(home / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    code = before + "import sys\nfrom voice_guide.cli.main import main\nsys.exit(main(['check', *sys.argv[1:]]))"
    return subprocess.run(
        [sys.executable, "-c", code, "--seconds", "1", *options],
        env=environment | places,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def facts(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, object]]:
    return {finding["name"]: finding for finding in json.loads(done.stdout)["findings"]}


def test_where_all_is_well_it_says_so(sound: VirtualSound, tmp_path: Path) -> None:
    with sound.line("room") as line:
        line.play_over_and_over(speechlike(1.0, RATE) * 0.01)  # a room that is not digitally silent
        done = check(dict(sound.environment), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All is well." in done.stdout
    told = [line for line in done.stderr.splitlines() if not line.startswith("ALSA lib")]  # its own, on a busy machine
    assert told == []


def test_json_holds_the_same_findings(sound: VirtualSound, tmp_path: Path) -> None:
    found = facts(check(dict(sound.environment), tmp_path, "--json"))
    assert set(found) >= {"devices", "microphone", "loudspeaker", "volume", "voice", "model", "disk", "vault"}
    assert found["loudspeaker"]["well"] is True


def test_a_microphone_that_gives_only_zeros_is_to_be_mended(sound: VirtualSound, tmp_path: Path) -> None:
    done = check(dict(sound.environment), tmp_path)
    assert done.returncode == 1
    assert "privacy settings" in done.stdout


def test_a_muted_loudspeaker_is_told(sound: VirtualSound, tmp_path: Path) -> None:
    sound.pactl("set-sink-mute", "loudspeaker", "1")
    assert facts(check(dict(sound.environment), tmp_path, "--json"))["volume"]["well"] is False


def test_an_unknown_device_is_told_and_the_rest_is_still_looked_at(sound: VirtualSound, tmp_path: Path) -> None:
    done = check(dict(sound.environment), tmp_path, "--input", "gramophone")
    assert done.returncode == 1
    assert "gramophone" in done.stdout
    assert "Vault:" in done.stdout


def test_a_machine_without_sound_gets_every_other_answer(tmp_path: Path) -> None:
    before = "import ctypes.util\nfind = ctypes.util.find_library\n"
    before += "ctypes.util.find_library = lambda name: None if 'portaudio' in name else find(name)\n"
    done = check(dict(os.environ), tmp_path, before=before)
    assert done.returncode == 1
    assert "libportaudio2" in done.stdout
    assert "Vault:" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("printed", "volume"),
    [
        (
            "Volume: front-left: 42597 /  65% / -11.23 dB,   front-right: 32768 /  50%\nMute: no",
            Volume(65, muted=False),
        ),
        ("Volume: mono: 65536 / 100% / 0.00 dB\nMute: yes", Volume(100, muted=True)),
        ("  Front Left: Playback 30 [47%] [-25.50dB] [off]", Volume(47, muted=True)),
        ("amixer: no such control", None),
    ],
)
def test_the_mixers_answer_is_read(printed: str, volume: Volume | None) -> None:
    assert parse_volume(printed) == volume
