"""What officers of BNSP read, what the LSP sees of it, and the monitoring file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from telusur.kernel.audit.models import Entry
from telusur.kernel.commands.commands import ubah_kewenangan
from telusur.kernel.exchange.bundle import check, sha256
from telusur.kernel.flows.models import WorkItem
from telusur.lsp.administrasi.asesor.commands import ubah_status
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.umum.queries import nomor_lisensi
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from tests.lsp.dunia import Panggung
from tests.lsp.kunjungan.conftest import KOMISI, klaim, klien, terima
from tests.lsp.putusan import HARI_PUTUS

LEMBAGA = ("/bnsp/lisensi/", "/bnsp/skema/", "/bnsp/asesor/", "/bnsp/tuk/")
PENGAWAS = ("/bnsp/jadwal/", "/bnsp/sertifikat/")
PEMERIKSA = ("/bnsp/kasus/", "/bnsp/rekaman/", "/bnsp/dokumen/", "/bnsp/tenggat/", "/bnsp/pemantauan/")


@pytest.mark.once  # pages by every commission
def test_each_commission_reads_what_the_grants_give_it_and_nothing_else(terbuka: Callable[[str], Panggung]) -> None:
    world = terbuka("diterima")
    case = f"/bnsp/kasus/{world.kasus[0].permohonan.pk}/"
    clients = {name: klien(terima(klaim(f"komisi_{name}", sub=name, nama=f"Petugas {name}"))) for name in KOMISI}
    seen = {
        name: {
            address
            for address in ("/bnsp/", *LEMBAGA, *PENGAWAS, *PEMERIKSA, case)
            if client.get(address).status_code == 200
        }
        for name, client in clients.items()
    }
    assert seen["perencanaan"] == {"/bnsp/"}
    assert seen["harmonisasi"] == {"/bnsp/", *LEMBAGA}
    assert seen["sertifikasi"] == {"/bnsp/", *LEMBAGA, *PENGAWAS}
    assert seen["pengendalian"] == {"/bnsp/", *LEMBAGA, *PENGAWAS, *PEMERIKSA, case}
    assert world.kasus[0].permohonan.nama not in clients["perencanaan"].get("/bnsp/").content.decode()

    ubah_kewenangan(world.ctx("pengelola"), code="kunjungan.kasus", role="bnsp_pengendalian", allowed=False)
    assert clients["pengendalian"].get("/bnsp/kasus/").status_code == 403
    assert "/bnsp/kasus/" not in clients["pengendalian"].get("/bnsp/").content.decode()
    for staff in ("admin", "direktur"):
        assert world.klien(staff).get("/bnsp/kasus/").status_code == 403


@pytest.mark.req("P508-126")
@pytest.mark.req("P508-129")
@pytest.mark.req("P508-132")
@pytest.mark.req("P508-135")
def test_the_lsp_reads_in_its_trail_what_every_officer_opened_and_when(terbuka: Callable[[str], Panggung]) -> None:
    world = terbuka("diterima")
    case = Permohonan.objects.get(pk=world.kasus[0].permohonan.pk)
    for name in KOMISI:
        client = klien(terima(klaim(f"komisi_{name}", sub=name, nama=f"Petugas {name}")))
        client.get("/bnsp/")
        client.get(f"/bnsp/kasus/{case.pk}/")
        own = client.get("/bnsp/kunjungan-saya/").content.decode()
        assert "Membuka ringkasan" in own and f"Petugas {name}" in own
        assert client.get("/bnsp/kunjungan/").status_code == 403

    for reader in ("direktur", "pengelola"):
        page = world.klien(reader).get("/bnsp/kunjungan/").content.decode()
        for name in KOMISI:
            assert f"Petugas {name}" in page
        assert "Membuka kasus" in page and str(case) in page and "Ditolak" in page
    narrowed = world.klien("direktur").get("/bnsp/kunjungan/?komisi=bnsp_harmonisasi").content.decode()
    assert "Petugas harmonisasi" in narrowed and "Petugas sertifikasi" not in narrowed
    assert world.klien("admin").get("/bnsp/kunjungan/").status_code == 403

    entry = Entry.objects.get(code="kunjungan.buka_kasus", outcome="read", actor_name="Petugas pengendalian")
    assert (entry.subject_id, entry.actor_roles) == (str(case.pk), "bnsp_pengendalian")
    with pytest.raises(TypeError):
        Entry.objects.filter(pk=entry.pk).delete()
    with pytest.raises(TypeError):
        Entry.objects.filter(pk=entry.pk).update(actor_name="Orang lain")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:  # nor past the product
        cursor.execute("UPDATE audit_entry SET actor_name = 'Orang lain' WHERE id = %s", [entry.pk])


@pytest.mark.req("P508-058")
def test_an_officer_opens_the_records_of_a_case_and_takes_its_file_away_with_checksums(
    terbuka: Callable[[str], Panggung], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = terbuka("diterima")
    case = world.kasus[0].permohonan
    client = klien(terima(klaim("komisi_pengendalian")))
    page = client.get(f"/bnsp/kasus/{case.pk}/")
    links = [part.split('"')[0].replace("&amp;", "&") for part in page.content.decode().split('href="')[1:]]
    forms = [link for link in links if "/formulir/" in link]
    files = [link for link in links if "/berkas/" in link]
    assert forms and files
    assert client.get(forms[0]).content.startswith(b"%PDF")
    assert client.get(files[0]).status_code == 200
    assert "Permohonan" in client.get(f"/bnsp/kasus/{case.pk}/jejak/").content.decode()
    listed = client.get("/bnsp/rekaman/?q=FR.APL.01").content.decode()
    record = f"/bnsp/rekaman/{world.rekaman(0, 'FR.APL.01').pk}/"
    assert record in listed and client.get(record).content.startswith(b"%PDF")
    other = world.kasus[1].permohonan
    assert client.get(files[0].replace(str(case.pk), str(other.pk))).status_code == 404

    answer = client.get(f"/bnsp/kasus/{case.pk}/ekspor/")
    made = tmp_path / "ekspor.zip"
    made.write_bytes(answer.content)
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        listed = json.loads(archive.read("manifest.json"))
        trail = json.loads(archive.read("jejak.json"))
        digest = sha256(archive.read("manifest.json"))
        for row in listed["files"]:
            assert sha256(archive.read(row["name"])) == row["sha256"]
    assert {"lini-masa.txt", "lini-masa.json", "jejak.json", "manifest.txt", "manifest.jws"} <= set(names)
    assert any(name.startswith("rekaman/FR.APL.01") for name in names)
    assert any(name.startswith("unggahan/") for name in names)
    assert "aplikasi.terima" in {row["kode"] for row in trail}
    taken = Entry.objects.get(code="kunjungan.ekspor")
    assert taken.data["sha256_daftar"] == digest and taken.subject_id == str(case.pk)

    call_command("check_export", str(made))
    assert "Utuh:" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("check_export", str(made), key="cd" * 32)


@pytest.mark.req("P508-122")
def test_the_monitoring_file_of_the_lsp_opens_with_its_sources_and_is_taken_away_with_checksums(
    terbuka: Callable[[str], Panggung], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = terbuka("spt")
    client = klien(terima(klaim("komisi_pengendalian")))
    page = client.get("/bnsp/pemantauan/?periode=2026").content.decode()
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    sources = [link for link in links if link.startswith("/bnsp/dokumen/") and link != "/bnsp/dokumen/"]
    assert sources and client.get(sources[0]).content.startswith(b"%PDF")
    assert "Verifikasi TUK" in page and "Kasus yang diajukan" in page

    answer = client.get("/bnsp/pemantauan/ekspor/?periode=2026")
    made = tmp_path / "pemantauan.zip"
    made.write_bytes(answer.content)
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        cases = archive.read("tabel/kasus.csv").decode("utf-8-sig")
        digest = sha256(archive.read("manifest.json"))
    assert len([name for name in names if name.startswith("dokumen/")]) == len(sources)
    case = Permohonan.objects.get(pk=world.kasus[0].permohonan.pk)
    assert case.nomor in cases and case.nik not in cases
    taken = Entry.objects.get(code="kunjungan.ekspor_pemantauan", outcome="read")
    assert taken.data["sha256_daftar"] == digest and taken.subject_label == "tahun 2026"
    call_command("check_export", str(made), json=True)
    assert json.loads(capsys.readouterr().out)["findings"] == []
    past = client.get("/bnsp/pemantauan/?periode=2024-02").content.decode()
    assert "Februari 2024" in past and "Tidak ada pada periode ini" in past
    assert klien(terima(klaim("komisi_sertifikasi", sub="lain"))).get("/bnsp/pemantauan/ekspor/").status_code == 403


@pytest.mark.req("P508-124")
@pytest.mark.req("P508-127")
@pytest.mark.req("P508-128")
@pytest.mark.req("P508-133")
@pytest.mark.req("P508-134")
def test_what_each_commission_needs_is_what_stands_at_the_lsp_at_that_moment(
    terbuka: Callable[[str], Panggung],
) -> None:
    world = terbuka("bernomor")
    world.pindah(world.dunia.saat(HARI_PUTUS, "10.42"))
    harmonisasi, sertifikasi, perencanaan = (
        klien(terima(klaim(f"komisi_{name}", sub=name, nama=name)))
        for name in ("harmonisasi", "sertifikasi", "perencanaan")
    )
    institution = harmonisasi.get("/bnsp/lisensi/").content.decode()
    assert world.dunia.orang["direktur"].name in institution and nomor_lisensi() in institution
    skema = Skema.objects.filter(status="berlaku").latest("versi")
    assert skema.acuan_nomor in harmonisasi.get("/bnsp/skema/").content.decode()  # the standard it rests on
    assert nomor_lisensi() in sertifikasi.get("/bnsp/lisensi/").content.decode()
    assert world.dunia.orang["asesor"].name in sertifikasi.get("/bnsp/asesor/").content.decode()
    holder = world.kasus[0].ada.nama
    assert holder not in sertifikasi.get("/bnsp/sertifikat/").content.decode()
    figures = perencanaan.get("/bnsp/").context["angka"]
    world.angkatan.terbitkan(world.kasus[0], world.kini)
    issued = sertifikasi.get("/bnsp/sertifikat/").content.decode()  # the very next page: nothing is copied or kept
    assert holder in issued and world.kasus[0].sertifikat.nomor in issued

    person = Asesor.objects.select_related("orang").get(orang=world.dunia.orang["asesor"])
    ubah_status(world.ctx("manajer"), asesor=person, status="nonaktif", alasan="Pindah tugas.")
    now = perencanaan.get("/bnsp/").context["angka"]
    assert now.asesor == figures.asesor - 1
    assert [semua for _, semua, _ in now.sertifikat] == [1 + sum(semua for _, semua, _ in figures.sertifikat)]
    assert "Nonaktif" in sertifikasi.get(f"/bnsp/asesor/?q={person.no_reg[:12]}").content.decode()


@pytest.mark.req("P508-131")
def test_a_report_that_is_late_is_seen_the_day_it_becomes_so(terbuka: Callable[[str], Panggung]) -> None:
    world = terbuka("sesi")
    report = WorkItem.objects.get(code="jadwal.asesmen")
    assert report.due_at is not None and "laporkan" in report.title

    def listed(at: datetime) -> bool:
        world.pindah(at)
        officer = klien(terima(klaim("komisi_pengendalian")))  # roles are for the day
        return report.title in officer.get("/bnsp/tenggat/").content.decode()

    assert not listed(report.due_at - timedelta(minutes=1))
    assert listed(report.due_at + timedelta(minutes=1))


def test_a_changed_added_or_missing_file_is_found(terbuka: Callable[[str], Panggung]) -> None:
    world = terbuka("diterima")
    client = klien(terima(klaim("komisi_pengendalian")))
    content = client.get(f"/bnsp/kasus/{world.kasus[0].permohonan.pk}/ekspor/").content
    assert check(io.BytesIO(content)).findings == []
    assert "berubah" in _findings(content, change="jejak.json")
    assert "tidak ada dalam daftar" in _findings(content, add="tambahan.txt")
    assert "lini-masa.txt tidak ada" in _findings(content, drop="lini-masa.txt")
    assert "manifest.txt tidak sama" in _findings(content, change="manifest.txt")
    assert "manifest.json berubah" in _findings(content, change="manifest.json")
    assert "tidak terbaca" in " ".join(check(io.BytesIO(b"bukan zip")).findings)


def _findings(content: bytes, *, change: str = "", add: str = "", drop: str = "") -> str:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == change:
                data = data + b" "
            if name != drop:
                new.writestr(name, data)
        if add:
            new.writestr(add, b"sisipan")
    return " ".join(check(changed).findings)
