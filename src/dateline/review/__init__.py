"""What people judged, put to use: lines to train and measure on, who judged how much, and how far reviewers agree."""

from __future__ import annotations

from dateline.review.agreeing import Agreement, agreement
from dateline.review.counting import Reviewer, reviewers
from dateline.review.judged import lines

__all__ = ["Agreement", "Reviewer", "agreement", "lines", "reviewers"]
