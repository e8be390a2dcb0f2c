from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.base.errors import Invalid, NotPermitted
from telusur.kernel.commands.context import Context
from telusur.kernel.letters.models import Letter
from telusur.kernel.letters.queries import LetterFilter, register

AT = date(2026, 11, 20)


def letter(loket: Any, ctx: Context, number: str, **more: Any) -> None:
    facts = {"kind": "spt_asesor", "subject": "SPT asesor", "date": AT, "to": "Budi Hartono", **more}
    loket.surati(ctx, number=number, **facts)


def test_a_letter_stands_in_the_register_and_opens_its_document(
    loket: Any, petugas: Context, client_of: Any, citra: Any
) -> None:
    document = SimpleNamespace(pk=uuid4(), code="7K4M-92QF-XW3A")
    letter(loket, petugas, "0001/SPT/XI/2026", document=document, case_id=uuid4())
    page = client_of(citra).get("/surat/").content.decode()
    assert "0001/SPT/XI/2026" in page and 'href="/dokumen/7K4M-92QF-XW3A/"' in page and "Budi Hartono" in page


def test_an_outgoing_number_is_used_once_and_an_incoming_one_may_repeat(loket: Any, petugas: Context) -> None:
    letter(loket, petugas, "1/XI/2026")
    with pytest.raises(Invalid, match="sudah tercatat"):
        letter(loket, petugas, "1/XI/2026")
    letter(loket, petugas, "1/XI/2026", direction="masuk", kind="masuk")
    letter(loket, petugas, "1/XI/2026", direction="masuk", kind="masuk")
    assert Letter.objects.count() == 3


def test_the_register_is_searched_by_number_kind_and_date(loket: Any, petugas: Context, ctx: Any, citra: Any) -> None:
    letter(loket, petugas, "1/SPT", date=date(2026, 10, 1))
    letter(loket, petugas, "2/SPT", to="Bayu Saputra")
    letter(loket, petugas, "3/UND", kind="undangan", subject="Undangan uji")

    def found(**wanted: Any) -> list[str]:
        return [row.number for row in register(ctx(citra), wanted=LetterFilter(**wanted))]

    assert found() == ["3/UND", "2/SPT", "1/SPT"]
    assert found(search="undangan") == ["3/UND"]
    assert found(search="spt bayu") == ["2/SPT"]
    assert found(kind="spt_asesor", last=date(2026, 10, 31)) == ["1/SPT"]
    assert found(first=AT, direction="keluar") == ["3/UND", "2/SPT"]


def test_somebody_without_the_grant_is_refused(ctx: Any, ani: Any, client_of: Any) -> None:
    with pytest.raises(NotPermitted):
        register(ctx(ani), wanted=LetterFilter())
    assert client_of(ani).get("/surat/").status_code == 403


def test_three_letters_cost_as_many_queries_as_one(loket: Any, petugas: Context, ctx: Any, citra: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            list(register(ctx(citra), wanted=LetterFilter()))
        return len(seen)

    letter(loket, petugas, "1/SPT")
    one = queries()
    letter(loket, petugas, "2/SPT")
    letter(loket, petugas, "3/SPT")
    assert queries() == one


def test_the_keeper_changes_a_pattern_on_its_page_and_keeps_what_was_typed(
    client_of: Any, pandu: Any, mira: Any
) -> None:
    from telusur.kernel.letters.numbers import SERIES, pattern_of, register_series

    register_series("uji_halaman", "Surat halaman", "{n:04d}/{tahun}", "tahun")
    try:
        keeper = client_of(pandu)
        assert "Surat halaman" in keeper.get("/surat/seri/").content.decode()
        refused = keeper.post("/surat/seri/uji_halaman/", {"pattern": "{x}/{n}/{tahun}"})
        assert refused.status_code == 422 and "{x}/{n}/{tahun}" in refused.content.decode()
        assert keeper.post("/surat/seri/uji_halaman/", {"pattern": "A-{n}/{tahun}"}).status_code == 302
        assert pattern_of("uji_halaman") == "A-{n}/{tahun}"
        assert client_of(mira).get("/surat/seri/").status_code == 403
    finally:
        del SERIES["uji_halaman"]
