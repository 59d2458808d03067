"""Things that are killed in the middle: real workers on a real broker, ended by SIGKILL."""
