"""Stored files: kept once, private, never overwritten."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image

from telusur.kernel.archive import access, queries, views
from telusur.kernel.archive.commands import simpan_berkas, simpan_bytes
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted, Unavailable
from telusur.kernel.commands.context import Context, public_context
from tests.kernel.archive.inside import NOW, OWNER, STRANGER, another_act, person

pytestmark = pytest.mark.django_db


def photo(name: str = "ktp.jpg", colour: str = "teal") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def kept(ctx: Context | None = None, upload: Any = None, **options: Any) -> StoredFile:
    ctx = ctx or person()
    with another_act(ctx):
        return simpan_berkas(ctx, upload=upload or photo(), **{"owner_id": OWNER, **options})


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def rules() -> Iterator[Callable[[access.AccessRule], access.AccessRule]]:
    before = list(access._RULES)
    yield access.register_access
    access._RULES[:] = before


def test_file_is_kept_with_source_person_and_time() -> None:
    file = kept(label="KTP")
    assert (file.captured_by, file.created_at, file.source) == ("Tiara Kusumaningtyas", NOW, "unggahan")
    assert queries.read_bytes(file).startswith(b"\xff\xd8\xff")
    assert file.size == len(queries.read_bytes(file))


def test_trail_tells_of_the_file_but_not_its_name() -> None:
    kept(upload=photo("KTP 3273010101900001.jpg"))
    entry = Entry.objects.get(code="archive.simpan_berkas")
    assert entry.changes[0]["after"]["name"] == "•••"


def test_same_file_twice_is_refused_with_the_name_and_time_of_the_first(storage: Path) -> None:
    case = uuid4()
    kept(case_id=case, label="KTP")
    with pytest.raises(Invalid, match=r"“KTP” pada Jum 20 Nov 2026 10\.42 WIB"):
        kept(case_id=case, upload=photo("lain.jpg"))
    assert StoredFile.objects.count() == 1
    assert len(files_in(storage)) == 1


def test_same_file_may_serve_another_case_and_another_owner() -> None:
    kept(case_id=uuid4())
    kept(case_id=uuid4())
    kept(person(STRANGER, "Bayu Mahendra"), owner_id=STRANGER)
    assert StoredFile.objects.count() == 3


def test_nothing_is_stored_when_the_file_is_refused(storage: Path) -> None:
    with pytest.raises(Invalid):
        kept(upload=SimpleUploadedFile("x.pdf", b"bukan pdf"))
    assert not storage.exists() or not files_in(storage)
    assert not StoredFile.objects.exists()


def test_file_cannot_be_taken_in_outside_an_act() -> None:
    with pytest.raises(NotPermitted):
        simpan_berkas(person(), upload=photo(), owner_id=OWNER)


def test_content_that_is_there_is_never_overwritten(storage: Path) -> None:
    first = kept()
    path = storage / first.path
    path.write_bytes(b"rusak")
    second = kept(case_id=uuid4())
    assert path.read_bytes() == b"rusak"
    assert second.path != first.path
    assert not queries.periksa_utuh(first)
    assert queries.periksa_utuh(second)


def test_the_storage_and_the_database_alone_open_nothing(storage: Path, settings: Any) -> None:
    first, second = kept(), kept(case_id=uuid4())
    content = queries.read_bytes(first)
    assert queries.read_bytes(second) == content
    one, other = ((storage / file.path).read_bytes() for file in (first, second))
    assert one != other and content[:64] not in one and first.sha256 not in first.path
    assert first.key != second.key and len(first.key) <= 200
    assert first.key not in str(list(Entry.objects.values()))
    settings.ARCHIVE_KEY = "d" * 64
    assert not queries.periksa_utuh(first)
    with pytest.raises(Unavailable, match="kunci arsipnya lain"):
        queries.read_bytes(first)
    settings.ARCHIVE_KEY = f"{'d' * 64},{'c' * 64}"  # replaced: the old one still opens
    assert queries.periksa_utuh(first)


def test_the_key_of_one_file_opens_no_other(storage: Path) -> None:
    first, second = kept(), kept(case_id=uuid4())
    first.key, first.path = second.key, second.path
    with pytest.raises(Unavailable):
        queries.read_bytes(first)


def test_a_file_whose_key_is_destroyed_is_destroyed_in_every_copy(storage: Path) -> None:
    file, other = kept(), kept(case_id=uuid4())
    file.key = ""
    with pytest.raises(Unavailable, match="sudah dimusnahkan"):
        queries.read_bytes(file)
    assert queries.periksa_utuh(other)


def test_what_was_kept_before_there_were_keys_is_still_read(storage: Path) -> None:
    file = kept()
    (storage / "lama").write_bytes(content := queries.read_bytes(file))
    file.path, file.key = "lama", ""
    assert queries.read_bytes(file) == content
    assert queries.periksa_utuh(file)


def test_missing_content_is_said_plainly(storage: Path) -> None:
    file = kept()
    (storage / file.path).unlink()
    assert not queries.periksa_utuh(file)
    with pytest.raises(Unavailable):
        queries.buka_berkas(person(), file=file)


def test_owner_reads_and_the_reading_of_a_sensitive_file_is_recorded() -> None:
    file = kept()
    assert queries.buka_berkas(person(), file=file)
    assert Entry.objects.filter(code="archive.buka_berkas", outcome="read", subject_id=str(file.pk)).count() == 1


def test_reading_what_is_not_sensitive_leaves_no_entry() -> None:
    file = kept(sensitive=False)
    queries.buka_berkas(person(), file=file)
    assert not Entry.objects.filter(code="archive.buka_berkas").exists()


@pytest.mark.parametrize(
    "ctx", [person(STRANGER, "Bayu Mahendra"), person(STRANGER, "Bayu", "direktur"), public_context()]
)
def test_nobody_else_reads_and_the_attempt_is_recorded(ctx: Context) -> None:
    file = kept()
    with pytest.raises(NotPermitted):
        queries.buka_berkas(ctx, file=file)
    assert Entry.objects.get(code="archive.buka_berkas").outcome == "refused"


def test_registered_rule_lets_those_who_handle_the_case(rules: Callable[[access.AccessRule], Any]) -> None:
    case = uuid4()
    rules(lambda ctx, file: file.case_id == case and ctx.actor.has("admin_lsp"))
    mine, other = kept(case_id=case), kept()
    clerk = person(STRANGER, "Bayu Mahendra", "admin_lsp")
    assert queries.buka_berkas(clerk, file=mine)
    assert queries.of_case(clerk, case) == [mine]
    with pytest.raises(NotPermitted):
        queries.buka_berkas(clerk, file=other)


def test_output_of_the_system_is_kept_as_it_is() -> None:
    ctx = person()
    with another_act(ctx):
        file = simpan_bytes(ctx, data=b"a;b\n1;2\n", name="rekap.csv", content_type="text/csv")
    assert queries.read_bytes(file) == b"a;b\n1;2\n"
    assert (file.kind, file.source) == ("lain", "keluaran")


def _serve(ctx: Context, file_id: Any, query: str = "") -> Any:
    request = RequestFactory().get(f"/berkas/{file_id}/{query}")
    request._telusur_context = ctx  # type: ignore[attr-defined]
    return views.berkas(request, file_id)


def test_download_is_an_attachment_that_no_browser_guesses_about() -> None:
    file = kept(upload=photo('ijazah "asli" ñ.jpg'))
    response = _serve(person(), file.pk)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''ijazah%20%22asli%22")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert _serve(person(), file.pk, "?lihat=1")["Content-Disposition"].startswith("inline")


def test_only_known_kinds_are_ever_shown_in_place() -> None:
    ctx = person()
    with another_act(ctx):
        file = simpan_bytes(ctx, data=b"<script>", name="x.html", content_type="text/html", owner_id=OWNER)
    assert _serve(ctx, file.pk, "?lihat=1")["Content-Disposition"].startswith("attachment")


def test_unknown_file_is_not_found() -> None:
    with pytest.raises(NotFound):
        _serve(person(), uuid4())
