"""Records to dossiers: which entities and events of different reports are one, and what their values say of one another.

Takes: rows of all current documents. Gives: identities and verdicts with reasons. Never: knows a language or overrules a report.
"""
