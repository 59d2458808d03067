"""What the register writes for other programs: documents and calendars."""
