"""A node of the strategy: guideline, issue, mission or success indicator; is it working, and what is missing?"""

from sawan.publish.portal.node.view import node

__all__ = ["node"]
