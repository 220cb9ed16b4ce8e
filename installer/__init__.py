"""From the source tree to what is installed: scripts of the build, no part of the program."""
