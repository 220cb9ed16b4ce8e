"""Pages beside the pictures: the case, the models, preferences and help."""
