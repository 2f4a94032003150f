"""`python -m tracker`."""

from .cli.main import main

main()
