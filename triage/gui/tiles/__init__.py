"""Where pictures come from, and how one item is painted as a tile."""
