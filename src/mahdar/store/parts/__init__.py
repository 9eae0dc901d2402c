"""The lists of the record, one module a subject: each a generator of JSON rows from an open store."""
