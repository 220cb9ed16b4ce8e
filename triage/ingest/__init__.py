"""The import job and its relatives: wires evidence, inference and store, owns no algorithm."""
