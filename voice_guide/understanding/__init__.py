"""Words become meaning: commands, yes and no, who, what and when. Pure; the words themselves are a language's data."""
