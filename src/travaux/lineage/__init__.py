"""What became of a text, of an issue and of one delegation's words, version by version."""
