"""Papers on the screen, on the printer, and in a file whose name tells nothing: with programs that stand for the system's."""

from __future__ import annotations

import os
import re
import signal
import stat
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.cli.program import Home
from tests.integration.cli.terminal import Terminal
from tests.kept import keep
from tests.unit.record.planned import family
from voice_guide.journal.exports import papers, prints
from voice_guide.journal.vault import Vault

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is Linux's"),
]
ASKED = "Type save, print or neither: "
# Keeps what it was given, and what anybody could see of it.
VIEWER = """#!/bin/sh
echo "$1" > "$SEEN/path"
cp "$1" "$SEEN/shown"
stat -c "%a" "$1" "$(dirname "$1")" > "$SEEN/modes"
"""
PRINTER = """#!/bin/sh
echo "$@" > "$SEEN/arguments"
cat > "$SEEN/printed"
echo "request id is Office-two-12 (0 file(s))"
"""


@dataclass
class Desk:
    """A home with a screen, a viewer and a printer."""

    home: Home
    programs: Path
    seen: Path
    own: Path

    def program(self, name: str, script: str) -> None:
        """Put this in the place of the system's."""
        file = self.programs / name
        file.write_text(script, encoding="utf-8")
        file.chmod(0o755)

    def what_was(self, name: str) -> str:
        """What a program noted."""
        return (self.seen / name).read_text(encoding="utf-8").strip()

    def journal(self) -> tuple[list[str], list[str]]:
        """The files and the printers that the journal knows of."""
        with Vault.open(self.home.vault, passphrase=None) as vault:
            facts = vault.facts(vault.find_session("latest"))
        return [str(each.file) for each in papers(facts)], [each.printer for each in prints(facts)]


@pytest.fixture
def desk(home: Home) -> Desk:
    places = [home.folder / name for name in ("programs", "seen", "own")]
    for place in places:
        place.mkdir()
    made = Desk(home, *places)
    home.extra |= {
        "PATH": f"{made.programs}:/usr/bin:/bin",
        "DISPLAY": ":99",
        "SEEN": str(made.seen),
        "HOME": str(made.own),
    }
    made.program("xdg-open", VIEWER)
    made.program("lp", PRINTER)
    with Vault.create(home.vault, passphrase=None) as vault:
        keep(vault, family())
    return made


def test_it_is_shown_and_nothing_of_it_stays(desk: Desk) -> None:
    ran = desk.home.run("sheet", "latest", "--preview", lines="neither\n")
    assert (ran.status, ran.err) == (0, "Nothing was saved or printed.\n")
    assert (desk.seen / "shown").read_bytes().startswith(b"%PDF-")
    assert desk.what_was("modes").split() == ["600", "700"]
    path = Path(desk.what_was("path"))
    assert path.name.startswith("paper-")
    assert not path.parent.exists()
    assert desk.journal() == ([], [])
    assert list(desk.own.iterdir()) == []


@pytest.mark.parametrize("lines", ["", "\n", "perhaps\nhm\nwell\n"])
def test_without_a_plain_word_nothing_is_saved_or_printed(desk: Desk, lines: str) -> None:
    ran = desk.home.run("sheet", "latest", "--preview", lines=lines)
    assert (ran.status, "Nothing was saved or printed." in ran.err) == (0, True)
    assert desk.journal() == ([], [])
    assert not Path(desk.what_was("path")).parent.exists()


def test_after_a_look_it_is_saved_under_a_name_that_tells_nothing(desk: Desk) -> None:
    ran = desk.home.run("sheet", "latest", "--preview", "--layout", "large-print", lines="save it please\n")
    assert ran.status == 0
    (file,) = desk.own.iterdir()
    assert file.name == f"paper-{desk.home.data()['session']}.pdf"
    assert f"Written, readable by you alone: {file}" in ran.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes() == (desk.seen / "shown").read_bytes()
    assert desk.journal() == ([str(file)], [])


def test_after_a_look_it_is_printed_and_the_journal_knows_where(desk: Desk) -> None:
    ran = desk.home.run("sheet", "latest", "--preview", "--format", "html", lines="print\n")
    assert ran.status == 0
    assert "Sent to the printer (Office-two)." in ran.err
    assert (desk.seen / "shown").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (desk.seen / "printed").read_bytes().startswith(b"%PDF-")
    assert desk.what_was("arguments") == f"-t paper-{desk.home.data()['session']}"
    assert desk.journal() == ([], ["Office-two"])


def test_saving_twice_writes_over_nothing(desk: Desk) -> None:
    for form in ("", "", "docx"):
        given = ("--format", form) if form else ()
        assert desk.home.run("transcript", "latest", "--save", *given).status == 0
    session = desk.home.data()["session"]
    names = sorted(each.name for each in desk.own.iterdir())
    assert names == [f"paper-{session}-2.pdf", f"paper-{session}.docx", f"paper-{session}.pdf"]
    assert len(desk.journal()[0]) == 3


def test_it_is_printed_at_once_on_the_printer_that_is_named(desk: Desk) -> None:
    ran = desk.home.run("transcript", "latest", "--person", "Jo", "--print", "--printer", "Kitchen")
    assert (ran.status, "(Kitchen)" in ran.err) == (0, True)
    assert desk.what_was("arguments").endswith("-d Kitchen")
    out = desk.home.folder / "x.html"
    both = desk.home.run("sheet", "latest", "--printer", "Kitchen", "--out", str(out))
    assert both.status == 0
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert desk.journal() == ([str(out)], ["Kitchen", "Kitchen"])


