"""An edition of a strategy as plain values: vision, success indicators, missions, issues, guidelines, note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sawan.plan.target import Target
from sawan.texts import Text

NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of the plan: `text.th` is official and verbatim, `text.en` a working translation.

    `phrases` is the Thai again with `|` where a line may break (it reads the same without them); `short` is an
    editorial name for drawings that never replaces the official one.
    """

    text: Text
    phrases: str = ""
    short: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Vision:
    """The vision or development goal; `heading` is the word under which the document states it."""

    wording: Wording
    heading: str = ""


@dataclass(frozen=True, slots=True)
class SuccessIndicator:
    """How the plan says its goal is measured; `indicators` are codes of the catalogue, the first is the headline."""

    code: str
    wording: Wording
    indicators: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission (พันธกิจ)."""

    code: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Owner:
    """An agency in charge of a guideline; `role` is `lead` or `support`."""

    name: Text
    role: str


@dataclass(frozen=True, slots=True)
class Links:
    """National strategy 1-6, master plans 01-23, targets of the Sustainable Development Goals."""

    national_strategy: tuple[str, ...] = ()
    master_plans: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultsChain:
    """Activity, output, outcome; the indicators along it; what must hold for one to lead to the next."""

    activity: Text
    output: Text
    outcome: Text
    indicators: tuple[str, ...] = ()
    assumptions: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Need:
    """Data that the guideline's question needs; `have` is `yes`, `partly` or `no`, `where` says what and from whom."""

    text: Text
    have: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """The sentence (with `{placeholders}` for live values) and the chart of the guideline's page."""

    sentence: Text
    chart: Text


@dataclass(frozen=True, slots=True)
class TypicalProject:
    """A real project line that shows what the guideline means; `amount_baht` is None where no amount was read."""

    name: str
    agency: str
    amount_baht: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class UmbrellaProject:
    """A line of money with its own targets that was planned under a guideline.

    `money` is whose money it is (`provincial`, `cluster`, `ministry`, `local`), `stage` how far it had come
    (`bill`, `act`, ...), `trust` how the figure was read (A official artefact, B second hand, C not confirmed);
    `tie` says whether its place under this guideline is a `proposal` or `confirmed`; `covers` lists the areas
    that the money is for.
    """

    id: str
    name: Text
    fiscal_year: int
    amount_baht: Decimal
    money: str
    stage: str
    trust: str
    tie: str
    source: str
    covers: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Guideline:
    """A guideline (แนวทางการพัฒนา) with what its page, its owner and the analyses need."""

    code: str
    wording: Wording
    letter: str = ""
    missions: tuple[str, ...] = ()
    success_indicators: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    projects: tuple[UmbrellaProject, ...] = ()
    owners: tuple[Owner, ...] = ()
    links: Links | None = None
    results_chain: ResultsChain | None = None
    tuesday_question: Text = NOTHING
    analysis: Text = NOTHING
    modules: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    page: PageText | None = None
    typical_projects: tuple[TypicalProject, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A development issue (ประเด็นการพัฒนา) with its guidelines.

    `objectives`, `measures`, `strategies` keep what some documents write under an issue: เป้าประสงค์, ตัวชี้วัด
    as worded, and กลยุทธ์ below the guidelines.
    """

    code: str
    wording: Wording
    missions: tuple[str, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    objectives: tuple[Text, ...] = ()
    measures: tuple[Text, ...] = ()
    strategies: tuple[Text, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text was published."""

    text: Text
    address: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field of this file that the official document does not state, and what has to happen with it."""

    field: str
    text: Text


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of a published document that the reader could not place."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The strategy of a province for a fiscal year (B.E.), or for the years from it to `last_year`.

    `province` is "" and `fiscal_year` None in a draft whose document did not say them.
    """

    province: str
    fiscal_year: int | None
    last_year: int | None = None
    title: Text = NOTHING
    source: Source | None = None
    proposals: tuple[Proposal, ...] = ()
    vision: Vision | None = None
    objectives: tuple[Text, ...] = ()
    success_indicators: tuple[SuccessIndicator, ...] = ()
    missions: tuple[Mission, ...] = ()
    issues: tuple[Issue, ...] = ()
    note: Wording | None = None
    not_understood: tuple[Unread, ...] = ()

    @property
    def key(self) -> str:
        """`60/2564`, the name under which people ask for it."""
        return f"{self.province}/{self.fiscal_year}"

    @property
    def guidelines(self) -> tuple[Guideline, ...]:
        """All guidelines in order."""
        return tuple(guideline for issue in self.issues for guideline in issue.guidelines)

    def is_proposal(self, field: str) -> bool:
        """Whether a field of this edition is ours to propose and not the document's."""
        return any(proposal.field == field for proposal in self.proposals)

    def indicator_codes(self) -> Iterator[tuple[str, str]]:
        """Every code of the catalogue that the edition names, with the code of the node that names it."""
        for success in self.success_indicators:
            yield from ((success.code, code) for code in success.indicators)
            yield from ((success.code, target.indicator) for target in success.targets if target.indicator)
        for issue in self.issues:
            yield from ((issue.code, target.indicator) for target in issue.targets if target.indicator)
        for guideline in self.guidelines:
            yield from ((guideline.code, code) for code in _codes_of(guideline))


def _codes_of(guideline: Guideline) -> Iterator[str]:
    yield from guideline.indicators
    if guideline.results_chain:
        yield from guideline.results_chain.indicators
    for target in guideline.targets:
        yield from filter(None, (target.indicator,))
    for project in guideline.projects:
        yield from (target.indicator for target in project.targets if target.indicator)
