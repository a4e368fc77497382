"""Linking reports with each other.

Which are copies, so that what one writer saw is not counted twice; and which events of different documents report the
same act, and so are one incident.
"""
