"""Measures the tracker against its speed targets, a well-known peer and the raw machine. `python -m benchmarks`."""
