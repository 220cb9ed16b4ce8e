"""Model packs and what runs them: pixels in, scores out; ONNX Runtime is imported here only."""
