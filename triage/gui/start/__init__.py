"""Coming in: the first page, a new case, who examines, evidence to add, work left over."""
