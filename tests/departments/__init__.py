"""Made-up departments of several years, harder than most real ones, with what really happened to them: documents for
`propose`, `diff` and `bridge` to be tried on as on unknown files (`python -m tests.departments`)."""
