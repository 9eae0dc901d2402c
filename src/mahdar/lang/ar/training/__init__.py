"""Training of the models in ``lang/ar/models``.

Takes: public corpora kept outside the project. Gives: model files and their cards. Never: is imported at run time; looks
at a clock; draws at random without a fixed seed.
"""
