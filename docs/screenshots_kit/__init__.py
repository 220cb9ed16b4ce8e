"""What docs/screenshots.py is made of."""
