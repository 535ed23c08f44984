"""The command line: six verbs in the order in which the work is told, then the house."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

import click

from sawan.console import LazyGroup, run

COMMANDS = {
    "setup": ("sawan.site.commands.instance:setup", "Prepare this instance and load what ships."),
    "serve": ("sawan.site.commands.instance:serve", "Serve the web site."),
    "plan": ("sawan.plan.commands:plan", "What do we want? Editions of the strategy."),
    "measure": ("sawan.measure.commands:measure", "Where are we? Observations, indicators, indices."),
    "fund": ("sawan.fund.commands:fund", "What shall we do next year? Choosing projects."),
    "deliver": ("sawan.deliver.commands:deliver", "Is it being done? Money and work."),
    "evaluate": ("sawan.evaluate.commands:evaluate", "Does it work? Forecasts, effects, analyses."),
    "publish": ("sawan.publish.commands:publish", "Who can see it? Open data and documents."),
    "areas": ("sawan.areas.commands:areas", "Places: register and look-up."),
    "people": ("sawan.people.commands:people", "Users, roles, the audit trail."),
    "backup": ("sawan.site.commands.care:backup", "Write everything that is stored into one file."),
    "restore": ("sawan.site.commands.care:restore", "Read such a file back."),
    "doctor": ("sawan.site.commands.care:doctor", "Check this instance and say what to mend."),
}


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="With any command, --lang th or --lang en: one language instead of both.",
)
@click.version_option(package_name="sawan")
def sawan() -> None:
    """Sawan runs a province's development strategy: plan, measure, fund, deliver, evaluate, publish."""


def main() -> None:
    """Entry point of the `sawan` program."""
    status = run(sawan)
    if any(thread.daemon for thread in threading.enumerate()):
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)  # foreign code that still runs aborts the process when the interpreter is taken down
    sys.exit(status)
