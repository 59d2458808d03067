"""Files that are made of what happens."""
