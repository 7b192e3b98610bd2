"""Which microphones and loudspeakers there are, and which are meant."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from voice_guide.errors import DeviceError
from voice_guide.session.quiet import quiet_libraries

# 0.2 s and 0.02 s where measured. The bounds are for a sound server that hangs; they leave room for a slow disk and for a
# Bluetooth headset that has to wake, because a device wrongly taken for missing costs a conversation by voice.
LOAD_SECONDS = 3.0
PROBE_SECONDS = 2.0


@dataclass(frozen=True)
class Device:
    """One device as PortAudio lists it: its channels in and out, and its own rate in samples a second."""

    index: int
    name: str
    host: str
    inputs: int
    outputs: int
    rate: int


@dataclass(frozen=True)
class Chosen:
    """The microphone and the loudspeaker; None where the machine has none."""

    input: Device | None
    output: Device | None


def load_sounddevice() -> Any:
    """The sounddevice module, loaded without noise.

    Raises DeviceError: ``portaudio_missing``, or ``sound_system_hangs`` where the sound server doesn't answer: loading
    asks it for its devices.
    """
    outcome: list[Any] = []
    if _loaded:
        return _loaded[0]
    thread = threading.Thread(target=_load, args=(outcome,), name="load-sound", daemon=True)
    thread.start()
    thread.join(LOAD_SECONDS)
    if not outcome:
        raise DeviceError("sound_system_hangs", device="PortAudio")
    if isinstance(outcome[0], OSError):
        raise DeviceError("portaudio_missing", device="PortAudio") from outcome[0]
    _loaded[:] = outcome
    return outcome[0]


_loaded: list[Any] = []  # the module, once it is known to be whole


def _load(outcome: list[Any]) -> None:
    with quiet_libraries():
        try:
            import sounddevice
        except OSError as error:
            outcome.append(error)
        else:
            outcome.append(sounddevice)


def abandon() -> None:
    """A device hangs in a call: end without PortAudio's own clearing up, which would wait for it or crash on it."""
    atexit.unregister(load_sounddevice()._exit_handler)


def listed() -> tuple[Device, ...]:
    """All devices, in PortAudio's order. Raises DeviceError as ``load_sounddevice`` does."""
    sounddevice = load_sounddevice()
    hosts = [host["name"] for host in sounddevice.query_hostapis()]
    return tuple(
        Device(
            index=index,
            name=facts["name"],
            host=hosts[facts["hostapi"]],
            inputs=facts["max_input_channels"],
            outputs=facts["max_output_channels"],
            rate=int(facts["default_samplerate"]),
        )
        for index, facts in enumerate(sounddevice.query_devices())
    )


def choose(input: int | str | None = None, output: int | str | None = None) -> Chosen:  # noqa: A002, RUF100
    """The devices with these numbers or whose names contain these words; the machine's own choice for None.

    Raises DeviceError as ``load_sounddevice`` does; ``input_unknown`` or ``output_unknown`` (values: device, known).
    """
    default_input, default_output = load_sounddevice().default.device
    devices = listed()
    inputs = [device for device in devices if device.inputs]
    outputs = [device for device in devices if device.outputs]
    return Chosen(
        _pick(inputs, input, default_input, "input_unknown"),
        _pick(outputs, output, default_output, "output_unknown"),
    )


def _pick(devices: list[Device], which: int | str | None, default: int, error_key: str) -> Device | None:
    if which is None:
        return next((device for device in devices if device.index == default), None)
    wanted = str(which).strip()
    tests: tuple[Callable[[Device], bool], ...] = (
        lambda device: str(device.index) == wanted,
        lambda device: device.name.lower() == wanted.lower(),
        lambda device: bool(wanted) and wanted.lower() in device.name.lower(),
    )
    for test in tests:
        for device in devices:
            if test(device):
                return device
    known = "; ".join(f"{device.index} {device.name}" for device in devices) or "-"
    raise DeviceError(error_key, device=which, known=known)


def present(input: int | str | None = None, output: int | str | None = None) -> tuple[bool, bool]:  # noqa: A002, RUF100
    """Whether there is a microphone and a loudspeaker that really open. Prints nothing; takes 0.2 s, and where a sound
    server hangs at most LOAD_SECONDS and PROBE_SECONDS. Raises DeviceError as ``choose`` does for a device that is named
    and not there, and nothing else.
    """
    try:
        load_sounddevice()
    except DeviceError:
        return False, False
    chosen = choose(input, output)
    probes = [_Probe(chosen.input, "input"), _Probe(chosen.output, "output")]
    thread = threading.Thread(target=_run_all, args=(probes,), name="probe", daemon=True)
    thread.start()
    thread.join(PROBE_SECONDS)
    if thread.is_alive():
        abandon()
    return probes[0].opened, probes[1].opened


def _run_all(probes: list[_Probe]) -> None:
    with quiet_libraries():
        for probe in probes:
            probe.run()


class _Probe:
    """Opens a device for a moment. One after another: PortAudio opens no two streams at once."""

    def __init__(self, device: Device | None, kind: str) -> None:
        self._device, self._kind = device, kind
        self.opened = False

    def run(self) -> None:
        if self._device is None:
            return
        sounddevice = load_sounddevice()
        stream_type = sounddevice.RawInputStream if self._kind == "input" else sounddevice.RawOutputStream
        channels = min(2, self._device.inputs if self._kind == "input" else self._device.outputs)
        try:
            with stream_type(
                device=self._device.index, samplerate=self._device.rate, channels=channels, callback=lambda *_: None
            ):
                self.opened = True
        except sounddevice.PortAudioError:
            return
