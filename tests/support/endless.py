"""Functions that do not end well, for the process that ends them (documents/worker.py)."""

from __future__ import annotations

import os


def for_ever(data: bytes, file: str) -> int:
    while data:
        pass
    return 0


def for_much(data: bytes, file: str) -> int:
    return len(bytearray(3_000_000_000))


def crash(data: bytes, file: str) -> int:
    os._exit(7)


def count(data: bytes, file: str) -> int:
    return len(data)
