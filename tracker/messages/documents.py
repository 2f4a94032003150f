"""See __init__."""

MESSAGES: dict[str, tuple[str, str]] = {}
