"""The Word forms, one module each: `make(folder)` writes the file."""
