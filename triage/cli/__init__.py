"""The command line: one file per command, and in `shell` what they share."""
