"""Words everyone shares: records, errors, jobs, names. Standard library and numpy only."""
