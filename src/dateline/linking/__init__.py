"""Linking: copies of documents, and events of many documents that report the same act."""
