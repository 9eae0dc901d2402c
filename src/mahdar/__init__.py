"""Mahdar: from Arabic press reports to a sourced record of who met, said, promised and counted what."""

__version__ = "0.1.0"
