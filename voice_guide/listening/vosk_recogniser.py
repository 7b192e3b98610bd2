"""Vosk: partial text while a person speaks, word times, confidences, and grammars where the model allows them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import vosk

from voice_guide.errors import ModelError
from voice_guide.events import Expected, Transcription, Word
from voice_guide.ports import LISTENING_RATE, Samples

# Vosk decides about pauses whenever it is fed, so what it hears would depend on how sound arrives. Always this much.
BLOCK_SAMPLES = 1_600
NOT_WORDS = {"[unk]", "<unk>"}  # the model's "something else was said"
_FULL_SCALE = 32_767
_NO_LOG = -10  # below Kaldi's own errors (-2): its log goes to standard error and names the words of a grammar


class VoskRecogniser:
    """``ports.Recogniser`` over one Vosk model. Each answer has a Kaldi recogniser of its own: they grow with use.

    Check the folder first (``load.load_recogniser`` does). Raises ModelError when the model will not load.
    """

    streaming = True

    def __init__(self, folder: Path, *, name: str) -> None:
        self.name = f"vosk:{name}"
        vosk.SetLogLevel(_NO_LOG)
        try:
            self._model = vosk.Model(str(folder))
        except Exception as error:  # Vosk has no error class of its own
            raise ModelError("recogniser_will_not_load", model=name, folder=folder) from error
        # Grammars need a graph that is put together while listening; the big models come with a finished one.
        self._takes_grammar = any((folder / graph / "HCLr.fst").is_file() for graph in ("graph", "."))
        self._warm_up()

    def open(
        self,
        *,
        grammar: Sequence[str] | None = None,
        words: bool = True,
        expected: Expected | None = None,
        quick: bool = False,
    ) -> VoskAnswer:
        """Begin one answer. Phrases with a word that the model does not know are left out (see ``unknown_words``)."""
        known = [phrase for phrase in grammar or () if not self.unknown_words(phrase.split())]
        if known and self._takes_grammar:
            phrases = json.dumps([*known, "[unk]"], ensure_ascii=False)
            kaldi = vosk.KaldiRecognizer(self._model, LISTENING_RATE, phrases)
        else:
            kaldi = vosk.KaldiRecognizer(self._model, LISTENING_RATE)
        kaldi.SetWords(words)
        return VoskAnswer(kaldi, engine=self.name)

    def unknown_words(self, words: Sequence[str]) -> list[str]:
        """Those of these words that the model can never hear, each once, in the order given."""
        return [word for word in dict.fromkeys(words) if self._model.vosk_model_find_word(word) < 0]

    def _warm_up(self) -> None:
        """The first decode allocates: let it be silence's, not a person's."""
        answer = self.open()
        answer.feed(np.zeros(LISTENING_RATE // 2, np.float32))
        answer.finish()


class VoskAnswer:
    """One answer: Vosk's results, which end at its own pauses, joined into one."""

    def __init__(self, kaldi: Any, *, engine: str) -> None:
        self._kaldi = kaldi
        self._engine = engine
        self._waiting = np.zeros(0, np.float32)
        self._texts: list[str] = []
        self._words: list[Word] = []
        self._partial = ""

    def feed(self, samples: Samples) -> str:
        """Take more sound; returns the text so far."""
        sound = np.concatenate([self._waiting, samples])
        whole = len(sound) - len(sound) % BLOCK_SAMPLES
        for start in range(0, whole, BLOCK_SAMPLES):
            self._accept(sound[start : start + BLOCK_SAMPLES])
        self._waiting = sound[whole:]
        return " ".join(filter(None, [*self._texts, self._partial]))

    def finish(self) -> Transcription:
        """Decode what is left and return the whole answer."""
        if len(self._waiting):
            self._accept(self._waiting)
        self._take(json.loads(self._kaldi.FinalResult()))
        return Transcription(" ".join(self._texts), tuple(self._words), self._engine)

    def _accept(self, block: Samples) -> None:
        pcm = (np.clip(block, -1, 1) * _FULL_SCALE).astype(np.int16).tobytes()
        if self._kaldi.AcceptWaveform(pcm):
            self._take(json.loads(self._kaldi.Result()))
            self._partial = ""
        else:
            self._partial = _without_marks(json.loads(self._kaldi.PartialResult())["partial"])

    def _take(self, result: dict[str, Any]) -> None:
        """Keep one finished piece. Its times already run from the start of the answer."""
        text = _without_marks(result.get("text", ""))
        if text:
            self._texts.append(text)
        self._words += [
            Word(heard["word"], heard["start"], heard["end"], min(1.0, heard["conf"]))
            for heard in result.get("result", ())
            if heard["word"].lower() not in NOT_WORDS
        ]


def _without_marks(text: str) -> str:
    return " ".join(word for word in text.split() if word.lower() not in NOT_WORDS)
