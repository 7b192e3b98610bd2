"""How well people are heard out, part by part: ``scripts/bench hearing [PART] [OPTIONS]``."""
