"""What pages, documents and commands ask of evaluation: statuses of a plan, the outlook of an indicator."""

from sawan.evaluate.queries.outlook import Outlook, chance, forecast_of, outlook
from sawan.evaluate.queries.statuses import (
    STRATEGY,
    NodeStatus,
    TargetStatus,
    guideline_status,
    observed,
    planned_targets,
    rollups,
    statuses,
    target_statuses,
)

__all__ = [
    "STRATEGY",
    "NodeStatus",
    "Outlook",
    "TargetStatus",
    "chance",
    "forecast_of",
    "guideline_status",
    "observed",
    "outlook",
    "planned_targets",
    "rollups",
    "statuses",
    "target_statuses",
]
