"""Long work as people see it: the status bar, the page of jobs, exports, closing."""
