"""Forms, tables and checks: published layouts as data, and the one engine that projects lines into them."""
