"""Sample evidence drawn by code: harmless pictures in the variety that a real disk has."""
