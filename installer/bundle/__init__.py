"""The frozen program: one folder that needs no Python."""
