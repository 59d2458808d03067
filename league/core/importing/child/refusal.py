"""Why a file is not read."""


class Refused(Exception):
    """The whole file is refused; the Chinese message says what is wrong and how to mend it."""
