"""The two classes that the engine's import hook is made from, without the readers of resources."""

from importlib._abc import Loader

__all__ = ["Loader", "MetaPathFinder"]


class MetaPathFinder:
    """As in the library, for finders that remember nothing."""

    def invalidate_caches(self) -> None:
        """Nothing to forget."""
