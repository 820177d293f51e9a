"""From words with marks to a text with choices: brackets, heads, labels, provisions, notes."""
