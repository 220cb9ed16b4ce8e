"""One open case as the window sees it: what is shown, what is asked, what is running."""
