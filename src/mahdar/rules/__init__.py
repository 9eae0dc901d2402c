"""The engines that rules run on. They know no language: tables, tokens, phrases, context."""
