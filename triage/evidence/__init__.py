"""Evidence: finding, hashing and, in a disposable child, parsing untrusted files."""
