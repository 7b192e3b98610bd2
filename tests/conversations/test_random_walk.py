"""Conversations at random never lose an answer, get stuck, or ask a question twice unasked."""

from __future__ import annotations

import pytest

from tests.conversations.walking import walked


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_said_everything_holds(seed: int) -> None:
    walk = walked(seed, steps=45)
    assert walk.talk.finished is not None
    assert walk.talk.finished.closed
