"""`sawan fund score`: points and totals of proposals under a scheme."""

from __future__ import annotations

from pathlib import Path

import click

from sawan.fund.commands.files import proposals_file, write_table_file


@click.command()
@proposals_file
@click.option("--scheme", required=True, help="Code of a shipped scheme (nesdc-2570) or a YAML file.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="CSV to write.")
def score(proposals: Path, scheme: str, out: Path) -> None:
    """Score the proposals of P.csv: the scheme's criteria columns hold the answers as its table words them."""
    from sawan import tables  # slow import
    from sawan.fund import scoring  # slow import

    loaded = scoring.load(scheme)
    scores = scoring.score(loaded, scoring.read_assessments(tables.read(proposals), loaded))
    header, rows = scoring.write_scores(loaded, scores)
    write_table_file(out, header, rows)
    closed = [each.proposal for each in scores if each.gate == 0]
    unfinished = [each.proposal for each in scores if each.gate != 0 and each.total is None]
    split = [each.proposal for each in scores if each.split]
    click.echo(f"{out}: {len(scores)} โครงการ / proposals, {loaded.code}", err=True)
    _tell("ไม่ผ่านเกณฑ์ด่านแรก", "gate closed", closed)
    _tell("ยังให้คะแนนไม่ครบ", "answers missing or assessors disagree on the gate", unfinished)
    _tell("ผู้ประเมินเห็นต่างกันมาก", "assessors far apart", split)


def _tell(th: str, en: str, proposals: list[str]) -> None:
    if proposals:
        shown = ", ".join(proposals[:20]) + (" …" if len(proposals) > 20 else "")
        click.echo(f"{th} / {en} ({len(proposals)}): {shown}", err=True)
