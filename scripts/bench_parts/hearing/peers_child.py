"""Runs one peer's detector over WAV files, in the peers' environment: PEER LIST.json in, a line of JSON for each file out.

Each is driven as its own session drives it, with its own defaults, on a clock of samples. Nothing of ours is imported.
A transcript is never waited for, so both end an answer as soon as they ever could. LiveKit's model is asked through
LiveKit Agents, the only framework its licence lets it be used in.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import types
import wave
from importlib import import_module
from pathlib import Path
from typing import Any

RATE = 16_000
CHUNK = 512  # both peers' voice activity takes so many samples


async def pipecat(chunks: list[bytes]) -> list[float]:
    """As its TurnAnalyzerUserTurnStopStrategy: the model is asked once at every stop of voice (0.2 s of quiet), and what
    it calls unfinished ends after 3 s of quiet."""
    vad_module = import_module("pipecat.audio.vad.vad_analyzer")
    smart_module = import_module("pipecat.audio.turn.smart_turn.base_smart_turn")
    complete = import_module("pipecat.audio.turn.base_turn_analyzer").EndOfTurnState.COMPLETE
    now = 0.0
    # It dates its sound by the clock on the wall, and here sound comes faster than that.
    vars(smart_module)["time"] = types.SimpleNamespace(monotonic=lambda: now, perf_counter=time.perf_counter)
    vad = import_module("pipecat.audio.vad.silero").SileroVADAnalyzer(sample_rate=RATE)
    vad.set_sample_rate(RATE)
    turn = import_module("pipecat.audio.turn.smart_turn.local_smart_turn_v3").LocalSmartTurnAnalyzerV3(sample_rate=RATE)
    turn.set_sample_rate(RATE)
    speaking, ended = False, []
    for number, chunk in enumerate(chunks, start=1):
        now = number * CHUNK / RATE
        state = await vad.analyze_audio(chunk)
        if state == vad_module.VADState.SPEAKING and not speaking:
            turn.update_vad_start_secs(vad.params.start_secs)
            speaking = True
        over = turn.append_audio(chunk, speaking) == complete
        if state == vad_module.VADState.QUIET and speaking:
            speaking = False
            over = (await turn.analyze_end_of_turn())[0] == complete
        if over:
            ended.append(now)
    await vad.cleanup()
    await turn.cleanup()
    return ended


async def livekit(chunks: list[bytes]) -> list[float]:
    """As its AudioRecognition: the model is asked from 0.2 s of quiet, and at the end of voice (0.25 s) the answer ends
    0.3 s after the last voice, or 2.5 s after it where the model is below its threshold for English (0.36)."""
    rtc = import_module("livekit.rtc")
    kinds = import_module("livekit.agents.vad").VADEventType
    inference = import_module("livekit.agents.inference")
    base = import_module("livekit.agents.inference.eot.base")
    delays = import_module("livekit.agents.voice.turn")._STREAMING_ENDPOINTING_DEFAULTS
    detector = inference.TurnDetector(version="v1-mini")
    stream, voice = detector.stream(), inference.VAD().stream()
    threshold = await stream.unlikely_threshold(None)
    heard: list[Any] = []

    async def listen() -> None:
        async for event in voice:
            heard.append(event)  # noqa: PERF401  # each as it comes

    listening = asyncio.create_task(listen())
    speaking, last_voice, ends_at, asked = False, 0.0, None, None
    ended = []
    for number, chunk in enumerate(chunks, start=1):
        now = number * CHUNK / RATE
        if ends_at is not None and ends_at <= now:
            ended.append(ends_at)
            stream.flush()
            ends_at = asked = None
        frame = rtc.AudioFrame(data=chunk, sample_rate=RATE, num_channels=1, samples_per_channel=CHUNK)
        stream.push_audio(frame)
        voice.push_frame(frame)
        for event in await _window(heard, kinds.INFERENCE_DONE):
            if event.type == kinds.START_OF_SPEECH:
                stream.cancel_inference()
                speaking, ends_at, asked = True, None, None
            elif event.type == kinds.INFERENCE_DONE:
                if event.raw_accumulated_speech > 0:
                    last_voice = now
                    asked = None
                quiet = event.raw_accumulated_silence >= base.MIN_SILENCE_DURATION_MS / 1000
                if quiet and speaking and asked is None:
                    asked = await stream.predict()
            elif event.type == kinds.END_OF_SPEECH:
                speaking, last_voice = False, now - event.silence_duration
                likely = asked is None or asked.end_of_turn_probability >= threshold
                ends_at = max(now, last_voice + delays["min_delay" if likely else "max_delay"])
    await voice.aclose()
    await stream.aclose()
    listening.cancel()
    return ended


async def _window(heard: list[Any], done: Any) -> list[Any]:
    """What came of one window of sound: every window gives one event that it is done, and what follows from it."""
    while not any(event.type == done for event in heard):
        await asyncio.sleep(0)
    for _ in range(5):
        await asyncio.sleep(0)
    events = heard[:]
    heard.clear()
    return events


def _chunks(path: str) -> list[bytes]:
    with wave.open(path) as sound:
        samples = sound.readframes(sound.getnframes())
    return [samples[n : n + 2 * CHUNK] for n in range(0, len(samples) - 2 * CHUNK + 1, 2 * CHUNK)]


def main() -> None:
    """Print one line for each file: its number, and the seconds at which answers ended in it."""
    peer = {"pipecat": pipecat, "livekit": livekit}[sys.argv[1]]
    for number, path in enumerate(json.loads(Path(sys.argv[2]).read_text("utf-8"))):
        print(json.dumps({"number": number, "ended": asyncio.run(peer(_chunks(path)))}), flush=True)


if __name__ == "__main__":
    main()
