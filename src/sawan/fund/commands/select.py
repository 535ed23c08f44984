"""`sawan fund select`: two files in, a folder out that anyone can check with a spreadsheet."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from sawan.console import advise
from sawan.problems import NoAnswer, Problem, Refused, quote

if TYPE_CHECKING:
    from sawan.fund.choice import Findings


@click.command()
@click.option("--proposals", required=True, metavar="P.csv", help="The proposals, a CSV file.")
@click.option("--rules", required=True, metavar="R.yaml", help="What the committee decides, a YAML file.")
@click.option("--out", required=True, metavar="DIR", help="The folder for the answer; made when it is not there.")
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True, help="Seconds."
)
@click.option("--seed", type=click.IntRange(min=0), default=2564, show_default=True)
@click.option("--threads", type=click.IntRange(min=1, max=64), default=1, show_default=True)
@click.option("--report", metavar="FILE.html", help="Also draw the answer as one self-contained page.")
def select(proposals: str, rules: str, out: str, time_limit: float, seed: int, threads: int, report: str | None) -> int:
    """Choose which proposals to fund under ceilings, and say why.

    Exit status 0: a selection was written; 1: there is none; 2: bad input (see DIR/problems.csv).
    """
    began, stopping = time.monotonic(), _stop_on_signal()
    from sawan.fund import choice  # slow import

    folder = _folder(out)
    clock = choice.Clock(time_limit, stopping)
    try:
        sources = choice.Sources(_bytes(proposals), _bytes(rules), proposals, rules)
        findings = choice.select(sources, clock, seed=seed, threads=threads, tell=_tell)
    except Refused as refusal:
        _write(folder, {"problems.csv": choice.problem_file(refusal.problems)}, choice.FILES)
        raise
    findings.seconds_total = time.monotonic() - began
    _write(folder, choice.files(findings, _version()), choice.FILES)
    if report is not None:
        _draw(findings, Path(report))
    problem = _no_answer(findings.choice.status)
    if problem is not None:
        raise NoAnswer(problem)
    return 0


def _no_answer(status: str) -> Problem | None:
    """The sentence for a run without a selection."""
    if status == "infeasible":
        return Problem(
            "infeasible",
            "ไม่มีชุดโครงการใดเป็นไปตามกติกาทั้งหมด ดู conflict ใน summary.json ว่ากติกาใดขัดกันและแก้อย่างไร",
            "No selection can satisfy the rules; see `conflict` in summary.json for the mending.",
        )
    if status == "unknown":
        return Problem(
            "unknown",
            "ไม่พบชุดโครงการภายในเวลาที่กำหนด โปรดเพิ่ม --time-limit",
            "No selection was found in the time; allow more with --time-limit.",
        )
    return None


def _folder(out: str) -> Path:
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            Problem(
                "bad_folder",
                f"สร้างโฟลเดอร์ไม่ได้ ({error.strerror}) โปรดเลือกที่อื่น",
                f"The folder cannot be made ({error.strerror}); choose another place.",
                file=quote(out),
            )
        ) from None
    return folder


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Refused(
            Problem(
                "missing_file",
                f"อ่านแฟ้มไม่ได้ ({error.strerror}) โปรดตรวจชื่อแฟ้ม",
                f"The file cannot be read ({error.strerror}); check its name.",
                file=quote(path),
            )
        ) from None


def _stop_on_signal() -> threading.Event:
    """Ctrl-C and termination end the search with the best found; the files are written whole."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopping


def _write(folder: Path, texts: Mapping[str, str], known: tuple[str, ...]) -> None:
    """Each file whole under its name, or not at all; what an earlier run left and this one does not write goes."""
    for name, text in texts.items():
        _replace(folder / name, text)
    for name in known:
        if name not in texts:
            (folder / name).unlink(missing_ok=True)


def _replace(path: Path, text: str) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_text(text, encoding="utf-8", newline="")
    half.replace(path)


def _draw(findings: Findings, path: Path) -> None:
    from sawan.fund.report import page  # slow import

    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, page(findings))


def _tell(th: str, en: str) -> None:
    if sys.stderr.isatty():
        advise(f"{th} / {en}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow import

    try:
        return version("sawan")
    except PackageNotFoundError:
        return "0"
