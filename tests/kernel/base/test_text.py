from __future__ import annotations

from decimal import Decimal

import pytest

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.text import clean_name, rupiah, terbilang


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ani   Lestari ", "Ani Lestari"),
        ("Ani\tLestari\n", "Ani Lestari"),
        ("Ani\u200b Les\x00tari\u202e", "Ani Lestari"),
        ("I Gusti Ngurah D’Arta, S.T., M.Kom.", "I Gusti Ngurah D’Arta, S.T., M.Kom."),
        ("Ma`ruf", "Ma`ruf"),
        ("Jose\u0301", "José"),
        ("PT Maju & Jaya 2", "PT Maju & Jaya 2"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "123", "...", "Ani 😀", "Ani ❤️", "<Ani>", "Ani = Budi", "Ani$"])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        clean_name(typed)


def test_the_refusal_of_a_long_name_says_how_long_it_is_and_may_be() -> None:
    with pytest.raises(Invalid, match="Nama skema terdiri atas 201 karakter; paling banyak 200"):
        clean_name("a" * 201, label="Nama skema", max_length=200)
    assert clean_name("a" * 200, max_length=200) == "a" * 200


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "Rp0"),
        (850_000, "Rp850.000"),
        (1_250_000_000, "Rp1.250.000.000"),
        (-5_000, "-Rp5.000"),
        (Decimal("1500.50"), "Rp1.500,50"),
        (Decimal("850000.00"), "Rp850.000"),
    ],
)
def test_rupiah_are_written_with_points(amount: int | Decimal, text: str) -> None:
    assert rupiah(amount) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (1_000, "seribu rupiah"),
        (21_000, "dua puluh satu ribu rupiah"),
        (850_000, "delapan ratus lima puluh ribu rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (-100, "minus seratus rupiah"),
    ],
)
def test_terbilang_reads_as_people_say_it(amount: int, words: str) -> None:
    assert terbilang(amount) == words
