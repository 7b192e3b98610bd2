"""The kinds of fact that the journal keeps.

They stand at the bottom because the dialogue makes facts, the journal keeps them and the papers read them. The values
are in every vault for good: a kind may be added, never renamed.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum


class FactKind(StrEnum):
    """What happened, in the words that the journal keeps."""

    SESSION_STARTED = "session started"

    PREPARATION_ANSWERED = (
        "preparation answered"  # a worker's answer to one question of the list before a joint conversation
    )

    PARTICIPANT_JOINED = "participant joined"
    PARTICIPANT_LEFT = "participant left"
    PARTICIPANT_RETURNED = "participant returned"
    PARTICIPANT_REMOVED = "participant removed"  # taken off: asked nothing more; with ``back``, put on again
    AGREED_TO_RECORD = "agreed to record"
    DECLINED_TO_RECORD = "declined to record"  # asked, and did not agree: their turns are never captured
    WITHDREW = "withdrew"  # agreed before, and takes it back

    QUESTION_ASKED = "question asked"
    CONDITIONAL_ASKED = "conditional asked"
    CATEGORY_SKIPPED = "category skipped"

    UTTERANCE_HEARD = "utterance heard"
    SECOND_TEXT = "second text"  # another recogniser read an utterance again; the text stays what was heard live
    ANSWER_KEPT = "answer kept"
    ANSWER_REOPENED = "answer reopened"
    ANSWER_CHANGED = "answer changed"
    ANSWER_TAKEN_OUT = "answer taken out"
    PASSED = "passed"
    COMMAND = "command"
    SILENCE = "silence"

    TALKING_PIECE = "talking piece"  # handed from this person, at this question, to the one in its payload

    GROUND_RULES_ANSWERED_BY = "ground rules answered by"  # each person's own yes, no or unsure to all of them

    TALK_TIME_ANSWERED = (
        "talk time answered"  # whether this person agrees to its being measured; no time is ever a fact
    )
    FIRST_WORD_OFFERED = "first word offered"

    WAY_FORWARD_DRAFTED = "way forward drafted"
    WAY_FORWARD_CHANGED = "way forward changed"
    WAY_FORWARD_DROPPED = "way forward dropped"
    WAY_FORWARD_CHANGE_OFFERED = "way forward change offered"  # somebody said no; they kept it as it is
    WAY_FORWARD_ANSWERED_BY = "way forward answered by"
    WAYS_FORWARD_NAMED = "ways forward named"  # this person has nothing more for the list
    REVIEW_DAY_SET = "review day set"

    PRIVATE_TIME_BEGAN = "private time began"  # the family is alone: nothing is captured until it has ended
    PRIVATE_TIME_ENDED = "private time ended"
    PRIVATE_TIME_LEFT_OUT = "private time left out"  # they wanted none

    SERVICE_VIEW = "service view given"  # whether the service supports the plan as safe, apart from the family

    PAPERS_WISHED = "papers wished"  # paper, phone or nothing: what this person, asked alone, wants to take with them

    DEVICE_LOST = "device lost"
    DEVICE_BACK = "device back"
    PAUSED = "paused"
    RESUMED = "resumed"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    STOPPED = "stopped"  # ended before the closing, and can be carried on
    CLOSED = "closed"  # the closing was reached: nothing is left to carry on

    EXPORTED = "exported"  # a paper was written to a file: which, where, and the SHA-256 of what was written
    ERASED = "erased"  # words were erased for good; no word and no name is in it
    LOST = "lost"  # a fact of the kind in its payload stood here; a damaged disk lost it

    RETENTION_SET = "retention set"  # how long one session is kept, where it differs from the setting
    RETENTION_NOTICE = "retention notice"  # which sessions it was told of that they will be erased


def text_hash(text: str) -> str:
    """The SHA-256 of a text, in hex: what facts name a guide or a notice by, and the vault keeps it under."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
