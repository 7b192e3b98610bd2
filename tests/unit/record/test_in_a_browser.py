"""Papers as pages in a real browser, where this machine has one; scripts/bench papers looks at many more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.unit.record.hard_papers import PICTURES, papers_in, with_look
from tests.unit.record.in_browser import WAYS, browser, faults, found_browser, seen
from voice_guide.record.forms import make
from voice_guide.record.look import LAYOUTS, Look

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(found_browser() is None, reason="no Chromium here: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_can_be_used_by_anybody(chromium: Browser, layout: str, way: str) -> None:
    for _, paper, look in with_look(papers_in("one way forward"), layout):
        page = make(paper, "html", look, PICTURES.of_slot).content
        assert isinstance(page, str)
        shown = seen(chromium, page, way)
        assert len(shown.letters) > 15
        assert any(each.theirs and each.bold for each in shown.letters)
        assert faults(shown, look, way) == []


def test_words_without_an_end_are_broken_in_a_narrow_window(chromium: Browser) -> None:
    for layout in LAYOUTS:
        for _, paper, look in with_look(papers_in("long words"), layout):
            page = make(paper, "html", look, PICTURES.of_slot).content
            assert isinstance(page, str)
            assert faults(seen(chromium, page, "400 %"), look, "400 %") == []


def test_a_page_that_is_made_wrong_is_noticed(chromium: Browser) -> None:
    wrong = '<title>x</title><body><main><p style="width: 900px; color: #999; font-size: 9px">words</p><img src="data:,"></main>'
    shown = seen(chromium, wrong, "400 %")
    assert {"html-has-lang", "image-alt", "color-contrast"} <= set(shown.violations)
    assert {"scrolls sideways", "6.75 pt in MAIN", "contrast 2.8 in MAIN"} <= set(
        faults(shown, Look.of("standard"), "400 %")
    )
