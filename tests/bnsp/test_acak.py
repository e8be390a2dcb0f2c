"""No address of BNSP's system breaks, whoever asks and whatever they send."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from telusur.kernel.base import clock
from tests.acting import PASSWORD, client_of
from tests.bnsp.conftest import NOW, Negeri
from tests.bnsp.halaman import berisi
from tests.fuzz import Fuzzer, report

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _hari_itu() -> Iterator[None]:
    with clock.travel(NOW):
        yield


def test_no_address_breaks_whoever_asks_and_whatever_they_send(negeri: Negeri) -> None:
    berisi(negeri)
    orang = {str(role): client_of(user) for role, user in negeri.orang.items()}
    fuzzer = Fuzzer({"tamu": Client(), **orang}, PASSWORD)
    findings = fuzzer.run()
    assert fuzzer.asked > 1000
    assert not findings, report(findings)
