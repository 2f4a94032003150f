"""The core: money, lines, events, rules and state. Pure: it reads no clock, no disk and nothing else of ours."""
