"""`python -m tracker`."""

from .cli.main import program

program()
