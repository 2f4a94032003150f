"""The command line: parse, ask the book, show. No budget rule and no arithmetic lives here."""
