"""The Linux archive, tried in a bare Debian without Python."""
