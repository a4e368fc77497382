"""Linking reports with each other: which of them are copies, so that what one writer saw is not counted twice."""
