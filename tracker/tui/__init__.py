"""The terminal UI: one immutable view state, panes that turn it into rows and lines, and widgets that draw those."""
