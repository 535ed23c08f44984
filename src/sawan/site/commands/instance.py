"""`sawan setup` prepares an instance; `sawan serve` shows it to the world."""

from __future__ import annotations

import gc
import socket
import sys

import click

from sawan import console
from sawan.problems import Problem, Refused


@click.command()
def setup() -> None:
    """Prepare this instance and load what ships; run again, it loads nothing twice.

    The folder is SAWAN_HOME (default var/ in the project), the strategy is SAWAN_PROVINCE.
    """
    _prepare()


def _prepare() -> None:
    console.start_django(prepared=False)
    from sawan.plan.province import read_plans
    from sawan.site import loading
    from sawan.site.progress import show

    if console.unapplied_migrations():
        read_plans(console.province())  # a folder with faults is refused before anything is loaded
    with loading.alone(console.home()):
        show(loading.steps())


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@click.option("--setup", "prepared_first", is_flag=True, help="Prepare the instance first, as `sawan setup` does.")
@click.pass_obj
def serve(said: dict[str, str | None], port: int, host: str, workers: int, prepared_first: bool) -> None:
    """Show the strategy at a glance, then serve the web site of this instance until stopped."""
    _check_port(host, port)
    gc.disable()  # what is loaded from here on stays; `serving.prepare` sets it free to be collected again
    if prepared_first:
        _prepare()
    console.start_django()
    from sawan.site import loading, serving, summary

    with loading.alone(console.home()):
        loading.collect_static()  # those of a new version, where nobody ran `sawan setup` since
    for line in summary.lines(said["lang"]):
        click.echo(line)
    serving.prepare()
    click.echo(f"http://{host}:{port}/")
    sys.stdout.flush()
    serving.serve(host, port, workers)


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            raise Refused(
                Problem(
                    "port_taken",
                    f"เปิดช่องทาง {host}:{port} ไม่ได้ ({error.strerror}) โปรดเลือกเลขอื่นด้วย --port หรือ make run PORT=",
                    f"Cannot listen on {host}:{port} ({error.strerror}): choose another with --port or make run PORT=.",
                    field="--port",
                )
            ) from error
