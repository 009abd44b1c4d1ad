"""Every module of measures: importing this one makes all of them known to rules."""

from yoken import calendar_measures, figures, parameters, people, periods, timetable_measures, track_record

__all__ = [
    "calendar_measures",
    "figures",
    "parameters",
    "people",
    "periods",
    "timetable_measures",
    "track_record",
]
