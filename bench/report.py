"""Runs every measurement and writes the page."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from bench import issuing, measure, world
from telusur.kernel.base import clock
from telusur.kernel.commands.static_copies import collect_static_files
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan

HEAD = """# Benchmark

Written by `make bench`, all but the last section; do not edit the others. {machine}, {day}.

Figures of a shared machine move; read the ratios. Every ratio compares two things measured in turn in the same run.
Server: granian, one worker, one thread; SQLite unless a section says otherwise. Load: wrk, one thread, {connections}
connections; median of {rounds} rounds of {seconds} s.
"""


@dataclass(frozen=True)
class Sizes:
    """How many of each."""

    issued: int = 1000
    register: int = 1_000_000
    cases: int = 20_000
    entries: int = 1_000_000


FIRST = "case, each the first time since an act"
SMALL = Sizes(200, 10_000, 200, 10_000)


def run(folder: Path, *, sizes: Sizes, machine: str) -> str:
    """All measurements; the Markdown page."""
    measure.ensure_wrk()
    call_command("migrate", verbosity=0)
    collect_static_files()
    _say("loading the demo")
    world.demo()
    issuing.drain()
    parts = [
        HEAD.format(
            machine=machine,
            day=clock.long_date(clock.day_of(clock.now())),
            connections=measure.CONNECTIONS,
            rounds=measure.ROUNDS,
            seconds=measure.SECONDS,
        ),
        _issuing(sizes.issued) if sizes.issued else "",
        _verification(folder, sizes.register) if sizes.register else "",
        _pages(folder, sizes.cases, sizes.entries) if sizes.cases else "",
    ]
    return "\n".join(parts)


def _say(text: str) -> None:
    print(f"-- {text}", flush=True)


def _table(rows: list[tuple[str, str, str, str]]) -> str:
    head = ["| measured | figure | against | target |", "|---|---|---|---|"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])


def _issuing(count: int) -> str:
    _say(f"issuing {count} certificates")
    done = issuing.issue(count)
    first, last = done.batches[0] * 1000, done.batches[-1] * 1000
    rows = [
        ("first 100, per certificate", f"{first:.0f} ms CPU", "", ""),
        ("last 100, per certificate", f"{last:.0f} ms CPU", f"{done.drift:.2f} of the first", "at most 1.10"),
        (
            f"all {count}, per certificate",
            f"{sum(done.batches) / len(done.batches) * 1000:.0f} ms CPU",
            f"{done.overhead:.2f} of rendering and signing a plain page alone ({done.alone * 1000:.0f} ms)",
            "at most 3",
        ),
    ]
    return (
        "## Issuing certificates\n\nNumbers, dummy, ten-point check, Direktur's signature, PDF/A-2a, PAdES, archive, trail and "
        "events, by the commands. Alone: rendering a plain letter of one page and signing it.\n\n" + _table(rows) + "\n"
    )


def _verification(folder: Path, many: int) -> str:
    _say("public verification with 1,000 certificates")
    world.certificates(1000)
    few = _verify(folder, 500)
    _say(f"public verification with {many:,} certificates")
    world.certificates(many)
    lots = _verify(folder, many - 500)
    rows = []
    for name, small, large in zip(("page", "JSON"), few[1:], lots[1:], strict=True):
        ratio = (large.cpu / lots[0].cpu) / (small.cpu / few[0].cpu)
        rows.append((f"{name}, 1,000", _figure(small), f"bare {_figure(few[0])}", ""))
        rows.append(
            (
                f"{name}, {many:,}",
                _figure(large),
                f"bare {_figure(lots[0])}; {ratio:.2f} of the time with 1,000",
                "about 1",
            )
        )
    return "## Public verification\n\n" + _table(rows) + "\n"


def _figure(rate: measure.Rate) -> str:
    return f"{rate.median:.0f}/s, {rate.cpu:.1f} ms CPU"


def _verify(folder: Path, number: int) -> list[measure.Rate]:
    kode = world.kode_ukur(number)
    connections.close_all()
    with measure.server(folder) as served:
        paths = (("bare", "/bare-public/"), ("page", f"/verifikasi/{kode}/"), ("JSON", f"/api/v1/verifikasi/{kode}"))
        return measure.side_by_side([measure.Page(name, served, path) for name, path in paths])


def _pages(folder: Path, cases: int, entries: int) -> str:
    _say(f"{cases:,} cases and {entries:,} entries of the trail")
    world.cases(cases)
    world.trail(entries)
    case = Permohonan.objects.filter(tahap="selesai").order_by("dibuat_pada").first()
    assert case is not None
    fresh = [
        f"/kasus/{pk}/" for pk in Permohonan.objects.filter(tahap="pembayaran").values_list("pk", flat=True)[:4000]
    ]
    cookie = world.cookie_of("admin@peraga.example")
    connections.close_all()
    _say("the signed-in pages")
    with measure.server(folder) as served, measure.server(folder, "bench.stock") as plain:
        own, stock, *pages = measure.side_by_side(
            [
                measure.Page("bare view behind this product's middleware", served, "/bare/", cookie),
                measure.Page("bare view of stock Django", plain, "/bare/", _stock_cookie()),
                measure.Page("Tugas saya", served, "/tugas/", cookie),
                measure.Page("case", served, f"/kasus/{case.pk}/", cookie),
                measure.Page(FIRST, served, fresh[0], cookie, fresh),
            ]
        )
    rows = [(rate.name, _figure(rate), "", "") for rate in (own, stock)]
    for rate in pages:
        for base in (own, stock):
            words = f"{rate.median / base.median:.2f} of its rate, {rate.cpu / base.cpu:.1f} times its CPU: {base.name}"
            target = "at least 0.33" if base is stock and rate.name != FIRST else ""
            rows.append((rate.name, _figure(rate), words, target))
    return (
        f"## Signed-in pages with {cases:,} cases and {entries:,} entries of the trail\n\nBoth bare views read session "
        "and account and render one small template on the same server: one of a project as `startproject` makes it, one "
        "behind this product's middleware, whose reads have been made as fast as those of the pages. The target is a third "
        "of the first; the second is shown because it is the harder one.\n\n" + _table(rows) + "\n"
    )


def _stock_cookie() -> str:
    command = [sys.executable, "-m", "bench.stock"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=measure.ROOT)
    return done.stdout.strip()
