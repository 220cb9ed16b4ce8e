"""One picture, looked at closely: where it comes from, and the view that shows it."""
