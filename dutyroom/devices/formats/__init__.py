"""Sans-IO decoders, one module per caller-ID or recorder-box format."""
