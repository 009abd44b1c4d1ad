"""The parts of the bench. A part is a module here with `TITLE` and `rows()`; see `scripts.benchmarks.part`."""