def test_where_it_can_not_be_printed_it_is_told_and_the_journal_says_nothing(desk: Desk) -> None:
    desk.program("lp", '#!/bin/sh\necho "lp: Error - no default\033[2J destination" >&2; exit 1\n')
    refused = desk.home.run("sheet", "latest", "--print")
    assert (refused.status, refused.out) == (1, "")
    assert "The printer did not take it: lp: Error - no default [2J destination" in refused.err
    (desk.programs / "lp").unlink()
    desk.home.extra["PATH"] = str(desk.programs)
    missing = desk.home.run("sheet", "latest", "--print")
    assert (missing.status, "no program here that prints" in missing.err) == (1, True)
    assert desk.journal() == ([], [])


@pytest.mark.parametrize("reason", ["no screen", "no viewer", "a viewer that can't"])
def test_where_it_can_not_be_shown_its_text_is(desk: Desk, reason: str) -> None:
    if reason == "no screen":
        desk.home.extra["DISPLAY"] = desk.home.extra["WAYLAND_DISPLAY"] = ""
    elif reason == "no viewer":
        (desk.programs / "xdg-open").unlink()
        desk.home.extra["PATH"] = str(desk.programs)
    else:
        desk.program("xdg-open", "#!/bin/sh\nexit 3\n")
    ran = desk.home.run("sheet", "latest", "--preview", lines="save\n")
    assert ran.status == 0
    assert "This is its text:" in ran.err
    assert "OUR WAYS FORWARD" in ran.out.upper()
    (file,) = desk.own.iterdir()
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_viewer_that_stays_open_holds_nothing_up(desk: Desk) -> None:
    desk.program("xdg-open", f"{VIEWER}\necho $$ > $SEEN/number\nexec sleep 600\n")
    began = time.monotonic()
    ran = desk.home.run("sheet", "latest", "--preview", lines="neither\n")
    assert ran.status == 0
    assert time.monotonic() - began < 30
    os.kill(int(desk.what_was("number")), signal.SIGTERM)  # it lives on, and is nobody's to end but its own


def test_in_a_terminal_ctrl_c_leaves_nothing_behind(desk: Desk) -> None:
    terminal = Terminal(desk.home, "sheet", "latest", "--preview")
    terminal.until(ASKED)
    path = Path(desk.what_was("path"))
    assert path.is_file()
    terminal.type("\x03")
    assert terminal.ended() == 130
    assert not path.parent.exists()
    assert desk.journal() == ([], [])


def test_what_a_killed_preview_left_goes_with_the_next_command(desk: Desk) -> None:
    talk = desk.home.talk("sheet", "latest", "--preview")
    waits(desk.seen / "modes")
    talk.kill()
    path = Path(desk.what_was("path"))
    assert path.is_file()  # the fault is real
    assert desk.home.run("sessions").status == 0
    assert not path.parent.exists()


def waits(file: Path) -> None:
    """Until this file holds something."""
    end = time.monotonic() + 30
    while time.monotonic() < end and not (file.is_file() and file.stat().st_size):
        time.sleep(0.05)


def test_before_erasing_it_is_told_that_it_was_printed(desk: Desk) -> None:
    assert desk.home.run("sheet", "latest", "--print").status == 0
    assert desk.home.run("transcript", "latest", "--person", "Kai", "--print").status == 0
    ran = desk.home.run("erase", "latest", "--person", "Jo", lines="erase\n")
    assert ran.status == 0
    assert ran.out.count("(Office-two). Only people can take a print back.") == 1
    assert desk.journal() == ([], ["Office-two", "Office-two"])
    every = desk.home.run("erase", "latest", lines="erase\n")
    assert every.out.count("Only people can take a print back.") == 2


def test_what_was_made_and_where_it_went_can_be_looked_up(desk: Desk) -> None:
    out = [desk.home.folder / name for name in ("a.md", "b.md", "c.md")]
    for file in out:
        assert desk.home.run("sheet", "latest", "--out", str(file)).status == 0
    assert desk.home.run("export", "latest", "--person", "Jo", "--out", str(out[0])).status == 0
    assert desk.home.run("sheet", "latest", "--print").status == 0
    out[1].write_text("changed", encoding="utf-8")
    out[2].unlink()
    _, made = desk.home.run("papers", "latest").out.split("What was made from it:\n")
    lines = [re.sub(r"^  \d{4}-\d\d-\d\d \d\d:\d\d  ", "", line) for line in made.splitlines()]
    assert lines == [
        f"sheet: {out[1]} (not as it was written)",
        f"sheet: {out[2]} (not there any more)",
        f"person p1: {out[0]}",
        "sheet: printed (Office-two)",
    ]


@pytest.mark.parametrize("given", [("--preview", "--print"), ("--save", "--out", "x.md")])
def test_two_places_at_once_that_do_not_go_together_are_refused(desk: Desk, given: tuple[str, ...]) -> None:
    assert desk.home.run("sheet", "latest", *given).status == 2
