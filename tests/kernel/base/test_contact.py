"""One rule for each datum of people and institutions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.base import contact
from telusur.kernel.base.errors import Invalid

SPAM = "Selamat Anda menang kunjungi www.hadiah-palsu.example"
RULES = [
    contact.clean_email, contact.clean_mobile, contact.clean_phone, contact.clean_nik, contact.clean_passport,
    contact.clean_postcode, contact.clean_address, contact.person_name, contact.institution_name, contact.written_phone,
]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "12345",
        "-",
        "<b>Budi</b>",
        SPAM,
        "Budi bit.ly/hadiah",
        "tulis ke a@b.id",
        "http://x.y",
        "Menang di hadiah.co.id",
        "B",
    ],
)
def test_what_is_no_name_of_anybody_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        contact.person_name(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Siti\u200bAminah", "Siti Aminah"),
        ("Dr. Ir. Budi S.T., M.Kom.", "Dr. Ir. Budi S.T., M.Kom."),
        ("Prof.Dr.Ahmad, M.Si", "Prof.Dr.Ahmad, M.Si"),
        ("Muh.Ali", "Muh.Ali"),
        ("Nur’aini binti H. Abd. Rahman", "Nur’aini binti H. Abd. Rahman"),
    ],
)
def test_names_people_have_are_kept(typed: str, kept: str) -> None:
    assert contact.person_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("021 5550 123", "+62215550123"),
        ("0065 6123 4567", "+6561234567"),
        ("1500 123", "1500123"),
    ],
)
def test_numbers_that_can_be_called(typed: str, kept: str) -> None:
    assert contact.clean_phone(typed) == kept


@pytest.mark.parametrize("typed", ["((((((", "tidak punya", "12", "+", "0812", "٠٨١٢٣٤٥٦٧٨٩٠x"])
def test_what_cannot_be_called_is_refused(typed: str) -> None:
    for rule in (contact.clean_phone, contact.clean_mobile):
        with pytest.raises(Invalid):
            rule(typed)


@pytest.mark.parametrize("typed", ["a@b..id", "a@b", "@b.id", "a b@c.id", "a@b.id\nBcc: x@y.id"])
def test_what_no_mail_reaches_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        contact.clean_email(typed)


def test_only_the_impossible_birth_is_refused() -> None:
    today = date(2026, 12, 1)
    assert contact.why_not_born(date(2026, 12, 1), today) and contact.why_not_born(date(95, 6, 12), today)
    assert contact.why_not_born(date(1905, 1, 1), today)
    assert not contact.why_not_born(date(1907, 1, 1), today) and not contact.why_not_born(date(2015, 1, 1), today)


def test_every_mistake_is_said_beside_its_field_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        contact.settled(
            "Belum.",
            {
                "nama": (contact.person_name, "-"),
                "surel": (contact.clean_email, "a@b..id"),
                "hp": (contact.clean_phone, ""),
            },
            optional={"hp"},
        )
    assert set(refused.value.fields) == {"nama", "surel"}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.sampled_from(RULES))
def test_a_rule_keeps_or_refuses_and_keeps_again_what_it_kept(typed: str, rule: contact.Rule) -> None:
    try:
        kept = rule(typed)
    except Invalid as refusal:
        assert refusal.sentence  # noqa: PT017  (any text may come)
        return
    assert rule(kept) == kept
