"""What every command shares: output, errors, interrupts, progress, filters."""
