"""What templates say: both languages in place, phrases that never break, numbers, marks, addresses in a language."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sawan import thai
from sawan.charts import marks
from sawan.charts.theme import data_marks, status_marks
from sawan.fiscal import say_date
from sawan.texts import Text

register = template.Library()


def language(context: Context) -> str:
    """The language of the page being written: `th` or `en`."""
    request = context.get("request")
    return str(getattr(request, "LANGUAGE_CODE", None) or context.get("lang") or "th")


@register.simple_tag(takes_context=True)
def say(context: Context, th: str | Text, en: str = "") -> str:
    """`{% say "ไทย" "English" %}` or `{% say text %}`: the words in the page's language."""
    text = th if isinstance(th, Text) else Text(th, en)
    return str(conditional_escape(text.say(language(context))))


@register.simple_tag(takes_context=True)
def phrases(context: Context, text: Text | str) -> SafeString:
    """A text whose lines break only between its phrases; the Thai carries its language on an English page."""
    lang = language(context)
    said = text.say(lang) if isinstance(text, Text) else text
    pieces = format_html_join(mark_safe("<wbr>"), '<span class="nb">{}</span>', ((p,) for p in _unbroken(said)))
    if lang == "en" and thai.is_thai(said):
        return mark_safe(f'<span lang="th">{pieces}</span>')
    return pieces


def _unbroken(text: str) -> list[str]:
    """Thai by its phrases; what is long and not Thai, inside a Thai text too, by its words."""
    phrases = thai.phrases(text) if thai.is_thai(text) else [text]
    return [part for phrase in phrases for part in (_english(phrase) if _breaks_at_words(phrase) else [phrase])]


def _breaks_at_words(phrase: str) -> bool:
    return not thai.is_thai(phrase) and len(phrase) >= 18


def _english(text: str) -> list[str]:
    words = text.replace(thai.BREAK, "").split(" ")
    return [word + " " for word in words[:-1]] + words[-1:]


@register.filter
def plain(text: str) -> str:
    """A stored text without its phrase breaks."""
    return thai.plain(text)


@register.filter
def number(value: float | Decimal | int | None, decimals: int | None = None) -> str:
    """Thousands separated, a true minus sign, a dash where there is no value."""
    if value is None:
        return "—"
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    return f"{value:,.{int(decimals)}f}".replace("-", "−")


@register.filter
def slice_year(year: int) -> str:
    """The last two digits of a B.E. year, for heads of narrow columns."""
    return f"{year % 100:02d}"


@register.filter
def million(value: Decimal | float | int | None) -> str:
    """Baht in millions with one decimal; a dash where there is no value."""
    return "—" if value is None else number(Decimal(value) / 1_000_000, 1)


@register.filter
def moment(when: datetime, lang: str) -> str:
    """Day and time of the clock in Bangkok: `24 พ.ย. 2569 13:40`."""
    here = timezone.localtime(when)
    return f"{say_date(here.date(), lang, short=True)} {here:%H:%M}"


@register.filter
def letter(status: str) -> str:
    """The letter behind a year: `p` preliminary, `e` estimate, nothing for official."""
    mark = data_marks().get(status)
    return mark[1] if mark else ""


@register.simple_tag(takes_context=True)
def status(context: Context, code: str, pill: str = "") -> SafeString:
    """The mark of a status with its word; `{% status code "pill" %}` draws it as a chip."""
    word = status_marks()[code].word.say(language(context))
    css = f"status {code}" + (" pill" if pill else "")
    return mark_safe(f'<span class="{css}">{marks.status_mark(code)}<span>{conditional_escape(word)}</span></span>')


@register.simple_tag(takes_context=True)
def status_shape(context: Context, code: str) -> SafeString:
    """The mark alone, its word in the accessible name: only where the legend stands on the same screen."""
    word = status_marks()[code].word.say(language(context))
    return mark_safe(f'<span class="status {code}">{marks.status_mark(code, word=word)}</span>')


@register.simple_tag
def logo() -> SafeString:
    """The mark of Sawan."""
    return mark_safe(marks.logo())


@register.simple_tag
def share_bar(share: float, color: str) -> SafeString:
    """A bar of a list."""
    return mark_safe(marks.share_bar(share, color))


@register.simple_tag(takes_context=True)
def link(context: Context, path: str) -> str:
    """A path of the site in the page's language: `{% link "/indicators/hai" %}`."""
    return f"/en{path}" if language(context) == "en" else path
