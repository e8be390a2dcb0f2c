"""What an application must hold before it goes on: requirements, statement, files, instructions, records (P508 8.2, 9.1)."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.base.errors import DomainError, Invalid
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms import drafts
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.queries import record
from telusur.lsp.administrasi.mutu import commands as mutu
from telusur.lsp.administrasi.mutu import queries as naskah
from telusur.lsp.peraga import berkas, isian
from telusur.lsp.peraga.alur import Kasus
from telusur.lsp.peraga.orang import ASESI
from telusur.lsp.sertifikasi.aplikasi import commands
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan as S
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from tests.lsp.dunia import Panggung
from tests.lsp.skema.berkas import K3, imported

World = Callable[[str], Panggung]


def draft(world: Panggung, nomor: int = 5) -> Kasus:
    """Somebody who has just begun."""
    case = Kasus(world.dunia, ASESI[nomor], nomor)
    case.daftar(world.kini)
    return case


def read(pdf: bytes) -> str:
    """The words of a PDF, on one line."""
    made = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(made.stdout.decode().replace("\u200b", "").split())


def required(rekaman: Rekaman) -> list[list[dict[str, Any]]]:
    """The required items of the skema, alternatives together."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in rekaman.sumber["skema"]["persyaratan"]:
        if one["wajib"]:
            groups.setdefault(one["grup"] or one["id"], []).append(one)
    return list(groups.values())


def revised(world: Panggung, kode: str, tambahan: str) -> None:
    """The Manajer Administrasi publishes the next revision of a controlled document."""
    old, hari = naskah.berlaku(kode), world.kini.date()
    mutu.terbitkan(
        world.ctx("administrasi"), kode=kode, judul=old.judul, jenis=old.jenis, isi=f"{old.isi}\n\n{tambahan}",
        berlaku_sejak=hari, dibuat_oleh="Uji Satu", dibuat_pada=hari, diperiksa_oleh="Uji Dua", diperiksa_pada=hari,
        disetujui_oleh="Uji Tiga", disetujui_pada=hari,
    )  # fmt: skip


@pytest.mark.req("P508-022")
def test_who_misses_a_required_qualification_is_stopped_with_the_list_of_what_is_unmet(panggung: World) -> None:
    world = panggung("diajukan")
    new = draft(world)
    apl01 = new.rekaman("FR.APL.01")
    page = world.klien(new.orang.kunci).post(apl01.get_absolute_url(), {"aksi": "ajukan"})
    own = [rows for rows in required(apl01) if rows[0]["macam"] != "pas_foto"]
    assert page.status_code == 422 and len(own) == 2
    for rows in own:
        told = page.context["hal"].errors[f"persyaratan/{rows[0]['id']}/berkas"]
        assert "Penuhi salah satu" in told[0] if len(rows) > 1 else rows[0]["uraian"] in told[0]
    assert (new.ada.status, new.ada.nomor) == (S.DRAF, "")

    case, admin = world.kasus[0], world.klien("admin")
    case.kaji(world.kini)
    apl01 = case.rekaman("FR.APL.01")
    verdict = isian.apl01_admin(apl01)
    for rows in own:  # the file is there, but it is no proof
        for one in rows:
            if verdict[f"persyaratan/{one['id']}/status"] == "memenuhi":
                verdict[f"persyaratan/{one['id']}/status"] = "tidak_memenuhi"
    named = [rows[0]["uraian"] for rows in own]
    with pytest.raises(Invalid) as stopped:
        forms.ajukan(world.ctx("admin"), rekaman=apl01, isi=verdict)
    assert named[0] in str(stopped.value.fields)
    drafts.save(world.ctx("admin"), apl01, verdict)
    assert all(words in admin.get(f"/permohonan/{case.ada.pk}/kembalikan/").content.decode() for words in named)
    no = {"keputusan/rekomendasi": "tidak", "keputusan/catatan": "Mohon maaf."}
    forms.ajukan(world.ctx("admin"), rekaman=apl01, isi={**verdict, **no})
    told = world.klien("asesi").get(f"/kasus/{case.ada.pk}/").content.decode()
    assert case.ada.status == S.DITOLAK and "Mohon maaf." in told and all(words in told for words in named)


