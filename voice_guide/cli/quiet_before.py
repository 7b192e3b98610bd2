"""The quiet key before there is a session: the same key and the same question, with nothing yet to keep."""

from __future__ import annotations

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.quiet import QuietKey
from voice_guide.dialogue.reply import Then
from voice_guide.events import QUIET, Fact, InputEnded, Listen
from voice_guide.facts import FactKind
from voice_guide.languages import Language
from voice_guide.session.loop import Conversant


class QuietBefore:
    """``pressed`` tells whether it was, so that the session that follows can know."""

    def __init__(self, language: Language, meaning: Meaning) -> None:
        self._key = QuietKey(language, meaning)
        self.pressed = False

    def hold(self, conversant: Conversant) -> None:
        """Quiet, until it may go on. Raises KeyboardInterrupt where it is to end instead."""
        self.pressed = True
        listen = Listen(self._key.quiet())
        while True:
            event = conversant.converse((), listen)
            if isinstance(event, InputEnded):
                raise KeyboardInterrupt
            pressed = event == QUIET
            reply = self._key.pressed(listen.turn, Progress()) if pressed else self._key.hear(listen.turn, event)
            if reply.then is Then.STOP:
                raise KeyboardInterrupt
            if reply.then is Then.GO_ON:
                return
            listen = Listen(reply.ask or listen.turn, ask=reply.ask is not None)

    def facts(self) -> list[Fact]:
        """What the session keeps of it: where it was pressed, nothing but what must be is asked."""
        return [Fact(FactKind.PAUSED, payload={"quiet": True}), Fact(FactKind.RESUMED)] if self.pressed else []
