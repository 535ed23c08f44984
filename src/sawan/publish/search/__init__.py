"""Search over everything that the site shows, as people type it."""

from sawan.publish.search.index import KINDS, Entry, Group, Hit, Index, Results

__all__ = ["KINDS", "Entry", "Group", "Hit", "Index", "Results"]
