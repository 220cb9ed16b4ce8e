"""One whole sitting at the window, with real events of an X server, and a second look at it."""
