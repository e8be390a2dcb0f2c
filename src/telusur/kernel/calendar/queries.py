"""Reading the table of days off."""

from __future__ import annotations

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from telusur.kernel.calendar.models import Holiday


def of_year(year: int) -> list[Holiday]:
    """Days off of one year in order; public knowledge, so nobody is asked who they are."""
    return list(Holiday.objects.filter(date__year=year).order_by("date"))


def years() -> list[tuple[int, int, int]]:
    """Year, number of days off, number of those only estimated; newest first."""
    counted = (
        Holiday.objects.annotate(year=ExtractYear("date"))
        .values("year")
        .annotate(days=Count("id"), guessed=Count("id", filter=Q(estimated=True)))
        .order_by("-year")
    )
    return [(row["year"], row["days"], row["guessed"]) for row in counted]