@pytest.mark.req("P508-032")
def test_the_case_does_not_advance_while_any_required_item_is_not_marked_met(panggung: World) -> None:
    world = panggung("diajukan")
    case = world.kasus[0]
    case.kaji(world.kini)
    apl01, ctx = case.rekaman("FR.APL.01"), world.ctx("admin")
    verdict, groups = isian.apl01_admin(apl01), required(apl01)
    assert len(groups) == 3  # one of six qualifications, identity card, photo
    for rows in groups:
        paths = [f"persyaratan/{one['id']}/status" for one in rows]
        for mark in ("tidak_memenuhi", "tidak_ada", None):
            unmet = {path: mark if verdict[path] == "memenuhi" else verdict[path] for path in paths}
            before = Entry.objects.filter(code="forms.ajukan", outcome="refused").count()
            with pytest.raises(Invalid):
                forms.ajukan(ctx, rekaman=apl01, isi={**verdict, **unmet})
            assert Entry.objects.filter(code="forms.ajukan", outcome="refused").count() == before + 1
            assert (case.ada.status, case.ada.tahap) == (S.DIAJUKAN, Tahap.PERMOHONAN), (rows[0]["uraian"], mark)
    forms.ajukan(ctx, rekaman=apl01, isi=verdict)
    assert (case.ada.status, case.ada.tahap) == (S.DITERIMA, Tahap.PEMBAYARAN)


@pytest.mark.req("P508-028")
def test_an_application_needs_the_statement_accepted_and_keeps_the_version_that_was(panggung: World) -> None:
    world = panggung("lsp")
    first, kode = draft(world), "PERNYATAAN-PEMOHON"
    apl01, text = first.rekaman("FR.APL.01"), naskah.berlaku(kode).isi
    client = world.klien(first.orang.kunci)
    page = client.get(apl01.get_absolute_url()).content.decode()
    assert text.split("\n")[-1].split(". ", 1)[-1][:40] in page and "Versi 0" in page
    refused = client.post(apl01.get_absolute_url(), {"aksi": "ajukan"})
    assert {"persetujuan/setuju", "persetujuan/benar"} <= set(refused.context["hal"].errors)
    assert first.ada.pernyataan_versi == "" and first.ada.status == S.DRAF
    first.ajukan(world.kini)
    revised(world, kode, "Kalimat baru.")
    second = draft(world, 4)
    second.ajukan(world.kini)
    assert [(case.ada.status, case.ada.pernyataan_versi) for case in (first, second)] == [
        (S.DIAJUKAN, "0"), (S.DIAJUKAN, "1"),
    ]  # fmt: skip
    kept = [case.rekaman("FR.APL.01").sumber["teks"]["pernyataan"]["isi"] for case in (first, second)]
    assert kept == [naskah.revisi(kode, 0).isi, naskah.revisi(kode, 1).isi] and kept[0] == text


@pytest.mark.req("P508-029")
def test_each_skema_asks_for_its_own_documents_and_takes_only_the_types_and_sizes_it_states(panggung: World) -> None:
    world = panggung("lsp")
    case = draft(world)
    apl01, ctx, client = case.rekaman("FR.APL.01"), world.ctx(case.orang.kunci), world.klien(case.orang.kunci)
    other = commands.mulai(ctx, skema=imported(K3))
    lain = record(other.pk, "FR.APL.01")
    assert lain is not None
    lists = [[one["uraian"] for one in row.sumber["skema"]["persyaratan"]] for row in (apl01, lain)]
    assert not set(lists[0]) & set(lists[1])
    pages = [client.get(row.get_absolute_url()).content.decode() for row in (apl01, lain)]
    for nomor, rows in enumerate(lists):
        assert all(words in pages[nomor] and words not in pages[1 - nomor] for words in rows)
        assert "JPEG atau PNG, paling besar 2 MB." in pages[nomor] and "paling besar 5 MB." in pages[nomor]

    rows = apl01.sumber["skema"]["persyaratan"]
    photo, card = (next(one for one in rows if one["macam"] == kind) for kind in ("pas_foto", "identitas"))
    for_photo, for_card = (f"persyaratan/{one['id']}/berkas" for one in (photo, card))

    def send(path: str, name: str, data: bytes) -> Any:
        answer = client.post(
            f"{apl01.get_absolute_url()}berkas/", {"path": path, "berkas": SimpleUploadedFile(name, data)}
        )
        return answer.status_code, answer.json()

    pdf = berkas.dokumen("KTP", case.orang.nama).read()
    # A picture above the stated size is made smaller (tests/kernel/archive/test_intake.py); one too coarse is refused.
    small = BytesIO()
    Image.effect_noise((150, 200), 120).save(small, "PNG")
    for path in (for_photo, "identitas/foto"):
        assert "bukan JPEG atau PNG" in send(path, "ktp.pdf", pdf)[1]["pesan"]
    status, answer = send("identitas/foto", "kecil.png", small.getvalue())
    assert status == 422 and "paling sedikit 300 × 400 piksel" in answer["pesan"]
    assert send(for_card, "ktp.docx", b"PK\x03\x04 dokumen")[0] == 422
    assert "batasnya 5 MB" in send(for_card, "besar.pdf", pdf + b" " * 5 * 1024**2)[1]["pesan"]
    status, stored = send(for_card, "ktp.pdf", pdf)
    assert status == 200 and drafts.of(apl01) == {for_card: [stored["id"]]}
    # a file that is already there is no way round
    line = client.get(apl01.get_absolute_url()).context["hal"]
    cells = {cell.path: cell for part in line.parts for g in part.groups for row in g.lines for cell in row.cells}
    assert [one.id for one in cells[for_card].linked] == [stored["id"]] and cells[for_photo].offered == []
    bukti = {one["id"]: stored["id"] for rows in required(apl01) for one in rows[:1]}
    isi = isian.apl01_asesi(apl01, case.orang, stored["id"], bukti, "0812 3456 7890", "uji@uji.example")
    with pytest.raises(Invalid) as refused:
        forms.ajukan(ctx, rekaman=apl01, isi=isi)
    assert set(refused.value.fields) == {for_photo, "identitas/foto"}


