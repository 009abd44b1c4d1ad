"""`python -m scripts.runtime`: Python for the browser, from the npm package and our wheel."""
