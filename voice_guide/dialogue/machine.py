"""The phases of a conversation and the ways between them, as a ``transitions`` machine.

The machine refuses what must not happen (listening while the list is read, an answer after the end), and the state
diagram in docs/architecture.md is made from the same table.
"""

from __future__ import annotations

from enum import StrEnum

from transitions import Machine


class Phase(StrEnum):
    """Where the conversation is."""

    WELCOME = "welcome"
    PREPARATION = "preparation"
    WHO_IS_HERE = "who_is_here"
    AGREEMENT_TO_RECORD = "agreement_to_record"
    CATEGORY_INTRODUCTION = "category_introduction"
    QUESTION = "question"
    LISTENING = "listening"
    NEXT = "next"
    WAYS_FORWARD = "ways_forward"
    READ_BACK = "read_back"
    AGREEMENT = "agreement"
    PRIVATE_TIME = "private_time"
    CLOSING = "closing"
    PAUSED = "paused"
    ENDED = "ended"


_ASKING = (
    Phase.PREPARATION,
    Phase.WHO_IS_HERE,
    Phase.AGREEMENT_TO_RECORD,
    Phase.QUESTION,
    Phase.WAYS_FORWARD,
    Phase.AGREEMENT,
)
_ANYWHERE = tuple(phase for phase in Phase if phase is not Phase.ENDED)

# (what happens, from, to)
TRANSITIONS: tuple[tuple[str, tuple[Phase, ...], Phase], ...] = (
    ("greet", (Phase.WELCOME,), Phase.NEXT),
    ("prepare", (Phase.NEXT,), Phase.PREPARATION),
    ("ask_who", (Phase.NEXT,), Phase.WHO_IS_HERE),
    ("ask_to_record", (Phase.NEXT,), Phase.AGREEMENT_TO_RECORD),
    ("introduce", (Phase.NEXT,), Phase.CATEGORY_INTRODUCTION),
    ("ask", (Phase.NEXT, Phase.CATEGORY_INTRODUCTION), Phase.QUESTION),
    ("plan", (Phase.NEXT, Phase.CATEGORY_INTRODUCTION), Phase.WAYS_FORWARD),
    ("read_list", (Phase.NEXT,), Phase.READ_BACK),
    ("ask_agreement", (Phase.NEXT, Phase.READ_BACK), Phase.AGREEMENT),
    ("leave_alone", (Phase.NEXT,), Phase.PRIVATE_TIME),
    ("come_back", (Phase.PRIVATE_TIME,), Phase.NEXT),
    ("listen", _ASKING, Phase.LISTENING),
    ("hear", (Phase.LISTENING,), Phase.NEXT),
    ("pause", _ANYWHERE, Phase.PAUSED),
    ("carry_on", (Phase.PAUSED,), Phase.NEXT),
    ("close", (Phase.NEXT,), Phase.CLOSING),
    ("end", _ANYWHERE, Phase.ENDED),
)


class Phases:
    """The current phase; ``go`` moves it. An impossible move raises MachineError: a fault in the program."""

    state: str

    def __init__(self) -> None:
        self._machine = Machine(
            model=self,
            states=[str(phase) for phase in Phase],
            initial=str(Phase.WELCOME),
            transitions=[
                {"trigger": f"do_{trigger}", "source": [str(source) for source in sources], "dest": str(target)}
                for trigger, sources, target in TRANSITIONS
            ],
            auto_transitions=False,
        )

    @property
    def phase(self) -> Phase:
        """Where the conversation is now."""
        return Phase(self.state)

    def answered(self) -> None:
        """Something came at a turn: go on from it, where it was listened to or the family was left alone."""
        if self.phase is Phase.LISTENING:
            self.go("hear")
        elif self.phase is Phase.PRIVATE_TIME:
            self.go("come_back")

    def go(self, trigger: str) -> None:
        """Move by one of the table's triggers."""
        getattr(self, f"do_{trigger}")()


def diagram() -> str:
    """The table as a Mermaid state diagram; docs/architecture.md holds exactly this."""
    lines = ["stateDiagram-v2", f"    [*] --> {Phase.WELCOME}"]
    for trigger, sources, target in TRANSITIONS:
        if sources == _ANYWHERE:
            lines.append(f"    note right of {target}: {trigger} leads here from any phase but {Phase.ENDED}")
            continue
        lines += [f"    {source} --> {target}: {trigger}" for source in sources]
    lines.append(f"    {Phase.ENDED} --> [*]")
    return "\n".join(lines)
