"""Readers: from the bytes of a file to a document. `reader.py` is where they are called from."""
