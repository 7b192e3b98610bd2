"""Guides: authored content, as data."""
