"""Files that are made of what things add up to."""
