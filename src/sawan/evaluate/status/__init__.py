"""The status of an indicator against its target: five marks that are never better than their data."""

from sawan.evaluate.status.judge import Status, judge
from sawan.evaluate.status.rule import JUDGED, MARK_WORDS, RULE, Chance, Mark, Observed, Rule, mark_of

__all__ = ["JUDGED", "MARK_WORDS", "RULE", "Chance", "Mark", "Observed", "Rule", "Status", "judge", "mark_of"]
