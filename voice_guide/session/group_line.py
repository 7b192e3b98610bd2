"""What the worker types to a group at the keyboard: a stroke, and a key or somebody's number or name (``/t``, ``/2``).

``/=2`` says that the last words were theirs, and ``/2: words`` that these are.
"""

from __future__ import annotations

from voice_guide.events import KeyCommand, Seat, Turn, Utterance
from voice_guide.session.key_names import GROUP_COMMANDS, SPEAKER, THAT_WAS, THAT_WAS_KEY

_SIGN = "/"


def group_line(line: str, turn: Turn) -> KeyCommand | Utterance | None:
    """The command of a whole line, or the words of somebody else than whose turn it is; None for whatever is an answer.

    Where nothing is captured, the key alone does.
    """
    said = line.strip()
    if said.startswith(_SIGN):
        said = said.removeprefix(_SIGN).strip()
    elif turn.recorded:
        return None
    if (name := GROUP_COMMANDS.get(said.lower())) is not None:
        return KeyCommand(name)
    if said.startswith(THAT_WAS_KEY):
        seat = _seat(said.removeprefix(THAT_WAS_KEY), turn)
        return KeyCommand(THAT_WAS, seat.number) if seat is not None else None
    who, _, words = said.partition(":")
    seat = _seat(who, turn)
    if seat is None:
        return None
    if words.strip() and seat.recorded:
        return Utterance(turn.id, words.strip(), seat=seat.number)
    return KeyCommand(SPEAKER, seat.number)  # of whoever is not recorded not a word is taken


def _seat(said: str, turn: Turn) -> Seat | None:
    wanted = said.strip().casefold()
    found = [seat for seat in turn.seats if wanted in (seat.name.casefold(), str(seat.number))]
    return found[0] if len(found) == 1 else None
