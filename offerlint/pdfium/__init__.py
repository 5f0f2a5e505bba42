"""Programs that touch the library of PDFs, each in a process of its own: that can be ended, and can fall alone."""
