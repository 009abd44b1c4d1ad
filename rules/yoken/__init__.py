"""Rules of the training notices as data, and the evaluator that judges facts against them."""

__version__ = "0.1.0"
