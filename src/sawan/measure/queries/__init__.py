"""What pages, documents, the API and commands ask about observations; every answer names its data version."""

from sawan.measure.queries.figures import Figure, Point, TimeSeries, figure, latest, series
from sawan.measure.queries.history import EditionHistory, Revision, editions
from sawan.measure.queries.lineage import Contributions, Lineage, contributions, explain
from sawan.measure.queries.listing import Listed, provinces_by_year, table
from sawan.measure.queries.overview import Coverage, Holding, Holdings, coverage, holdings
from sawan.measure.queries.previewing import Preview, preview
from sawan.measure.queries.quality import of_series as remarks
from sawan.measure.queries.ranking import Across, AreaFigure, Rank, across, rank
from sawan.measure.queries.runs import RunInfo, run, runs

__all__ = [
    "Across",
    "AreaFigure",
    "Contributions",
    "Coverage",
    "EditionHistory",
    "Figure",
    "Holding",
    "Holdings",
    "Lineage",
    "Listed",
    "Point",
    "Preview",
    "Rank",
    "Revision",
    "RunInfo",
    "TimeSeries",
    "across",
    "contributions",
    "coverage",
    "editions",
    "explain",
    "figure",
    "holdings",
    "latest",
    "preview",
    "provinces_by_year",
    "rank",
    "remarks",
    "run",
    "runs",
    "series",
    "table",
]
