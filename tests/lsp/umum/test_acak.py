"""No address of the LSP breaks, whoever asks and whatever they send."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.acting import PASSWORD
from tests.fuzz import Fuzzer, report
from tests.lsp.dunia import Panggung

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ORANG = (
    "asesi", "admin", "asesor", "manajer", "administrasi", "direktur", "komite1", "verifikator", "pengelola",
)  # fmt: skip


@pytest.mark.parametrize(("tahap", "orang"), [("dilaporkan", ORANG), ("sesi", ("asesi", "asesor"))])
def test_no_address_breaks_whoever_asks_and_whatever_they_send(
    panggung: Callable[[str], Panggung], tahap: str, orang: tuple[str, ...]
) -> None:
    dunia = panggung(tahap)
    fuzzer = Fuzzer({"tamu": Client(), **{kunci: dunia.klien(kunci) for kunci in orang}}, PASSWORD)
    findings = fuzzer.run()
    assert fuzzer.asked > 1000
    assert not findings, report(findings)


@pytest.mark.parametrize(
    "alamat",
    [
        "/manajemen/kasus/?q=tidakada",
        "/manajemen/kasus/?tahap=0&q=x",
        "/jejak/?sampai=9999-12-31",
        "/jejak/?sejak=0001-01-01&sampai=0001-01-01",
    ],
)
def test_a_list_in_which_nothing_matches_is_empty(panggung: Callable[[str], Panggung], alamat: str) -> None:
    answer = panggung("spt").klien("manajer").get(alamat)
    assert answer.status_code == 200
