"""The setup for Windows: what it installs, and the scripts of NSIS that do it."""
