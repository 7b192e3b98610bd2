"""What the people of the command line tests say: one line for each kind of turn."""

from __future__ import annotations

# A word that is in no file of the program, so that it can be looked for everywhere.
CANARY = "quizzaciously"

_FIXED = {
    "who": "Jo",
    "who-check": "yes",
    "record": "yes",
    "wf-list": "no",
    "wf-who": "me",
    "wf-when": "on Friday",
    "wf-another": "no",
    "agree": "yes",
    "review": "in two weeks",
}


def answer_to(asked: str, mark: str = CANARY) -> str:
    """The line that answers a prompt, known by what stands in its brackets; ``mark`` is a word to find again."""
    turn = asked.split()[0]
    kind = turn.partition(":")[0]
    if turn.startswith("prepare-"):
        return "yes"
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "wf-what":
        return f"a meal all at one table {mark}"
    return f"that is how it was {mark} for all of us"
