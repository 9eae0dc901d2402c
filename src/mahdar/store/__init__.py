"""The record file: one SQLite database.

Takes: records. Gives: them back - exported, listed, searched, verified. Never: knows a language or reads a report.

``schema.sql`` documents every table. ``mahdar.store.database.Store`` is the open file.
"""
