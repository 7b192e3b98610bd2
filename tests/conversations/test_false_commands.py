"""Stories told in answer to an open question: none is taken for a command, and hardly one is asked about."""

from __future__ import annotations

import random

from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.told_stories import Stories


def test_no_story_is_taken_for_a_command() -> None:
    for story in Stories(ENGLISH, random.Random(5)).tell(words=2000):
        talk = Conversation.begin().say(story)
        assert talk.outcomes[-1] == "answer", story
        assert talk.asked == "check" or story in talk.words_kept(), story
