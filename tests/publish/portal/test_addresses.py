"""Addresses for paper: each link of the main part once, its words apart where they stood apart."""

from sawan.publish.portal.addresses import MOST, with_addresses

PAGE = "<nav><a href='/x'>menu</a></nav><main>{}</main><footer></footer>"


def test_links_stand_at_the_end_of_main_once_with_their_words() -> None:
    links = '<a href="/s/1.1"><span>1.1</span><b>H</b><span class="nb">ศูนย์กลาง</span><span>สุขภาพ</span></a>'
    links += '<a href="/s/1.1">again</a><a href="#here">here</a><svg><a href="/drawn">drawn</a></svg>'
    page = with_addresses(PAGE.format(links), "en")
    start = page.index('<section class="print-only addresses">')
    assert page[start:].endswith("</section></main><footer></footer>")
    assert page[start:].count("<li>") == 1
    assert "<li>1.1 H ศูนย์กลางสุขภาพ <span>/s/1.1</span></li>" in page


def test_pages_without_links_or_with_too_many_stay_as_they_are() -> None:
    bare, many = PAGE.format("text"), PAGE.format("".join(f'<a href="/{n}">n</a>' for n in range(MOST + 1)))
    assert with_addresses(bare, "th") == bare and with_addresses(many, "th") == many
    assert with_addresses("no page", "th") == "no page"
