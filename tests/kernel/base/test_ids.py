"""Identifiers."""

from __future__ import annotations

from uuid import RFC_4122

import pytest

from telusur.kernel.base import ids
from telusur.kernel.base.ids import uuid7


def test_identifiers_made_one_after_the_other_are_in_that_order_and_of_version_seven() -> None:
    made = [uuid7() for _ in range(5_000)]
    assert made == sorted(set(made), key=lambda one: one.int)
    assert {(one.version, one.variant) for one in made} == {(7, RFC_4122)}


def test_they_rise_also_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = uuid7()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_000_000_000_000_000_000)
    assert before < uuid7() < uuid7()
