"""Sound becomes utterances: voice activity, when an answer ends, and what was said in it."""
