"""Runs every measurement and writes the page."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from django.db import connections

from bench import issuing, measure, world
from telusur.kernel.base import clock
from telusur.kernel.commands.serving import collect_static_files
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan

HEAD = """# Benchmark

Written by `make bench`; do not edit. {machine}, {day}.

Figures of a shared machine move; read the ratios. Every ratio compares two things measured in turn in the same run.
Server: granian, one worker, one thread, SQLite. Load: wrk, one thread, {connections} connections; median of {rounds} rounds of
{seconds} s.
"""


def run(folder: Path, *, small: bool, machine: str) -> str:
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
        _issuing(200 if small else 1000),
        _verification(folder, 10_000 if small else 1_000_000),
        _pages(folder, *((200, 10_000) if small else (20_000, 1_000_000))),
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
            f"{done.overhead:.2f} of rendering and signing alone ({done.alone * 1000:.0f} ms)",
            "at most 1.5",
        ),
    ]
    return (
        "## Issuing certificates\n\nNumbers, dummy, ten-point check, Direktur's signature, PDF/A-2a, PAdES, archive, trail and "
        "events, by the commands. Alone: rendering the dummy, rendering and signing the certificate.\n\n"
        + _table(rows)
        + "\n"
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
        ratio = (large.median / lots[0].median) / (small.median / few[0].median)
        rows.append((f"{name}, 1,000", f"{small.median:.0f}/s", f"bare {few[0].median:.0f}/s", ""))
        rows.append(
            (
                f"{name}, {many:,}",
                f"{large.median:.0f}/s",
                f"bare {lots[0].median:.0f}/s; {ratio:.2f} of 1,000",
                "about 1",
            )
        )
    return "## Public verification\n\n" + _table(rows) + "\n"


def _verify(folder: Path, number: int) -> list[measure.Rate]:
    kode = world.kode_ukur(number)
    connections.close_all()
    with measure.server(folder) as base:
        return measure.side_by_side(
            base,
            [("bare", "/bare-public/"), ("page", f"/verifikasi/{kode}/"), ("JSON", f"/api/v1/verifikasi/{kode}")],
        )


def _pages(folder: Path, cases: int, entries: int) -> str:
    _say(f"{cases:,} cases and {entries:,} entries of the trail")
    world.cases(cases)
    world.trail(entries)
    case = Permohonan.objects.filter(tahap="selesai").order_by("dibuat_pada").first()
    assert case is not None
    cookie = world.cookie_of("admin@peraga.example")
    connections.close_all()
    _say("the signed-in pages")
    with measure.server(folder) as base:
        bare, queue, page = measure.side_by_side(
            base, [("bare", "/bare/"), ("Tugas saya", "/tugas/"), ("case", f"/kasus/{case.pk}/")], cookie
        )
    rows = [("bare signed-in view", f"{bare.median:.0f}/s", "", "")]
    rows += [
        (rate.name, f"{rate.median:.0f}/s", f"{rate.median / bare.median:.2f} of the bare view", "at least 0.33")
        for rate in (queue, page)
    ]
    return (
        f"## Signed-in pages with {cases:,} cases and {entries:,} entries of the trail\n\nThe bare view reads session and "
        "account and renders one small template, behind the same middleware.\n\n" + _table(rows) + "\n"
    )
