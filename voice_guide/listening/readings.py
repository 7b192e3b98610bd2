"""How else a short answer can be heard: a "yes" is only a yes when no "no" is nearly as likely; a command misheard is found."""

from __future__ import annotations

from typing import Any

import numpy as np

from voice_guide.events import Expected, Reading
from voice_guide.ports import Samples

SHORT_SECONDS = 5.0  # with the room around it; a longer answer is no bare yes or no
READINGS = 5
TOKENS_MAX = 24
_HOP_SAMPLES = 160
_WHOLE_FRAMES = 3000  # Whisper's 30 s
# A short window is encoded in a quarter of the time; under 10 s of frames it is unusable.
_LEAST_FRAMES = 1000
_ROOM_FRAMES = 400


def readings(
    engine: Any, language: str, sound: Samples, *, quick: bool, usual: str = "", expected: Expected
) -> tuple[Reading, ...]:
    """The best readings of at most SHORT_SECONDS of sound, best first. ``quick``: over a short window.

    With ``usual`` (what people usually say where this is ``expected``) the readings that expect it follow, best first: the same
    encoded sound, decoded as if those words had gone before. ``engine`` is a faster-whisper model. Scores are mean
    log-probabilities a token.
    """
    import ctranslate2
    from faster_whisper.audio import pad_or_trim
    from faster_whisper.tokenizer import Tokenizer

    tokenizer = Tokenizer(engine.hf_tokenizer, engine.model.is_multilingual, task="transcribe", language=language)
    prompt = engine.get_prompt(tokenizer, [], without_timestamps=True)
    frames = max(_LEAST_FRAMES, len(sound) // _HOP_SAMPLES + _ROOM_FRAMES) if quick else _WHOLE_FRAMES
    features = pad_or_trim(engine.feature_extractor(sound), frames)[np.newaxis].astype(np.float32)
    encoded = engine.model.encode(ctranslate2.StorageView.from_array(np.ascontiguousarray(features)), to_cpu=False)

    def heard(prompt: list[int], *, expecting: Expected | None) -> list[Reading]:
        found = engine.model.generate(
            encoded,
            [prompt],
            beam_size=READINGS,
            num_hypotheses=READINGS,
            return_scores=True,
            return_no_speech_prob=True,
            max_length=len(prompt) + TOKENS_MAX,
            suppress_blank=True,
        )[0]
        texts = (" ".join(tokenizer.decode(ids).split()) for ids in found.sequences_ids)
        nobody = float(found.no_speech_prob)
        return [Reading(text, float(score), expecting, nobody) for text, score in zip(texts, found.scores, strict=True)]

    plain = heard(prompt, expecting=None)
    if not usual:
        return tuple(plain)
    before = engine.get_prompt(tokenizer, tokenizer.encode(f" {usual}"), without_timestamps=True)
    return (*plain, *heard(before, expecting=expected))
