"""Training of the default model pack; torch is imported here only, and only when asked for."""
