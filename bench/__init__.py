"""Proofs that take longer than a test: accuracy against hand labels, fuzzing, speed, one text in two formats."""
