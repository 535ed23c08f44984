"""Public pages under load: a real `sawan serve` on an instance of its own, readers on kept-alive connections.

    python benchmarks/site_pages.py [--seconds 20] [--home FOLDER]

Three tables: readers who pause (time until the last byte, counted from the moment a reader meant to ask); fifty
connections that never pause, pages beside `/health`, which does no work; and sizes as sent. The readers run in this
process and share the machine with the server, so times are upper bounds; CPU is told for both.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urljoin

SAWAN = Path(sys.executable).with_name("sawan")
PAGES = (
    "/",
    "/strategy/2564",
    "/indicators/gpp_growth",
    "/indicators/hai",
    "/indicators/ita_score",
    "/indicators/gpp_per_capita_current",
)
READERS, ASKED, SEED = 50, 300, 2564
WANTED_P50, WANTED_P99, WANTED_RATIO, WANTED_RATE = 15.0, 60.0, 0.3, 300
WANTED_PAGE, WANTED_ALL = 30, 350
TICKS = os.sysconf("SC_CLK_TCK")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Reader(asyncio.Protocol):
    """One connection that asks for a page and counts what comes back; one question at a time."""

    def __init__(self) -> None:
        self._got = bytearray()
        self._wanted: int | None = None
        self.answer: asyncio.Future[int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        if self.answer and not self.answer.done():
            self.answer.set_exception(ConnectionError("the server closed the connection"))

    def ask(self, request: bytes) -> asyncio.Future[int]:
        """Send a request; the future holds the status once the whole answer is there."""
        self._got.clear()
        self._wanted = None
        self.answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self.answer

    def data_received(self, data: bytes) -> None:
        self._got += data
        if self._wanted is None:
            end = self._got.find(b"\r\n\r\n")
            if end < 0:
                return
            length = LENGTH.search(self._got, 0, end + 2)
            self._wanted = end + 4 + int(length[1] if length else 0)
        if len(self._got) >= self._wanted and self.answer and not self.answer.done():
            self.answer.set_result(int(self._got[9:12]))


@dataclass
class Run:
    """What one run of readers saw: milliseconds of each answer, answers that were not 200, and its CPU seconds."""

    times: list[float] = field(default_factory=list)
    wrong: int = 0
    seconds: float = 0.0
    own_cpu: float = 0.0
    server_cpu: float = 0.0

    def percentile(self, part: int) -> float:
        return quantiles(self.times, n=100)[part - 1]

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds


def asked(path: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br, gzip\r\nAccept-Language: th\r\n\r\n".encode()
    )


async def pausing(reader: Reader, requests: list[bytes], chance: random.Random, until: float, run: Run) -> None:
    """A reader who asks, on average, ASKED / READERS times a second, at random moments."""
    due = time.perf_counter() + chance.expovariate(ASKED / READERS)
    while due < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        run.wrong += await reader.ask(chance.choice(requests)) != 200
        run.times.append((time.perf_counter() - due) * 1000)
        due += chance.expovariate(ASKED / READERS)


async def hurrying(reader: Reader, requests: list[bytes], chance: random.Random, until: float, run: Run) -> None:
    """A reader who asks again as soon as the answer is there."""
    at = chance.randrange(len(requests))
    while (begun := time.perf_counter()) < until:
        at = (at + 1) % len(requests)
        run.wrong += await reader.ask(requests[at]) != 200
        run.times.append((time.perf_counter() - begun) * 1000)


async def together(kind, paths: tuple[str, ...], port: int, seconds: float, server: int) -> Run:  # type: ignore[no-untyped-def]
    """All readers at once for some seconds."""
    loop, run = asyncio.get_running_loop(), Run()
    pairs = [await loop.create_connection(Reader, "127.0.0.1", port) for _ in range(READERS)]
    requests = [asked(path) for path in paths]
    own, theirs, begun = time.process_time(), cpu_of(server), time.perf_counter()
    until = begun + seconds
    await asyncio.gather(
        *(kind(reader, requests, random.Random(SEED + at), until, run) for at, (_, reader) in enumerate(pairs))
    )
    run.seconds = time.perf_counter() - begun
    run.own_cpu, run.server_cpu = time.process_time() - own, cpu_of(server) - theirs
    for transport, _ in pairs:
        transport.close()
    return run


def cpu_of(parent: int) -> float:
    """CPU seconds so far of a process and its children."""
    total = 0
    for page in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = page.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if parent in (int(page.parent.name), int(fields[1])):
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


@contextmanager
def served(home: str) -> Iterator[tuple[int, int]]:
    """A prepared instance that answers on a free port: the port, and the number of its process."""
    environment = os.environ | {"SAWAN_HOME": home}
    subprocess.run([str(SAWAN), "setup"], env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [str(SAWAN), "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not answer within a minute")


def size(address: str) -> int:
    """Bytes as sent."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept-Encoding": "br"})) as answer:
        return len(answer.read())


