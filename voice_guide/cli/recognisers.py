"""The recognisers of a conversation: the one that listens, and the one that reads answers again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voice_guide.models import ChosenModel
    from voice_guide.ports import Recogniser  # brings numpy, which a conversation by keyboard can do without


class Loading:
    """Loads something beside the conversation; calling it waits for it, and raises what the loading raised."""

    def __init__(self, load: Callable[[], Any]) -> None:
        self._load = load
        self._result: Any = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def __call__(self) -> Any:
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._result

    def _run(self) -> None:
        try:
            self._result = self._load()
        except BaseException as error:  # handed to whoever waits for it
            self._error = error


def load_recogniser(language: str, setting: str, folder: Path | None = None) -> Recogniser:
    """The recogniser that listens on this machine. Raises ModelError or UsageError."""
    from voice_guide.listening import load
    from voice_guide.models import choose

    chosen = choose(language, setting=setting, override=folder)
    return load.load_recogniser(chosen.engine, chosen.folder, name=chosen.name, language=language)


class SecondRecogniser:
    """Reads answers again; loaded when first called, on the thread that calls it."""

    def __init__(self, language: str, chosen: ChosenModel) -> None:
        self._language = language
        self._chosen = chosen
        self._loaded: Any = None

    def __call__(self) -> Recogniser:
        """The recogniser. Raises ModelError."""
        from voice_guide.listening import load

        if self._loaded is None:
            chosen = self._chosen
            self._loaded = load.load_recogniser(chosen.engine, chosen.folder, name=chosen.name, language=self._language)
        return self._loaded  # type: ignore[no-any-return]

    def give_up(self) -> None:
        """Nobody waits for its words any more."""
        if self._loaded is not None:
            self._loaded.give_up()


def second_recogniser(language: str, setting: str) -> SecondRecogniser | None:
    """What reads answers again where the recogniser that listens is Vosk. Raises as ``load_recogniser``."""
    from voice_guide.models import choose, choose_second

    second = choose_second(language, choose(language, setting=setting))
    return SecondRecogniser(language, second) if second else None
