"""Makes the site's Markdown from the rulebook: one page maker a module, found by its `pages` function."""
