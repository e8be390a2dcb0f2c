"""Search in lists that grow: which index is asked, on either database."""

from __future__ import annotations

import pytest
from django.db import connection

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.crypto import blind_index
from telusur.kernel.base.paging import COUNT_LIMIT, Amount, Pages
from telusur.kernel.base.text_index import columns, holding, keep
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.queries import dicari
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat

pytestmark = pytest.mark.django_db


def test_nik_asks_the_blind_index_alone() -> None:
    rows = Permohonan.objects.filter(dicari("3171 0145 0199 0001"))
    sql = str(rows.query)
    assert blind_index("3171014501990001", "nik") in sql
    assert "LIKE" not in sql
    assert "MATCH" not in sql


def test_words_are_sought_in_the_text_index() -> None:
    if connection.vendor == "sqlite":
        plan = Permohonan.objects.filter(dicari("Budi Santoso")).explain()
        assert "VIRTUAL TABLE INDEX" in plan
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for model in (Permohonan, Sertifikat, Entry):
        name = columns(model)[0]
        plan = model.objects.filter(holding(model, {name: "Budi Santoso"})).explain()  # type: ignore[attr-defined]
        assert f"{model._meta.db_table}_{name}_text" in plan


def test_the_trail_is_found_by_what_it_names_and_stays_append_only() -> None:
    from django.utils import timezone

    entry = Entry.objects.create(
        at=timezone.now(), code="uji", outcome="done", actor_id="1", actor_name="Siti Aminah", channel="uji",
        subject_label='UKR-2026-000042 "a"', request_id="01a22f4c-3f95-761d-8db8-a4b944586025",
    )  # fmt: skip
    for text in ("AMINAH", "2026-000042", '42 "a"', "it"):
        found = Entry.objects.filter(holding(Entry, {"actor_name": text, "subject_label": text}))
        assert entry in list(found), text
    assert not Entry.objects.filter(holding(Entry, {"actor_name": "tidak ada", "subject_label": "tidak ada"})).exists()


def test_a_list_is_counted_no_further_than_the_limit() -> None:
    assert str(Amount(COUNT_LIMIT, more=True)) == "500+"
    page = Pages(Permohonan.objects.order_by("pk"), 25).get_page("9")
    assert page.number == 1
    assert not page.has_next()


def test_keeping_an_index_twice_changes_nothing() -> None:
    from django.apps import apps

    keep(apps.get_app_config("audit"), "default")
