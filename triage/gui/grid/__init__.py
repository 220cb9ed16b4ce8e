"""The items as a grid and as a list, with a selection of our own by item id."""
