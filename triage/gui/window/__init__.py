"""The main window: puts the rooms together and decides nothing."""
