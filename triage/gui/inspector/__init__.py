"""What is known of one picture, or of many: preview, grade, suggestions, metadata, hashes."""
