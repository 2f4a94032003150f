"""The read side: every answer is computed here, once, for the command line and the terminal UI alike."""