@pytest.mark.req("SOP-011")
def test_from_apl01_the_applicant_opens_and_prints_the_work_instruction_in_force(panggung: World) -> None:
    world = panggung("lsp")
    case = draft(world)
    client, apl01 = world.klien(case.orang.kunci), case.rekaman("FR.APL.01")
    revised(world, "IK-LSPK-01", "Periksa sekali lagi sebelum mengajukan.")
    form = client.get(apl01.get_absolute_url()).content.decode()
    found = re.search(r'href="([^"]+)"[^>]*><span>[^<]*IK-LSPK-01', form)
    assert found is not None
    page = client.get(found[1]).content.decode()
    assert "revisi 1" in page and "Periksa sekali lagi sebelum mengajukan." in page
    printed = re.search(r'href="([^"]+)"[^>]*>(?:(?!</a>).)*Cetak', page)
    assert printed is not None
    answer = Client().get(printed[1])
    words = read(answer.content)
    assert answer["Content-Type"] == "application/pdf" and "IK-LSPK-01 1 " in words
    assert "Periksa sekali lagi sebelum mengajukan." in words and "Uji Tiga" in words and "Berlaku" in words
    old = read(Client().get("/mutu/IK-LSPK-01/revisi/0/cetak/").content)
    assert "Periksa sekali lagi" not in old and "Digantikan" in old
    assert Client().get("/mutu/IK-LSPK-01/revisi/7/cetak/").status_code == 404


@pytest.mark.req("SOP-012")
def test_submitted_apl01_and_apl02_are_locked_records_with_version_and_time_and_print_in_form_layout(
    panggung: World,
) -> None:
    world = panggung("diajukan")
    case, client = world.kasus[0], world.klien("asesi")
    overview, submitted = client.get(f"/kasus/{case.ada.pk}/").content.decode(), date_and_time(case.ada.diajukan_pada)
    for code, title, words in (
        ("FR.APL.01", "Permohonan Sertifikasi Kompetensi", "Jalan Contoh Peraga Nomor 7"),
        ("FR.APL.02", "Asesmen Mandiri", case.rekaman("FR.APL.02").content().rows("elemen")[0].title),
    ):
        row = case.rekaman(code)
        kept = (row.digest, row.isi)
        assert f"/formulir/{row.pk}/" in overview and title in overview
        page = client.get(row.get_absolute_url()).content.decode()
        assert "Diajukan, terkunci" in page and re.search(r"<dt>Versi</dt><dd>1</dd>", page)
        assert f"mengajukan, {submitted}" in page
        assert "<form" not in page.split('id="isi"')[1] and f'href="{row.get_absolute_url()}cetak/"' in page
        with pytest.raises(DomainError):
            drafts.save(world.ctx("asesi"), row, {row.content().boxes_of("asesi")[0].path: "Lain"})
        with pytest.raises(DomainError):
            forms.ajukan(world.ctx("asesi"), rekaman=row)
        row.refresh_from_db()
        assert (row.digest, row.isi) == kept
        answer = client.get(f"{row.get_absolute_url()}cetak/")
        text = read(answer.content)
        assert answer["Content-Type"] == "application/pdf"
        for told in (
            f"{code} {title}".upper(),
            f"{code} · Edisi 2018",
            case.ada.nama,
            "versi 1",
            submitted,
            words,
        ):
            assert told in text, told
        assert case.ada.nik not in text
        assert world.klien("galih").get(f"{row.get_absolute_url()}cetak/").status_code == 403
    assert overview.count("Diajukan, terkunci") == 2 and overview.count("versi 1") == 2
    new = draft(world).rekaman("FR.APL.01")
    unsent = world.klien(ASESI[5].kunci).get(f"{new.get_absolute_url()}cetak/")
    assert unsent.status_code == 409 and "belum diajukan" in unsent.content.decode()
