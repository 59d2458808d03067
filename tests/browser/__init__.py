"""What a person does, in a real Chromium and with a real LibreOffice."""
