"""The engine's Python side without its event loop: each question is answered in one call, nothing is awaited.

With the loop would come asyncio, sockets, subprocesses and all they import: a third of the library.
"""
