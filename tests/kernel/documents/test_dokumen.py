"""Documents asked for, made by the worker, opened and checked."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from cryptography import x509
from django.core.management import call_command
from django.db import connection
from django.test import Client
from PIL import Image

from telusur.kernel.archive.commands import simpan_bytes
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import periksa_utuh, read_bytes
from telusur.kernel.base import clock
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted, WrongState
from telusur.kernel.commands.context import public_context, system_context
from telusur.kernel.documents import keys, queries, signing
from telusur.kernel.documents.check import code_inside, examine
from telusur.kernel.documents.commands import ATTEMPTS, selesaikan, ulangi
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.states import S
from telusur.kernel.documents.subscribers import siapkan
from telusur.kernel.outbox.dispatch import dispatch_pending
from telusur.kernel.outbox.models import Delivery, DeliveryState, Event
from tests.kernel.archive.inside import NOW, OWNER, STRANGER, another_act, person
from tests.kernel.documents.sample import DATA, OPEN, asked

pytestmark = pytest.mark.django_db


def made(**changes: Any) -> Document:
    """A finished document."""
    document = asked(**changes)
    siapkan(Event.objects.get(name="documents.minta", payload__subject=str(document.pk)))
    document.refresh_from_db()
    return document


def original(document: Document) -> bytes:
    assert document.file is not None
    return read_bytes(document.file)


def test_asking_writes_a_row_and_leaves_the_work_to_the_worker() -> None:
    document = asked()
    assert (document.status, document.file, document.signer_name) == (S.DIMINTA, None, "Bayu Mahendra")
    delivery = Delivery.objects.get(event__name="documents.minta")
    assert delivery.state == DeliveryState.WAITING


def test_document_cannot_be_asked_for_outside_an_act() -> None:
    from telusur.kernel.documents.commands import minta

    with pytest.raises(NotPermitted):
        minta(person(), kind="uji.surat", title="x", subject=StoredFile(), data={})


def test_worker_renders_signs_archives_and_announces() -> None:
    document = made(owner_id=OWNER)
    assert (document.status, document.pages, document.signed_at) == (S.SIAP, 1, NOW)
    assert document.file is not None
    assert document.file.sha256 == document.sha256
    assert document.file.owner_id == OWNER
    assert periksa_utuh(document.file)
    assert Event.objects.get(name="documents.siap").payload["about_id"] == document.subject_id


def test_second_delivery_changes_nothing() -> None:
    document = made()
    event = Event.objects.get(name="documents.minta")
    siapkan(event)
    selesaikan(system_context("uji"), document=document, pdf=b"%PDF-lain", pages=9)
    document.refresh_from_db()
    assert document.pages == 1
    assert StoredFile.objects.count() == 1
    assert Event.objects.filter(name="documents.siap").count() == 1


def test_text_that_cannot_be_printed_is_refused_when_asked_not_later() -> None:
    with pytest.raises(Invalid, match="U\\+4F1F"):
        asked(data={**DATA, "butir": [["Nama", "Li 伟"]]})
    assert not Document.objects.exists()


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(NotFound):
        asked(kind="tidak.ada")


def test_photo_of_the_archive_is_printed(tool: Any) -> None:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "teal").save(out, "JPEG")
    ctx = person()
    with another_act(ctx):
        photo = simpan_bytes(ctx, data=out.getvalue(), name="foto.jpg", content_type="image/jpeg")
    assert "image" in tool(original(made(files={"foto": photo})), "pdfimages", "-list")


def test_failure_is_counted_and_given_up_with_an_event_after_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    document = asked()
    event = Event.objects.get(name="documents.minta")
    monkeypatch.setattr(signing, "sign", lambda *_, **__: (_ for _ in ()).throw(OSError("kunci tidak terbaca")))
    for _ in range(ATTEMPTS - 1):
        with pytest.raises(OSError, match="kunci"):
            siapkan(event)
    document.refresh_from_db()
    assert (document.status, document.failures) == (S.DIMINTA, ATTEMPTS - 1)
    siapkan(event)
    document.refresh_from_db()
    assert document.status == S.GAGAL
    assert Event.objects.filter(name="documents.gagal").count() == 1


def test_failure_that_would_repeat_itself_is_given_up_at_once() -> None:
    document = asked()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET template = %s", ["kernel/tidak-ada.typ"])
    with pytest.raises(NotFound):
        siapkan(Event.objects.get(name="documents.minta"))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_document SET template = 'kernel/surat.typ', data = %s",
            [json.dumps({"pembuka": 5, "butir": 3})],
        )
    siapkan(Event.objects.get(name="documents.minta"))
    document.refresh_from_db()
    assert document.status == S.GAGAL


def test_keeper_has_a_failed_document_made_again_others_may_not() -> None:
    document = asked()
    with pytest.raises(NotPermitted):
        ulangi(person(), document=document)
    ulangi(person(STRANGER, "Bayu", "pengelola_sistem"), document=document)
    siapkan(Event.objects.get(name="documents.ulangi"))
    document.refresh_from_db()
    assert document.status == S.SIAP
    with pytest.raises(WrongState):
        ulangi(person(STRANGER, "Bayu", "pengelola_sistem"), document=document)


KILLED = """
import os, sys, django
django.setup()
from django.conf import settings
settings.MEDIA_ROOT, settings.DATA_FOLDER = sys.argv[1] + "/arsip", sys.argv[1]
import tests.kernel.documents.sample
from telusur.kernel.archive import storage
from telusur.kernel.documents import making, signing
from telusur.kernel.outbox.dispatch import dispatch_pending
place, name = {"render": (making, "render"), "sign": (signing, "sign"), "store": (storage, "put")}[sys.argv[2]]
plain = getattr(place, name)
def killed(*args, **kwargs):
    plain(*args, **kwargs)
    os._exit(9)
