"""Measured promises: `make bench` prints each as a ratio of two things measured in one run, on both databases."""
