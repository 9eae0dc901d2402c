"""The stages over many reports: a record file of them, on one core or several."""
