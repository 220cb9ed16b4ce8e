"""One file a check: each is a function that takes the :class:`Patient` and gives a finding."""
