"""Paper and office files: Excel, Word, calendar and print. Loaded only when asked for, with the libraries it needs."""
