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
| 0 | Done. For `start`, `review` and `rehearse`: the closing was reached. |
| 1 | Something that a person can mend; standard error says what, what is safe, and how. |
| 2 | Wrong use: an unknown guide, option, session or format. |
| 130 | The conversation ended earlier. What was said is saved, and it can be carried on. |

## The quiet key

For the worker, in a conversation by voice at a terminal. No help line names it and no screen shows it. `F12`, or the key
that `quiet_key` in [settings.toml](settings.md) names: one press, at any moment, and within a second the program is silent,
the microphone is closed and the terminal is blank, with what had scrolled off it where the terminal allows that. What
somebody was saying in an answer is kept. Until the key comes again nothing sounds, and no other key does anything; Ctrl-C
stops the session as ever.

A second press asks: "We can carry on when you are ready. Shall we?" Anything but a clear yes, spoken or by Enter, goes on
waiting, and is not kept; the microphone is open for that question alone. S stops, and the quiet key is quiet again. After a
yes the current question is asked, and nothing else: not where you were, nor what was said. A notice or a list that may not
have been heard to its end is read before anybody is asked to agree to it. Follow-up questions (probes) stay off for the rest
of the session, also when it is carried on another day. Pressed in the last answer of all, it ends the session, kept and
closed, without a word.

## Private family time

In a guide that has it (`family-meeting`) the family is asked how long it would like to be alone. Then the microphone is
closed, the screen says so with the time of day, and two falling tones are heard. Nothing that anybody says does anything.
These keys do:

| Key | Does |
|---|---|
| space | asks whether the private time is over; Enter ends it, N or a minute without a key goes on with it |
| `.` | pause, and carry on; as deaf as the time itself |
| `s` | stop; carried on another day, it comes back to the private time, closed |
| `?`, `r` | says which key ends it |
| `#` | the help numbers, on the screen |
| the quiet key | as ever; only Enter goes on, back to the private time |

At the keyboard the same is typed: `I'm finished` (or a line that is one space), then `yes`. After the yes it is said aloud
that you can be heard again, two rising tones sound, and the microphone opens. When the chosen time is over, that is said
once, and the microphone stays closed. After `longest_minutes` of the guide (180) without an end the session stops, saved;
`start --resume latest` then asks by key whether it is over.

## The help numbers

Say "help numbers": the page is shown, and one sentence says that it is there. Say it again, and the numbers are read aloud.
The key `#` shows the page and says nothing; at the keyboard that is a line with `#` alone. `voice-guide numbers` prints it.
No record tells that anybody asked.

## The service's view

After a plan the service says for itself whether it supports it as safe. `service-view` asks for yes, no or not yet, then for
the reasons, in a line; from a pipe they are the first two lines. Both stand at the end of the transcript, under a heading of
their own, and what the family agreed stays as it is. The sheet shows the newest view where `--on-sheet` was given with it.
Given again, the newer stands below the older. The words are typed, never given on the command line, where others could
read them.

## Erasing

`erase` shows what will go, and which papers are known to hold it. Then the passphrase decides, typed at that moment; a
passphrase file does not do. Where there is no passphrase, the word `erase` is typed. In a terminal, Enter after the passphrase
goes on, and anything else leaves everything as it is; from a script the first line of standard input is the passphrase or the
word. With `--papers` the papers go too that are as they were written, with `--keep-papers` none; without either a terminal
asks, and a script keeps them. With `--all` a vault that `vault restore --move-aside` put aside goes as well.
[Privacy](privacy.md) says what goes with a person's words and what stays.
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
