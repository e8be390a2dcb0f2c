from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.utils import IntegrityError
from pytest_django.plugin import DjangoDbBlocker

from telusur.kernel.base.crypto import Unreadable, blind_index, decrypt, encrypt
from telusur.kernel.base.fields import BlindIndexField, EncryptedTextField

NIK = "3201010101900001"


class Orang(models.Model):
    nik = EncryptedTextField(blank=True)
    nik_index = BlindIndexField(of="nik", purpose="nik", null=True, unique=True)
    alamat = EncryptedTextField(blank=True, null=True)

    class Meta:
        app_label = "uji_base"


@pytest.fixture(scope="module", autouse=True)
def table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Orang)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Orang)


def stored(column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM uji_base_orang")
        return str(cursor.fetchone()[0])


def test_a_value_opens_only_for_its_purpose() -> None:
    sealed = encrypt(NIK, "orang.nik")
    assert NIK not in sealed
    assert decrypt(sealed, "orang.nik") == NIK
    with pytest.raises(Unreadable):
        decrypt(sealed, "orang.alamat")


def test_the_same_value_never_looks_the_same() -> None:
    assert encrypt(NIK, "orang.nik") != encrypt(NIK, "orang.nik")


@pytest.mark.parametrize("position", [0, 5, 20, -1])
def test_an_altered_value_does_not_open(position: int) -> None:
    raw = bytearray(base64.b64decode(encrypt(NIK, "orang.nik")))
    raw[position] ^= 1
    with pytest.raises(Unreadable):
        decrypt(base64.b64encode(raw).decode(), "orang.nik")


def test_text_that_is_no_ciphertext_is_named_as_such() -> None:
    with pytest.raises(Unreadable, match="not ciphertext"):
        decrypt("Jalan Mawar 1", "orang.alamat")


def test_old_values_stay_readable_after_the_key_is_replaced(settings: Any) -> None:
    old, new = "11" * 32, "22" * 32
    settings.FIELD_KEY = old
    sealed = encrypt(NIK, "orang.nik")
    settings.FIELD_KEY = f"{new},{old}"
    assert decrypt(sealed, "orang.nik") == NIK
    settings.FIELD_KEY = new
    with pytest.raises(Unreadable):
        decrypt(sealed, "orang.nik")


def test_the_index_ignores_spaces_and_case_but_not_the_purpose() -> None:
    assert blind_index(" 3201 0101 0190 0001", "nik") == blind_index(NIK, "nik")
    assert blind_index("Ani@Contoh.id", "surel") == blind_index("ani@contoh.ID", "surel")
    assert blind_index(NIK, "nik") != blind_index(NIK, "kk")
    assert blind_index(NIK, "nik") != blind_index("3201010101900002", "nik")


@pytest.mark.django_db
def test_the_database_holds_ciphertext_and_python_reads_the_text() -> None:
    row = Orang.objects.create(nik=NIK, alamat="Jalan Mawar 1")
    assert NIK not in stored("nik") and "Mawar" not in stored("alamat")
    fresh = Orang.objects.get(pk=row.pk)
    assert (fresh.nik, fresh.alamat) == (NIK, "Jalan Mawar 1")
    assert list(Orang.objects.values_list("nik", "alamat")) == [(NIK, "Jalan Mawar 1")]


@pytest.mark.django_db
def test_ciphertext_copied_into_another_column_does_not_open() -> None:
    Orang.objects.create(nik=NIK)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE uji_base_orang SET alamat = nik")
    with pytest.raises(Unreadable):
        Orang.objects.get()


@pytest.mark.django_db
def test_a_person_is_found_by_the_index() -> None:
    ani = Orang.objects.create(nik=NIK)
    Orang.objects.create(nik="3201010101900002")
    assert Orang.objects.get(nik_index=blind_index(NIK, "nik")) == ani
    ani.nik = "3201010101900003"
    ani.save(update_fields=["nik", "nik_index"])
    assert Orang.objects.get(nik_index=blind_index("3201010101900003", "nik")) == ani


@pytest.mark.django_db
def test_saving_the_text_without_its_index_is_an_error() -> None:
    ani = Orang.objects.create(nik=NIK)
    with pytest.raises(ValueError, match="together"):
        ani.save(update_fields=["nik"])


@pytest.mark.django_db
def test_one_nik_only_once_but_many_without() -> None:
    Orang.objects.create(nik="")
    Orang.objects.create(nik="")
    Orang.objects.create(nik=NIK)
    with pytest.raises(IntegrityError):
        Orang.objects.create(nik=NIK)


@pytest.mark.parametrize("lookup", ["nik", "nik__contains", "nik__in"])
def test_encrypted_text_cannot_be_searched(lookup: str) -> None:
    with pytest.raises(FieldError):
        Orang.objects.filter(**{lookup: [NIK]})


@pytest.mark.django_db
def test_the_empty_stays_empty() -> None:
    row = Orang.objects.create(nik="", alamat=None)
    assert Orang.objects.filter(alamat__isnull=True).get() == row
    assert stored("nik") == ""


def test_the_fields_can_be_rebuilt_by_a_migration() -> None:
    for name in ("nik", "nik_index", "alamat"):
        field = Orang._meta.get_field(name)
        _, path, args, kwargs = field.deconstruct()
        assert path.startswith("telusur.kernel.base.fields.")
        assert type(field)(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)