def assets(address: str) -> set[str]:
    """The addresses of what a page loads at once: styles, scripts, pictures, the preloaded typeface."""
    with urllib.request.urlopen(address) as answer:
        text = answer.read().decode()
    tags = re.findall(r'<link [^>]*rel="(?:stylesheet|icon|preload)"[^>]*>|<(?:script|img) [^>]*>', text)
    found = [re.search(r'(?:href|src)="([^"]+)"', tag) for tag in tags]
    return {urljoin(address, match[1]) for match in found if match and not match[1].startswith("data:")}


def row(name: str, figure: str, floor: str = "", ratio: str = "", wanted: str = "", *, met: bool | None = None) -> None:
    verdict = "" if met is None else "yes" if met else "NO"
    print(f"{name:<46} {figure:>10} {floor:>10} {ratio:>7} {wanted:>9} {verdict:>4}", flush=True)


def head(title: str) -> None:
    print()
    row(title, "figure", "floor", "ratio", "wanted")


def cpu(run: Run) -> None:
    each = 1000 / len(run.times)
    row("  CPU ms a request: server", f"{run.server_cpu * each:.2f}")
    row("  CPU ms a request: readers", f"{run.own_cpu * each:.2f}")


def tell_pausing(run: Run, floor: Run) -> None:
    head(f"{READERS} readers who pause, {ASKED} requests/s meant")
    row("requests/s answered", f"{run.rate:.0f}", f"{floor.rate:.0f}")
    for part, wanted in ((50, WANTED_P50), (99, WANTED_P99)):
        mine, least = run.percentile(part), floor.percentile(part)
        row(f"p{part}, ms", f"{mine:.1f}", f"{least:.1f}", f"{mine / least:.1f}", f"< {wanted:.0f}", met=mine < wanted)
    row("answers that were not 200", f"{run.wrong}", "", "", "0", met=not run.wrong)
    cpu(run)


def tell_hurrying(run: Run, floor: Run) -> None:
    head(f"{READERS} connections that never pause")
    ratio = run.rate / floor.rate
    row(
        "pages, requests/s",
        f"{run.rate:.0f}",
        f"{floor.rate:.0f}",
        f"{ratio:.2f}",
        f">= {WANTED_RATIO}",
        met=ratio >= WANTED_RATIO,
    )
    row("the same, whatever the floor", f"{run.rate:.0f}", "", "", f">= {WANTED_RATE}", met=run.rate >= WANTED_RATE)
    row("answers that were not 200", f"{run.wrong}", "", "", "0", met=not run.wrong)
    cpu(run)
    row("  CPU ms a request: server for /health", f"{floor.server_cpu * 1000 / len(floor.times):.2f}")


def tell_sizes(base: str) -> None:
    head("KB as sent (brotli): the page, and all it loads")
    for path in PAGES:
        page = size(base + path) / 1000
        whole = page + sum(size(asset) for asset in assets(base + path)) / 1000
        row(path, f"{page:.1f}", "", "", f"< {WANTED_PAGE}", met=page < WANTED_PAGE)
        row("  with assets", f"{whole:.1f}", "", "", f"< {WANTED_ALL}", met=whole < WANTED_ALL)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--home", default="", help="a prepared instance; else one is made and thrown away")
    said = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(said.home or folder) as (port, server):
        base = f"http://127.0.0.1:{port}"
        tell_sizes(base)
        asyncio.run(together(hurrying, PAGES, port, 3, server))  # every worker builds every page
        runs = {
            (kind, paths): asyncio.run(together(kind, paths, port, said.seconds, server))
            for kind in (pausing, hurrying)
            for paths in (("/health",), PAGES)
        }
        tell_pausing(runs[pausing, PAGES], runs[pausing, ("/health",)])
        tell_hurrying(runs[hurrying, PAGES], runs[hurrying, ("/health",)])


if __name__ == "__main__":
    main()
