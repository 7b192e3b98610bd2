"""What happens next. Pure: an event and the day go in, actions come out; no device, file, clock or engine here."""
