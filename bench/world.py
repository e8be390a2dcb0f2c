"""A database of the size the targets name. Rows are written in bulk, past the commands: this is no demo and no test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models, transaction
from django.utils.crypto import get_random_string

from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.copied import key_of
from telusur.kernel.base.ids import READABLE
from telusur.kernel.flows.models import WorkItem
from telusur.lsp.peraga.skenario import muat
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat

M = TypeVar("M", bound=models.Model)
BATCH = 2000
MEASURED = "2222-"
ACTS = ("aplikasi.ajukan", "aplikasi.terima", "forms.ajukan", "forms.buka", "keuangan.sahkan_bukti")


def demo() -> None:
    """The demo, for one complete case to open and one person of each role."""
    if not User.objects.exists():
        muat(clock.day_of(clock.now()))


def cookie_of(email: str, name: str = "sessionid") -> str:
    """A signed-in session of an account."""
    user = User.objects.get(email=email)
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    return f"{name}={session.session_key}; {settings.CSRF_COOKIE_NAME}={get_random_string(32)}"


def cases(count: int) -> None:
    """More running cases, each with one open task of Admin LSP."""
    have = Permohonan.objects.count()
    model = Permohonan.objects.filter(tahap="pembayaran").select_related("skema", "pemohon").first()
    item = WorkItem.objects.filter(role="admin_lsp").first()
    assert model is not None and item is not None
    for start in range(have, count, BATCH):
        _write(_cases(model, start, min(start + BATCH, count)))
        _write(_items(item, start, min(start + BATCH, count)))


def _cases(model: Permohonan, start: int, stop: int) -> Iterator[Permohonan]:
    for number in range(start, stop):
        row = Permohonan.objects.get(pk=model.pk) if number == start else copy_of(model)
        row.pk, row.nomor, row.nama = uuid4(), f"UKR-2026-{number:06d}", f"Orang Ukur {number}"
        row.skema_kode, row.nik_indeks = f"UKUR-{number}", f"{number:064d}"
        yield row


def _items(item: WorkItem, start: int, stop: int) -> Iterator[WorkItem]:
    for number in range(start, stop):
        row = copy_of(item)
        row.pk, row.subject_id, row.case_id = None, str(uuid4()), uuid4()
        row.since = clock.now() - timedelta(minutes=number)
        row.due_at = clock.now() + timedelta(minutes=number - 10_000)
        yield row


def copy_of(row: M) -> M:
    """The same row, not yet in the database."""
    twin = type(row)()
    twin.__dict__.update({name: value for name, value in row.__dict__.items() if name != "_state"})
    return twin


def _write(rows: Iterator[Any]) -> None:
    made = list(rows)
    with transaction.atomic():
        models.QuerySet(type(made[0])).bulk_create(made, batch_size=500)


def trail(count: int) -> None:
    """A trail of this many entries, spread over many subjects."""
    missing = count - Entry.objects.count()
    fields = [field for field in Entry._meta.concrete_fields if not field.primary_key]
    marks = ", ".join(["%s"] * len(fields))
    columns = ", ".join(str(field.column) for field in fields)
    statement = f"INSERT INTO {Entry._meta.db_table} ({columns}) VALUES ({marks})"  # noqa: S608
    model = _entry()
    stored = [field.get_db_prep_save(getattr(model, field.attname), connection) for field in fields]
    place = {field.attname: index for index, field in enumerate(fields)}
    for start in range(0, missing, BATCH * 10):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, list(_entries(stored, place, start, min(start + BATCH * 10, missing))))


def _entry() -> Entry:
    changes = [
        {"type": "aplikasi.permohonan", "act": "change", "before": {"status": "draf"}, "after": {"status": "diajukan"}}
    ]
    return Entry(
        at=clock.now(), code=ACTS[0], outcome="done", actor_id="0", actor_name="Orang Ukur", actor_roles="asesi",
        subject_type="aplikasi.permohonan", subject_id="ukur", channel="impor", request_id=uuid4(), changes=changes,
    )  # fmt: skip


def _entries(stored: list[Any], place: dict[str, int], start: int, stop: int) -> Iterator[list[Any]]:
    for number in range(start, stop):
        row = stored.copy()
        row[place["code"]], row[place["actor_id"]] = ACTS[number % len(ACTS)], str(number % 997)
        row[place["subject_id"]] = f"ukur-{number % 50_000}"
        row[place["subject_label"]] = f"UKR-2026-{number % 50_000:06d}"
        row[place["request_id"]] = uuid4().hex
        yield row


def certificates(count: int) -> None:
    """A register of this many certificates. Only the register: their cases are not needed to verify a number."""
    have = Sertifikat.objects.filter(kode__startswith=MEASURED).count()
    model = Sertifikat.objects.filter(keabsahan="berlaku").first()
    assert model is not None
    columns = [str(field.column) for field in Sertifikat._meta.concrete_fields]
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {Sertifikat._meta.db_table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        for start in range(have, count, BATCH):
            rows = [_certificate(model, number) for number in range(start, min(start + BATCH, count))]
            with transaction.atomic():
                cursor.executemany(statement, rows)
        cursor.execute("PRAGMA foreign_keys = ON")


def _certificate(model: Sertifikat, number: int) -> list[Any]:
    own = {
        "id": uuid4().hex, "permohonan": uuid4().hex, "blanko": uuid4().hex, "nama": f"Orang Ukur {number}",
        "nomor": f"62019 2513 9 {number:07d} 2026", "nomor_registrasi": f"UKR.9021.{number:07d} 2026", "kode": kode_ukur(number),
    }  # fmt: skip
    own.update(nomor_kunci=key_of(own["nomor"]), nomor_registrasi_kunci=key_of(own["nomor_registrasi"]))
    row: list[Any] = []
    for column in Sertifikat._meta.concrete_fields:
        value = own.get(column.name, getattr(model, column.attname))
        if isinstance(value, dict | list):
            value = json.dumps(value)
        row.append(value.hex if hasattr(value, "hex") and not isinstance(value, str | float) else value)
    return row


def kode_ukur(number: int) -> str:
    """A verification code as real ones are written, all beginning with the same four signs."""
    digits = "".join(READABLE[number // 8**place % 8] for place in reversed(range(8)))
    return f"{MEASURED}{digits[:4]}-{digits[4:]}"
