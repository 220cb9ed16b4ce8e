"""The self-test: whether this machine and this installation can be trusted with a case."""
