"""The log, its hash chain, the journal, the snapshots, and the projections that SQLite keeps beside the log."""
