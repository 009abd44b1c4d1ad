"""No event loop. The engine looks for `get_event_loop` while it starts and calls it where something is awaited: never here."""


def get_event_loop() -> None:
    raise RuntimeError("nothing is awaited here")
