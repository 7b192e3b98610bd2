"""The project's own robot participant: it sits at virtual devices, waits for its turn, speaks, and times the replies."""
