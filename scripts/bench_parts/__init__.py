"""The parts of scripts/bench: each is a program that prints Markdown tables."""
