"""Raw to Document: repair, drop what is not the article, split.

Takes: a ``Raw`` and a language. Gives: a ``Document`` whose every code point maps to the raw text. Never: corrects a typo.
"""
