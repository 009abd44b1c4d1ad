"""One rule, written for several engines: a total, a share of it, and twelve subjects each within a range."""
