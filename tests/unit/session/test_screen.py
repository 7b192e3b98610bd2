"""What is shown, and that nothing is while the screen is to stay blank."""

from __future__ import annotations

import io

from voice_guide.session.screen import BLANK, Screen


class Gone(io.StringIO):
    """A terminal that has been closed."""

    def write(self, text: str) -> int:
        raise OSError


def test_lines_are_shown() -> None:
    out = io.StringIO()
    Screen(out, (out,)).show("Hello.", "Who is here?")
    assert out.getvalue() == "Hello.\nWho is here?\n"


def test_blank_means_cleared_and_nothing_more_until_it_ends() -> None:
    out = io.StringIO()
    screen = Screen(out, (out,))
    screen.show("Hello.")
    screen.keep_blank(True)
    screen.show("What happened?")
    assert out.getvalue() == "Hello.\n" + BLANK
    screen.keep_blank(False)
    screen.show("Shall we?")
    assert out.getvalue() == "Hello.\n" + BLANK + "Shall we?\n"


def test_the_screen_is_cleared_before_what_has_scrolled_off_it() -> None:
    assert BLANK.index("\x1b[2J") < BLANK.index("\x1b[3J")


def test_a_file_gets_no_signs_for_a_terminal() -> None:
    out = io.StringIO()
    screen = Screen(out)
    screen.keep_blank(True)
    screen.show("What happened?")
    assert out.getvalue() == ""


def test_a_terminal_that_has_gone_is_no_fault() -> None:
    other = io.StringIO()
    Screen(io.StringIO(), (Gone(), other)).keep_blank(True)
    assert other.getvalue() == BLANK
