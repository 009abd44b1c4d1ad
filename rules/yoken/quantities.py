"""Every module of measures: importing this one makes all of them known to rules."""

from yoken import calendar_measures, figures, measures, parameters, people, periods, track_record

__all__ = ["calendar_measures", "figures", "measures", "parameters", "people", "periods", "track_record"]
