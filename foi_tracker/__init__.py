"""Ask public authorities for information, and know to the day when their answer is late."""

__version__ = "0.1.0"
