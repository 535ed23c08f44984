"""Public addresses: the citizen's nouns."""

from __future__ import annotations

from django.urls import path, register_converter

from sawan.publish.portal import (
    about,
    area,
    data,
    effect,
    evaluation,
    explain,
    home,
    indicator,
    indices,
    integrity_page,
    node,
    parts,
    review,
    searching,
    strategy,
    templates,
    what_if,
)


class BuddhistYear:
    """A four-digit B.E. year in an address."""

    regex = "2[4-7][0-9]{2}"

    def to_python(self, value: str) -> int:
        """The year as a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The year as written."""
        return str(value)


register_converter(BuddhistYear, "be")

app_name = "publish"

urlpatterns = [
    path("", home.home, name="home"),
    path("strategy", strategy.newest, name="strategies"),
    path("strategy/<be:year>", strategy.strategy, name="strategy"),
    path("strategy/<be:year>.<slug:form>", strategy.download, name="strategy-file"),
    path("strategy/<be:year>/diff/<be:other>", strategy.difference, name="difference"),
    path("strategy/<be:year>/<str:code>", node.node, name="node"),
    path("indices", indices.indices, name="indices"),
    path("indices/<slug:code>", indices.index, name="index"),
    path("indices/<slug:code>.yaml", indices.specification, name="specification"),
    path("parts/<slug:code>", parts.parts, name="parts"),
    path("integrity", integrity_page.page, name="integrity"),
    path("evaluate", evaluation.start, name="evaluate"),
    path("evaluate/review", review.review, name="review"),
    path("evaluate/what-if", what_if.what_if, name="what-if"),
    path("evaluate/effect", effect.effect, name="effect"),
    path("evaluate/<slug:code>", evaluation.analysis, name="analysis"),
    path("search", searching.search, name="search"),
    path("search/suggest", searching.suggest, name="suggest"),
    path("about/status", about.status, name="about-status"),
    path("about/ask", about.ask, name="ask"),
    path("about/contact", about.contact, name="contact"),
    path("credits", about.credits, name="credits"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("changes", about.changes, name="changes"),
    path("documents", about.documents, name="documents"),
    path("areas", area.areas, name="areas"),
    path("areas/<str:code>", area.area, name="area"),
    path("data", data.catalogue, name="data"),
    path("data/calendar", about.calendar, name="calendar"),
    path("data/api", about.api, name="api"),
    path("data/template.xlsx", templates.of_many, name="templates"),
    path("data/<slug:code>-template.xlsx", templates.of_indicator, name="template-xlsx"),
    path("data/<slug:code>", data.dataset, name="dataset"),
    path("data/<slug:code>-contributions.csv", data.contributions, name="contributions"),
    path("data/<slug:code>-template.csv", data.template, name="template"),
    path("data/<slug:code>.<slug:form>", data.download, name="download"),
    path("indicators/<slug:code>", indicator.indicator, name="indicator"),
    path("indicators/<slug:code>.png", indicator.picture, name="indicator-png"),
    path("indicators/<slug:code>/explain", explain.explain, name="explain"),
]
