"""What is promised to be fast, measured: one table, always compared in one run."""
