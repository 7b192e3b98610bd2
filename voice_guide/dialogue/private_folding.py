"""How the facts of the family's private time are folded into the progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from voice_guide.facts import FactKind

if TYPE_CHECKING:
    from voice_guide.dialogue.progress import Progress


def _began(progress: Progress, _participant: str, _question: str, payload: dict[str, Any]) -> None:
    progress.private_minutes = int(payload["minutes"])


def _over(progress: Progress, _participant: str, _question: str, _payload: dict[str, Any]) -> None:
    progress.private_minutes, progress.private_settled = None, True


PRIVATE_TIME: dict[str, Callable[[Progress, str, str, dict[str, Any]], None]] = {
    FactKind.PRIVATE_TIME_BEGAN: _began,
    FactKind.PRIVATE_TIME_ENDED: _over,
    FactKind.PRIVATE_TIME_LEFT_OUT: _over,
}