setattr(place, name, killed)
dispatch_pending()
"""


def database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return (
        f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{quote(settings['HOST'] or '/var/run/postgresql', safe='')}"
        f":{settings['PORT'] or 5432}/{settings['NAME']}"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["render", "sign", "store"])
def test_process_killed_in_the_middle_leaves_work_that_another_finishes_once(moment: str, place: Path) -> None:
    document = asked()
    environment = {**os.environ, "DATABASE_URL": database_url(), "PYTHONPATH": os.pathsep.join(["", *sys.path])}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(place), moment], env=environment, cwd=Path(__file__).parents[3], check=False
    )
    assert killed.returncode == 9
    document.refresh_from_db()
    assert document.status == S.DIMINTA
    assert dispatch_pending() == 0  # the dead process still holds it
    dispatch_pending(now=clock.now() + timedelta(minutes=3))
    document.refresh_from_db()
    assert document.status == S.SIAP
    assert document.failures == 0
    assert StoredFile.objects.count() == 1
    assert Event.objects.filter(name="documents.siap").count() == 1
    assert examine(original(document)).unaltered


def test_original_is_recognised_and_called_unaltered() -> None:
    document = made()
    found = examine(original(document))
    assert (found.document, found.unaltered, found.verdict.ok, found.verdict.trusted) == (document, True, True, True)
    assert found.sentence.startswith("Asli dan utuh: Surat Keterangan SK-0001/LSP/XI/2026")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
def test_one_changed_byte_is_found_and_the_claimed_document_named(share: float) -> None:
    document = made()
    copy = bytearray(original(document))
    copy[int(len(copy) * share)] ^= 1
    found = examine(bytes(copy))
    assert not found.unaltered
    assert found.document == document
    assert "isinya berbeda" in found.sentence


def test_cut_copy_and_strange_files_are_not_called_originals() -> None:
    document = made()
    assert not examine(original(document)[:-2000]).unaltered
    assert not examine(b"%PDF-1.7 apa saja").known
    assert code_inside(original(document)) == document.code


def test_check_document_program_answers_with_its_exit_status(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = made()
    (place / "asli.pdf").write_bytes(original(document))
    call_command("check_document", str(place / "asli.pdf"), "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["unaltered"], report["code"], report["signature"]["ok"]) == (True, document.code, True)
    (place / "palsu.pdf").write_bytes(original(document).replace(b"Bayu", b"Bayo"))
    with pytest.raises(SystemExit) as ended:
        call_command("check_document", str(place / "palsu.pdf"))
    assert ended.value.code == 1
    assert "Jangan gunakan" in capsys.readouterr().out


def test_only_owner_and_those_a_rule_lets_may_download() -> None:
    document = made(owner_id=OWNER)
    assert queries.may_download(person(), document)
    assert queries.buka(person(), document=document) == original(document)
    assert not queries.may_download(public_context(), document)
    with pytest.raises(NotPermitted):
        queries.buka(public_context(), document=document)


def test_document_of_a_public_kind_may_be_downloaded_by_anyone() -> None:
    document = made(kind=OPEN.code)
    assert queries.buka(public_context(), document=document).startswith(b"%PDF")


def test_document_that_is_not_ready_says_so() -> None:
    with pytest.raises(WrongState, match="belum siap"):
        queries.buka(person(), document=asked())


def test_print_carries_a_code_that_opens_hash_signer_time_and_the_original(client: Client, place: Path) -> None:
    document = made(kind=OPEN.code)
    (place / "a.pdf").write_bytes(original(document))
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(place / "a.pdf"), str(place / "a")], check=True)
    seen = subprocess.run(
        ["zbarimg", "-q", "--raw", str(place / "a-1.png")], capture_output=True, text=True, check=True
    )
    path = seen.stdout.strip().removeprefix("http://127.0.0.1:8000")
    page = client.get(path).content.decode()
    for words in (document.sha256, "Bayu Mahendra", "Jum 20 Nov 2026 10.42 WIB", "SK-0001/LSP/XI/2026", document.code):
        assert words in page
    assert f"{path}unduh/" in page
    assert client.get(f"{path}unduh/").content == original(document)


def test_public_sees_the_facts_of_a_private_document_but_cannot_download_it(client: Client) -> None:
    document = made()
    path = f"/dokumen/{document.code.lower()}/"
    page = client.get(path).content.decode()
    assert document.sha256 in page
    assert "unduh/" not in page
    assert client.get(f"{path}unduh/").status_code == 403


def test_page_of_a_document_links_the_address_of_its_qr_code(client: Client) -> None:
    document = made()
    page = client.get(f"/dokumen/{document.code}/").content.decode()
    assert f'href="http://127.0.0.1:8000/dokumen/{document.code}/"' in page
    assert "<svg" in page


def test_public_page_names_no_person_the_kind_does_not_allow(client: Client) -> None:
    document = made()
    page = client.get(f"/dokumen/{document.code}/").content.decode()
    assert "Tiara" not in page
    assert "Junior Web Programmer" in page


def test_unknown_code_is_not_found_with_a_cure(client: Client) -> None:
    response = client.get("/dokumen/AAAA-BBBB-CCCC/")
    assert response.status_code == 404
    assert "huruf demi huruf" in response.content.decode()


def test_root_of_the_institution_is_offered_with_its_fingerprint_and_instructions(client: Client) -> None:
    assert "Belum ada dokumen yang ditandatangani" in client.get("/tanda-tangan/").content.decode()
    made()
    (root,) = signing.own_roots()
    page = client.get("/tanda-tangan/").content.decode()
    assert keys.fingerprint(root) in page
    assert "Cara memakainya" in page
    assert "menurut penandatangan" in page
    address = re.search(r'href="(/tanda-tangan/[0-9a-f]+\.cer)"', page)
    assert address
    answer = client.get(address[1])
    assert x509.load_der_x509_certificate(answer.content) == root
    assert answer["Content-Type"] == "application/pkix-cert"
    assert client.get("/tanda-tangan/ff.cer").status_code == 404


def test_page_of_a_document_says_that_its_time_is_claimed_and_links_the_root(client: Client) -> None:
    page = client.get(f"/dokumen/{made().code}/").content.decode()
    assert "menurut penandatangan" in page
    assert 'href="/tanda-tangan/"' in page


def test_check_document_answers_cleanly_whatever_it_is_given(
    place: Path, settings: Any, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Strange, broken and mutilated signatures: the answer, and no word of the programs behind it."""
    document = made()
    pdf = original(document)
    settings.DATA_FOLDER = place / "lain"  # another key: the signer is a stranger now
    mutilated = pdf.replace(b"/Contents <30", b"/Contents <ff")
    other = bytes(pdf[:-900]) + bytes(600)
    for content in (pdf, mutilated, other, pdf + b" ", b"", b"bukan pdf", pdf[: len(pdf) // 2]):
        (place / "salinan.pdf").write_bytes(content)
        with contextlib.suppress(SystemExit):
            call_command("check_document", str(place / "salinan.pdf"))
    said = capsys.readouterr()
    assert said.err == ""
    assert "Traceback" not in said.out
    assert said.out.count("SHA-256: ") == 7
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO] == []
