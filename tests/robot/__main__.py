"""Holds one conversation with any voice program, from the command line.

    python -m tests.robot --script answers.json --out DIR [--limit 300] [--terminal] -- COMMAND ...

The script is a list of items as in a rehearsal's answers. DIR gets report.json, both.wav (left: loudspeaker, right:
microphone) and program.log. Exit status: the program's; 124 when the limit passed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import soundfile

from tests.robot.robot import at_the_table
from tests.robot.table import table
from tests.robot.timing import Turn
from tests.virtual_sound import RATE, missing_programs, virtual_sound
from voice_guide.session.answer_file import read_answers


def main() -> int:
    """Hold the conversation."""
    parser = argparse.ArgumentParser(prog="python -m tests.robot", description="a robot participant at virtual devices")
    parser.add_argument("--script", type=Path, required=True, help="a rehearsal's list of answers")
    parser.add_argument("--out", type=Path, required=True, help="folder for report, sound and log")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds after which the program is ended")
    parser.add_argument("--terminal", action="store_true", help="give the program a terminal, for keys")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the program, after --")
    options = parser.parse_args()
    if missing := missing_programs():
        parser.error(f"needs {', '.join(missing)}")
    options.out.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [word for word in options.command if word != "--"]
    with virtual_sound() as sound, table(sound) as there, (options.out / "program.log").open("wb") as log:
        with at_the_table(
            there,
            command,
            environment={},
            log=log,
            terminal=options.terminal,
            limit_seconds=options.limit,
        ) as robot:
            items = iter(read_answers(options.script).items)
            turns = robot.converse(lambda: next(items, None))
            status = robot.program.returncode
        soundfile.write(options.out / "both.wav", there.tape.both(), RATE)
    rows = [_row(turn) for turn in turns]
    (options.out / "report.json").write_text(json.dumps({"exit": status, "turns": rows}, indent=1), encoding="utf-8")
    print(json.dumps(rows, indent=1))
    return int(status)


def _row(turn: Turn) -> dict[str, object]:
    seconds = turn.reply_seconds
    return {
        "said": turn.item.say or str(turn.item.wav or turn.item.key or ""),
        "prompt_end": turn.prompt_end,
        "answer_start": turn.answer_start,
        "answer_end": turn.answer_end,
        "reply_start": turn.reply_start,
        "reply_seconds": None if seconds is None else round(seconds, 3),
        "cut_off": turn.cut_off,
    }


if __name__ == "__main__":
    sys.exit(main())
