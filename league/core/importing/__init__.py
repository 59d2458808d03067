"""The Excel loop: template, tolerant reading, preview, one-transaction commit, failed rows, undo."""
