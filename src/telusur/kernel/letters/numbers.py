"""Numbers without gaps: a number and the act that bears it commit together or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import running_command
from telusur.kernel.letters import patterns
from telusur.kernel.letters.states import Reset


@dataclass(frozen=True, slots=True)
class SeriesDefault:
    """A series as the code knows it. ``parts`` are the placeholders whose values the caller of ``take`` gives."""

    code: str
    label: str
    pattern: str
    reset: str
    parts: frozenset[str]


SERIES: dict[str, SeriesDefault] = {}


def register_series(code: str, label: str, pattern: str, reset: str) -> None:
    """Declare a series with its default pattern, e.g. ``"{n:04d}/SPT/{lsp}/{romawi}/{tahun}"``; reset ``tahun`` or ``tidak``.

    Placeholders beyond n, tahun, bulan and romawi become parts that ``take`` must be given. Raises Invalid for a bad pattern.
    """
    parts = frozenset(patterns.placeholders(pattern)) - patterns.OWN
    patterns.check(pattern, Reset(reset), parts)
    SERIES[code] = SeriesDefault(code, label, pattern, reset, parts)


def take(ctx: Context, series: str, *, at: date, **parts: str) -> str:
    """The next number of a series for a letter dated ``at``. Only inside a command, whose end frees the series again.

    Raises KeyError for an unknown series or a missing part.
    """
    running_command()
    default = SERIES[series]
    if missing := default.parts - set(parts):
        raise KeyError(f"{series}: take() needs {', '.join(sorted(missing))}")
    number = _next(series, at.year if default.reset == Reset.TAHUN else 0)
    return patterns.write(pattern_of(series), number, at, parts)


def pattern_of(series: str) -> str:
    """The pattern in force: the changed one if there is one, else the default."""
    from telusur.kernel.letters.models import Series

    changed = Series.objects.filter(code=series).values_list("pattern", flat=True).first()
    return changed or SERIES[series].pattern


def _next(series: str, year: int) -> int:
    from telusur.kernel.letters.models import SeriesCounter

    locked = SeriesCounter.objects.select_for_update()
    counter = locked.filter(series=series, year=year).first()
    if counter is None:
        # Two commands may open a series at once: the second waits here for the first to end, then finds its row.
        SeriesCounter.objects.bulk_create([SeriesCounter(series=series, year=year)], ignore_conflicts=True)
        counter = locked.get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
