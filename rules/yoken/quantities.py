"""Every module of measures: importing this one makes all of them known to rules."""

from yoken import figures, measures, periods

__all__ = ["figures", "measures", "periods"]
