"""The journal: the one truth about every session, append-only, in one encrypted vault.

Begin at ``vault.py``: it opens and locks a vault; ``store.py`` writes and reads the facts.
"""
