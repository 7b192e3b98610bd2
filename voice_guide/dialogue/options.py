"""What a session is set to, as far as the dialogue needs to know."""

from __future__ import annotations

from dataclasses import dataclass

# practice.md and design.md, "Timing": seconds of quiet that end an answer of each kind.
LIGHT_PATIENCE_SECONDS = 0.5
WEIGHTY_PATIENCE_SECONDS = 2.0
OPEN_PATIENCE_SECONDS = 4.0


@dataclass(frozen=True)
class DialogueOptions:
    """``patience_seconds`` overrides every open answer's patience (None: the question's own, else 4 s).

    ``people``: names already known, so that nobody is asked who is here, and ``supporters``, who answer nothing.
    ``locked``: the vault has a passphrase, so the closing may say so. ``page_order``: ask in the page's order.
    ``hold``: answers end only when told.
    ``notice``: what is read before anyone is asked for their agreement to record; None: the language's own.
    ``talk_time``: a group is
    asked whether it may be measured.
    """

    patience_seconds: float | None = None
    people: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    locked: bool = False
    page_order: bool = False
    hold: bool = False
    talk_time: bool = False
    notice: str | None = None
