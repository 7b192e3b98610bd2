"""The command line. ``wiring`` alone knows every room."""
