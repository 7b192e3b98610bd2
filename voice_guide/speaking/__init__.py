"""Speaking: turns prompts into sound that can be stopped within 100 ms."""
