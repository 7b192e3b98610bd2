"""What keeps words safe: damage, guesses at the passphrase, and how a vault grows."""
