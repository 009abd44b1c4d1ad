"""Only `escape`: the other direction needs a table of 2,231 names."""


def escape(s: str, quote: bool = True) -> str:
    """As in the library, character for character."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s
