"""Proposals as agencies send them, read from a table."""

from sawan.fund.proposals.reading import Proposal, Proposals, read

__all__ = ["Proposal", "Proposals", "read"]
