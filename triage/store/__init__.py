"""The case: one SQLite file, one writer, many readers. SQL is spoken on this floor only."""
