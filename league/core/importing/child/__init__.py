"""A program of its own that opens a stranger's workbook. It knows nothing of Django and must start in a moment."""
