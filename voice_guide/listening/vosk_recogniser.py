"""Vosk: partial text while a person speaks, word times, confidences, and grammars where the model allows them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import vosk

from voice_guide.errors import ModelError
from voice_guide.events import Expected, Transcription, Word
from voice_guide.listening.heard_again import HeardAgain, Usual
from voice_guide.ports import LISTENING_RATE, Samples

# Vosk decides about pauses whenever it is fed, so what it hears would depend on how sound arrives. Always this much.
BLOCK_SAMPLES = 1_600
NOT_WORDS = {"[unk]", "<unk>"}  # the model's "something else was said"
_FULL_SCALE = 32_767
_NO_LOG = -10  # below Kaldi's own errors (-2): its log goes to standard error and names the words of a grammar


class VoskRecogniser:
    """``ports.Recogniser`` over one Vosk model. Each answer has a Kaldi recogniser of its own: they grow with use.

    Check the folder first (``load.load_recogniser`` does). ``usual``: what a short answer may well be; where
    that is expected it is heard again with those phrases alone. Raises ModelError when the model will not load.
    """

    streaming = True

    def __init__(self, folder: Path, *, name: str, usual: Mapping[Expected, Usual] | None = None) -> None:
        self.name = f"vosk:{name}"
        vosk.SetLogLevel(_NO_LOG)
        try:
            self._model = vosk.Model(str(folder))
        except Exception as error:  # Vosk has no error class of its own
            raise ModelError("recogniser_will_not_load", model=name, folder=folder) from error
        # Grammars need a graph that is put together while listening; the big models come with a finished one.
        self._takes_grammar = any((folder / graph / "HCLr.fst").is_file() for graph in ("graph", "."))
        self._usual = usual or {}
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
        kaldi = self._with_grammar(grammar or ()) or vosk.KaldiRecognizer(self._model, LISTENING_RATE)
        kaldi.SetWords(words)
        again = self._heard_again(expected) if expected is not None and expected in self._usual else None
        return VoskAnswer(kaldi, engine=self.name, again=again)

    def _heard_again(self, expected: Expected) -> HeardAgain | None:
        usual = self._usual[expected]
        few = self._with_grammar(usual.phrases)
        return HeardAgain(few, self._with_grammar(usual.beside), usual, expected) if few is not None else None

    def _with_grammar(self, phrases: Sequence[str]) -> Any | None:
        """A Kaldi recogniser that hears these phrases alone; None where the model knows none of them, or takes no grammar."""
        known = [phrase for phrase in phrases if not self.unknown_words(phrase.split())]
        if not known or not self._takes_grammar:
            return None
        return vosk.KaldiRecognizer(self._model, LISTENING_RATE, json.dumps([*known, "[unk]"], ensure_ascii=False))

    def unknown_words(self, words: Sequence[str]) -> list[str]:
        """Those of these words that the model can never hear, each once, in the order given."""
        return [word for word in dict.fromkeys(words) if self._model.vosk_model_find_word(word) < 0]

    def _warm_up(self) -> None:
        """The first decode allocates: let it be silence's, not a person's."""
        answer = self.open()
        answer.feed(np.zeros(LISTENING_RATE // 2, np.float32))
        answer.finish()


class VoskAnswer:
    """One answer: Vosk's results, which end at its own pauses, joined into one. ``again`` hears it in other ways."""

    def __init__(self, kaldi: Any, *, engine: str, again: HeardAgain | None = None) -> None:
        self._kaldi = kaldi
        self._again = again
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
        text = " ".join(self._texts)
        readings = self._again.readings(text) if self._again is not None else ()
        return Transcription(text, tuple(self._words), self._engine, readings)

    def _accept(self, block: Samples) -> None:
        pcm = (np.clip(block, -1, 1) * _FULL_SCALE).astype(np.int16).tobytes()
        if self._again is not None:
            self._again.accept(pcm)
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
