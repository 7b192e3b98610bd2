"""Makes docs/commands.md from the program's own help.

.venv/bin/python -m tests.unit.docs.commands_page > docs/commands.md
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

from voice_guide.cli.main import parser

WIDTH = "100"  # argparse breaks its lines at the terminal's width

TOP = """# Commands

This page is the program's own help, command by command. It is made, not written: [CONTRIBUTING](../CONTRIBUTING.md)
says how. In a checkout the command is `.venv/bin/voice-guide`; `./scripts/start` does set-up, then `voice-guide start`.

Exit status, for every command:

| Status | Meaning |
|---|---|
| 0 | Done. For `start` and `rehearse`: the closing was reached. |
| 1 | Something that a person can mend; standard error says what, what is safe, and how. |
| 2 | Wrong use: an unknown guide, option, session or format. |
| 130 | The conversation ended earlier. What was said is saved, and it can be carried on. |
"""


def page() -> str:
    """The whole page. Sets COLUMNS and NO_COLOR, which argparse reads."""
    os.environ |= {"COLUMNS": WIDTH, "NO_COLOR": "1"}
    parts = [TOP]
    for command in commands(parser()):
        shown = command.format_help().rstrip()
        parts.append(f"## {command.prog}\n\n```text\n$ {command.prog} --help\n{shown}\n```\n")
    return "\n".join(parts)


def commands(found: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A command and all commands inside it, in the order of its help."""
    yield found
    for action in found._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from commands(inner)


if __name__ == "__main__":
    sys.stdout.write(page())
