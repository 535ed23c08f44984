"""`sawan measure verify`: the proof that what is stored is what was brought."""

from __future__ import annotations

import click

from sawan import console
from sawan.measure import faults


@click.command()
@console.output_format("table", "json")
def verify(format_: str) -> int:
    """Compare every run with its rows and its copy; exit status 1 when one differs."""
    console.start_django()
    from sawan.measure.queries import analysis

    checks = list(analysis.verify())
    wrong = [check for check in checks if check.fault]
    lost = analysis.orphans()
    if format_ == "json":
        answer = [{"run": check.run, "rows": check.rows, "fault": check.fault or None} for check in checks]
        console.write_json({"runs": answer, "orphans": lost})
    else:
        console.write_table(("run", "rows", "fault"), [(c.run, c.rows, c.fault or None) for c in checks])
    lang = (click.get_current_context().find_root().obj or {}).get("lang")
    console.tell([faults.differs(check.run, check.fault) for check in wrong], lang)
    return console.ANSWER_IS_NO if wrong or lost else console.DONE
