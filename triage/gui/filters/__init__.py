"""The left panel, the chips above the grid and the search: what is shown, and how to change it."""
