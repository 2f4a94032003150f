"""Readers of published documents: bytes in, a Reading out. A reader knows forms only through their specs."""
