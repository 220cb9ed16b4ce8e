"""How the window looks and speaks: colours, icons, words, and the small controls all rooms use."""
