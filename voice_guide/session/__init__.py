"""The loop: perform an action, write what happened, feed it back; by voice, by keyboard or in rehearsal."""
