"""Numbers as people copy them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.base.copied import as_code, certificate_key, key_of

PRINTED = "62019 2513 0 0000005 2026"
COPIED = (
    "6201925130000000052026",  # one zero too many
    "620192513000000052026",
    "62019-2513-0-0000005-2026",
    "No. 62019 2513 0 0000005 2026",
    "Nomor: 62019.2513.0.0000005.2026",
    "62019–2513–0–0000005–2026",
    " 62019\u00a02513 0\u200b 0000005 2026 ",
    "https://bnsp.example/verifikasi/?nomor=62019+2513+0+0000005+2026",
)


@pytest.mark.parametrize("copied", COPIED)
def test_a_certificate_number_is_the_same_however_it_is_copied(copied: str) -> None:
    assert certificate_key(copied) == key_of(PRINTED)


@pytest.mark.parametrize(
    "other", ["62019 2513 0 0000006 2026", "62019 2513 0 0000050 2026", "62019 2513 0 5000000 2026"]
)
def test_another_serial_is_another_number(other: str) -> None:
    assert certificate_key(other) != certificate_key(PRINTED)


@pytest.mark.parametrize("copied", ["tik.9021.00005 2026", "TIK 9021 00005 2026", "No. Reg. TIK-9021-00005/2026"])
def test_a_registration_number_too(copied: str) -> None:
    assert key_of(copied) == key_of("TIK.9021.00005 2026")


@pytest.mark.parametrize(
    "copied",
    [
        "3e4rz6p23qp8",
        "3E4R–Z6P2–3QP8",
        "3E4R Z6P2 3QP8",
        "https://lsp.example/verifikasi/3E4R-Z6P2-3QP8/",
        "lsp.example/verifikasi/3e4r-z6p2-3qp8/?bahasa=en",
        "Kode: 3E4R-Z6P2-3QP8",
    ],
)
def test_a_verification_code_is_read_from_whatever_was_pasted(copied: str) -> None:
    assert as_code(copied) == "3E4R-Z6P2-3QP8"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_whatever_is_sought_has_a_key_and_its_key_is_itself(text: str) -> None:
    key = key_of(text)
    assert all(char.isalnum() for char in key)
    as_code(text), certificate_key(text)
