"""What an LSP sent is judged on documents that BNSP has; they open where they are judged, and nothing is approved before."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from telusur.bnsp.pengendalian.sanksi import commands as sanksi
from telusur.bnsp.pengendalian.sanksi.models import BuktiSanksi, KasusSanksi
from telusur.bnsp.pengendalian.surveilans import commands as surveilans
from telusur.bnsp.pengendalian.surveilans.models import Temuan
from telusur.bnsp.peraga.dokumen import berkas_permohonan, lembar
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.models import BerkasLsp
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import yang_ada
from telusur.bnsp.sertifikasi_lisensi.blanko import commands as blanko
from telusur.bnsp.sertifikasi_lisensi.blanko.models import PermohonanBlanko
from telusur.bnsp.sertifikasi_lisensi.pemegang import commands as pemegang
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import commands as tuk
from telusur.contract import from_bnsp, from_lsp
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.kernel.base.errors import DomainError, Invalid, NotPermitted, WrongState
from telusur.kernel.exchange import bundle
from telusur.kernel.exchange.commands import tambah_mitra, tangguhkan_mitra
from telusur.kernel.exchange.models import Partner, PartnerKey, Told
from telusur.kernel.flows.models import WorkItem
from tests.acting import client_of
from tests.bnsp.conftest import HARI, NOW, SKEMA, Isi, Negeri, antarkan, sampaikan, sebutan, unggahan

pytestmark = pytest.mark.django_db
Kata = Callable[..., None]
NOMOR = "0001/BLK"


@pytest.fixture(autouse=True)
def _hari_itu() -> Any:
    with clock.travel(NOW):
        yield


def _permohonan(**lain: Any) -> Isi:
    isi = {
        "nomor_surat": NOMOR, "tanggal_surat": HARI.isoformat(), "nomor_ba": "BA-01", "tanggal_ba": HARI.isoformat(),
        "nomor_sk": "SK-01", "tanggal_sk": HARI.isoformat(), "jumlah": 1, "ajuan": 1,
        "hasil": [{"nama": "Ani Lestari Uji", "skema_kode": SKEMA, "hasil": "K"}],
        "lampiran": [sebutan(jenis, isi) for jenis, isi in berkas_permohonan(NOMOR).items()],
    }  # fmt: skip
    return {**isi, **lain}


def _told(agreed: Any, key: str) -> Isi:
    antarkan()
    content: Isi = Told.objects.get(kind=agreed.kind, key=key).content
    return content


def test_blanks_are_not_approved_on_documents_of_which_only_the_name_is_here(
    negeri: Negeri, mitra: Partner, kata: Kata
) -> None:
    """A4: BNSP has only name and SHA-256 of SK, berita acara and letter."""
    koordinator = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI)
    blanko.terima_persediaan(koordinator, awal=4_128_001, akhir=4_128_050, nomor_ba="BA-STOK")
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan())
    row, isi = PermohonanBlanko.objects.get(), berkas_permohonan(NOMOR)
    klien = client_of(negeri.orang[Role.KOORDINATOR_SERTIFIKASI])
    with pytest.raises(DomainError, match="Belum ada di BNSP: Surat permohonan 0001-BLK"):
        blanko.setujui(koordinator, permohonan=row)
    assert "Belum sampai" in klien.get(f"/blanko/{row.pk}/").content.decode()
    sampaikan(mitra, isi["surat"], isi["berita_acara"])
    assert klien.post(f"/blanko/{row.pk}/setujui/").status_code in {403, 409}
    assert PermohonanBlanko.objects.get().status == "diajukan"
    sampaikan(mitra, isi["sk"])
    klien.post(f"/blanko/{row.pk}/setujui/")
    assert PermohonanBlanko.objects.get().status == "dialokasikan"


def test_the_officer_opens_the_pdf_on_the_request_page_and_the_reading_is_recorded(
    negeri: Negeri, mitra: Partner, kata: Kata
) -> None:
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan())
    sk = berkas_permohonan(NOMOR)["sk"]
    sampaikan(mitra, sk)
    file = StoredFile.objects.get(sha256=sk.original_sha256)
    assert (file.source, file.captured_by) == ("pertukaran", negeri.lsp.nama)
    klien = client_of(negeri.orang[Role.KOORDINATOR_SERTIFIKASI])
    page = klien.get(f"/blanko/{PermohonanBlanko.objects.get().pk}/").content.decode()
    address = f"/berkas/{file.pk}/?lihat=1"
    assert f'href="{address}"' in page and "Kiriman lembaga mitra" in page
    opened = klien.get(address)
    assert (opened.content, opened["Content-Type"]) == (sk.data, "application/pdf")
    assert opened["Content-Disposition"].startswith("inline")
    read = Entry.objects.get(code="archive.buka_berkas", outcome="read")
    assert read.actor_name == negeri.orang[Role.KOORDINATOR_SERTIFIKASI].name
    assert client_of(negeri.orang[Role.CALON_LSP]).get(address).status_code == 403


def test_a_request_that_names_no_sk_is_refused_and_a_corrected_one_rests_on_the_new_documents(
    negeri: Negeri, mitra: Partner, kata: Kata
) -> None:
    with pytest.raises(DomainError, match="Dokumen belum lengkap: SK penetapan hasil"):
        kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan(lampiran=_permohonan()["lampiran"][:2]))
    assert not PermohonanBlanko.objects.exists() and not BerkasLsp.objects.exists()
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan())
    sampaikan(mitra, *berkas_permohonan(NOMOR).values())
    koordinator, row = negeri.ctx(Role.KOORDINATOR_SERTIFIKASI), PermohonanBlanko.objects.get()
    blanko.terima_persediaan(koordinator, awal=1, akhir=9, nomor_ba="BA")
    blanko.kembalikan(koordinator, permohonan=row, alasan="SK belum ditandatangani.")
    baru = lembar("SK bertanda tangan")
    lampiran = [*_permohonan()["lampiran"][:2], sebutan("sk", baru)]
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan(ajuan=2, lampiran=lampiran))
    row.refresh_from_db()
    with pytest.raises(DomainError, match="SK bertanda tangan"):
        blanko.setujui(koordinator, permohonan=row)
    sampaikan(mitra, baru)  # the other two are here already and do not travel again
    blanko.setujui(koordinator, permohonan=row)


def test_what_a_connected_lsp_owns_is_typed_by_nobody_at_bnsp(negeri: Negeri, mitra: Partner) -> None:
    negeri.beri_blanko(1)
    sertifikat = negeri.terbitkan(1)
    operator, koordinator = client_of(negeri.orang[Role.OPERATOR]), negeri.ctx(Role.KOORDINATOR_SERTIFIKASI)
    for page in ("/jadwal/baru/", "/tuk/baru/", "/pemegang/baru/", "/blanko/baru/", "/blanko/rusak/lapor/"):
        shown = operator.get(page)
        assert shown.status_code in {200, 403, 404}
        assert negeri.lsp.nama not in shown.content.decode()
    kata = "Sistem LSP ini tersambung"
    with pytest.raises(Invalid, match=kata):
        tuk.daftarkan(
            koordinator, lsp=negeri.lsp, kode="TUK-9", nama="TUK", jenis="mandiri", alamat="J", kota="K", kapasitas=1,
            skema=[SKEMA],
        )  # fmt: skip
    with pytest.raises(NotPermitted, match=kata):
        pemegang.ganti_blanko(negeri.ctx(Role.OPERATOR), sertifikat=sertifikat, nomor_blanko=4_128_009)


def test_an_operator_enters_a_request_from_paper_with_its_scans_and_only_for_an_lsp_without_connection(
    negeri: Negeri, mitra: Partner
) -> None:
    operator = negeri.ctx(Role.OPERATOR)
    isian: Any = {
        "nomor_surat": "9", "tanggal_surat": HARI, "nomor_ba": "B", "tanggal_ba": HARI, "nomor_sk": "S", "jumlah": 1,
        "tanggal_sk": HARI, "hasil": [{"nama": "A", "skema_kode": SKEMA, "hasil": "K"}],
    }  # fmt: skip
    with pytest.raises(Invalid, match="tersambung"):
        blanko.ajukan(operator, lsp=negeri.lsp, berkas=berkas_permohonan("9"), **isian)
    tangguhkan_mitra(negeri.ctx(Role.PENGELOLA_SISTEM), partner=mitra, reason="Kunci bocor")
    with pytest.raises(Invalid, match="Dokumen belum lengkap"):
        blanko.ajukan(operator, lsp=negeri.lsp, **isian)
    klien = client_of(negeri.orang[Role.OPERATOR])
    kertas = {**isian, "lsp": str(negeri.lsp.pk), "hasil": f"A; {SKEMA}; K"}
    assert klien.post("/blanko/baru/", kertas).status_code == 422
    scans = {jenis: unggahan(jenis) for jenis in from_lsp.BERKAS_PERMOHONAN}
    assert klien.post("/blanko/baru/", {**kertas, **scans}).status_code == 302
    row = PermohonanBlanko.objects.get()
    assert "Pindaian kertas" in klien.get(f"/blanko/{row.pk}/").content.decode()
    assert {one.isi.captured_by for one in BerkasLsp.objects.all() if one.isi} == {negeri.orang[Role.OPERATOR].name}


def _temuan(negeri: Negeri) -> Temuan:
    kendali = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    row = surveilans.catat(
        kendali, lsp=negeri.lsp, klausul="PBNSP 201 9.2.5", uraian="Rekaman hilang.", kategori="mayor"
    )
    antarkan()
    return row


def _jawaban(row: Temuan, bukti: str = "Rekaman", ajuan: int = 1, **lain: Any) -> Isi:
    isi = {
        "nomor": row.nomor, "ajuan": ajuan, "perbaikan": "Rekaman ditemukan dan dipindai.", "oleh": "Marwan Uji",
        "tanggal": HARI.isoformat(), "lampiran": [sebutan("bukti", lembar(bukti))],
    }  # fmt: skip
    return {**isi, **lain}


def test_a_finding_is_told_with_its_deadline_answered_by_the_lsp_and_closed_only_on_files_that_are_here(
    negeri: Negeri, mitra: Partner, kata: Kata
) -> None:
    """A6: the komisi typed the LSP's answer itself."""
    row, kendali = _temuan(negeri), negeri.ctx(Role.KOMISI_PENGENDALIAN)
    told = _told(from_bnsp.TEMUAN, row.nomor)
    assert (told["status"], told["tenggat"], told["uraian"], told["ajuan"]) == ("terbuka", "2026-12-11", row.uraian, 0)
    with pytest.raises(NotPermitted, match="Sistem LSP ini tersambung"):
        surveilans.catat_perbaikan(kendali, temuan=row, perbaikan="Sudah.", alasan="Telepon.", bukti=[lembar("x")])
    kata(from_lsp.JAWABAN_TEMUAN, row.nomor, _jawaban(row))
    row.refresh_from_db()
    assert (row.status, row.perbaikan, row.dijawab_oleh) == (
        "diperbaiki",
        "Rekaman ditemukan dan dipindai.",
        "Marwan Uji",
    )
    entry = Entry.objects.get(code="surveilans.jawab_temuan", outcome="done")
    assert (entry.actor_name, entry.channel) == (negeri.lsp.nama, "pertukaran")
    assert WorkItem.objects.get(subject_id=row.pk).title == "Verifikasi perbaikan temuan"
    assert _told(from_bnsp.TEMUAN, row.nomor)["status"] == "diperbaiki"
    with pytest.raises(DomainError, match="Belum ada di BNSP: Rekaman"):
        surveilans.tutup(kendali, temuan=row, verifikasi="Rekaman dibaca.")
    surveilans.kembalikan(kendali, temuan=row, verifikasi="Pindaiannya terpotong.")
    assert _told(from_bnsp.TEMUAN, row.nomor)["verifikasi"] == "Pindaiannya terpotong."
    kata(from_lsp.JAWABAN_TEMUAN, row.nomor, _jawaban(row, "Rekaman utuh", 2))
    sampaikan(mitra, lembar("Rekaman"), lembar("Rekaman utuh"))
    klien = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    page = klien.get(f"/temuan/{row.pk}/").content.decode()
    assert "Marwan Uji" in page and "Bukti pada jawaban sebelumnya" in page and page.count("?lihat=1") == 2
    row.refresh_from_db()
    surveilans.tutup(kendali, temuan=row, verifikasi="Rekaman dibaca.")
    assert _told(from_bnsp.TEMUAN, row.nomor)["status"] == "ditutup"


def test_an_answer_that_does_not_fit_is_refused_and_the_same_once_more_changes_nothing(
    negeri: Negeri, mitra: Partner, kata: Kata
) -> None:
    row = _temuan(negeri)
    with pytest.raises(DomainError, match="tidak ada di BNSP"):
        kata(from_lsp.JAWABAN_TEMUAN, "x", _jawaban(row, nomor="9/LKS"))
    with pytest.raises(DomainError, match="tidak menurut skema"):
        kata(from_lsp.JAWABAN_TEMUAN, "y", _jawaban(row, lampiran=[]))
    kata(from_lsp.JAWABAN_TEMUAN, "a", _jawaban(row))
    kata(from_lsp.JAWABAN_TEMUAN, "b", _jawaban(row))
    assert BerkasLsp.objects.count() == 1
    with pytest.raises(WrongState, match="tidak menunggu jawaban"):
        kata(from_lsp.JAWABAN_TEMUAN, "c", _jawaban(row, ajuan=2))
    row.refresh_from_db()
    surveilans.kembalikan(negeri.ctx(Role.KOMISI_PENGENDALIAN), temuan=row, verifikasi="Kurang.")
    with pytest.raises(Invalid, match="sudah diterima dengan isi yang lain"):
        kata(from_lsp.JAWABAN_TEMUAN, "d", _jawaban(row, perbaikan="Lain."))
    asing = negeri.lembaga(negeri.lain)
    with pytest.raises(NotPermitted, match="datanya sendiri"):
        surveilans.jawab(asing, temuan=row, ajuan=2, perbaikan="x", oleh="y", lampiran=[])


def test_by_hand_an_answer_is_entered_only_for_an_lsp_without_connection_marked_with_reason_and_file(
    negeri: Negeri,
) -> None:
    row = _temuan(negeri)
    klien, at = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN]), f"/temuan/{row.pk}/perbaikan/"
    isi = {"perbaikan": "Rekaman dipindai.", "alasan": "Surat LSP 7/XI/2026, diterima 19 November."}
    assert klien.post(at, {**isi, "alasan": "", "bukti": unggahan("a")}).status_code == 422
    assert klien.post(at, isi).status_code == 422
    assert klien.post(at, {**isi, "bukti": [unggahan("Surat"), unggahan("Rekaman")]}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.alasan_tangan, row.ajuan) == ("diperbaiki", isi["alasan"], 1)
    page = klien.get(f"/temuan/{row.pk}/").content.decode()
    assert "Dicatat dengan tangan" in page and isi["alasan"] in page and page.count("?lihat=1") == 2
    surveilans.tutup(negeri.ctx(Role.KOMISI_PENGENDALIAN), temuan=row, verifikasi="Dibaca.")


def _kasus(negeri: Negeri) -> KasusSanksi:
    kendali = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    row = sanksi.buka(kendali, lsp=negeri.lsp, bentuk="penundaan", dasar="Laporan semester tidak datang.")
    antarkan()
    return row


def test_a_sanction_case_is_told_and_the_response_of_the_lsp_arrives_with_its_files(
    negeri: Negeri, mitra: Partner, kata: Kata
) -> None:
    row, kendali = _kasus(negeri), negeri.ctx(Role.KOMISI_PENGENDALIAN)
    told = _told(from_bnsp.KASUS_SANKSI, row.nomor)
    assert (told["bentuk"], told["status"], told["tenggat"], told["skor"]) == (
        "penundaan",
        "dibuka",
        "2026-12-04",
        row.skor,
    )
    assert told["kelengkapan"] == row.kelengkapan
    with pytest.raises(NotPermitted, match="Sistem LSP ini tersambung"):
        sanksi.catat_tanggapan(kendali, kasus=row, tanggapan="Maaf.", alasan="Telepon.", bukti=[lembar("x")])
    surat = lembar("Surat tanggapan")
    isi = {
        "nomor": row.nomor, "ajuan": 1, "tanggapan": "Laporan dikirim pekan ini.", "oleh": "Direktur Uji",
        "tanggal": HARI.isoformat(), "lampiran": [sebutan("bukti", surat)],
    }  # fmt: skip
    kata(from_lsp.TANGGAPAN_SANKSI, row.nomor, isi)
    kata(from_lsp.TANGGAPAN_SANKSI, "sekali-lagi", isi)
    row.refresh_from_db()
    assert (row.tanggapan, row.ditanggapi_oleh, row.ajuan) == ("Laporan dikirim pekan ini.", "Direktur Uji", 1)
    sanksi.catat_bukti(kendali, kasus=row, perihal="Berita acara", rujukan="BA-1", unggahan=lembar("BA"))
    with pytest.raises(DomainError, match="Belum ada di BNSP: Surat tanggapan"):
        sanksi.ajukan(kendali, kasus=row)
    sampaikan(mitra, surat)
    page = client_of(negeri.orang[Role.KETUA]).get(f"/kasus-sanksi/{row.pk}/").content.decode()
    assert "Direktur Uji" in page and page.count("?lihat=1") == 2
    sanksi.ajukan(kendali, kasus=row)
    with pytest.raises(WrongState, match="tidak menunggu tanggapan"):
        kata(from_lsp.TANGGAPAN_SANKSI, row.nomor, {**isi, "ajuan": 2, "tanggapan": "Lagi."})
    sanksi.tutup(kendali, kasus=row, alasan="Laporan sudah datang.")
    told = _told(from_bnsp.KASUS_SANKSI, row.nomor)
    assert (told["status"], told["hasil"]) == ("ditutup", "Laporan sudah datang.")


def test_evidence_is_a_file_that_bnsp_has_never_a_typed_digest(negeri: Negeri, mitra: Partner, kata: Kata) -> None:
    row, kendali = _kasus(negeri), negeri.ctx(Role.KOMISI_PENGENDALIAN)
    apa: Any = {"perihal": "SK", "rujukan": "SK-01"}
    with pytest.raises(Invalid, match="satu berkas yang ada di BNSP"):
        sanksi.catat_bukti(kendali, kasus=row, **apa)
    kata(from_lsp.PERMOHONAN_BLANKO, "b1", _permohonan())
    belum = BerkasLsp.objects.get(jenis="sk")
    with pytest.raises(Invalid, match="tidak ada di BNSP"):
        sanksi.catat_bukti(kendali, kasus=row, kiriman=belum, **apa)
    sk = berkas_permohonan(NOMOR)["sk"]
    sampaikan(mitra, sk)
    klien = client_of(negeri.orang[Role.KOMISI_PENGENDALIAN])
    (kiriman,) = yang_ada(negeri.lsp)
    assert klien.post(f"/kasus-sanksi/{row.pk}/bukti/", {**apa, "kiriman": str(kiriman.pk)}).status_code == 302
    assert BuktiSanksi.objects.get().berkas.sha256 == sk.original_sha256


def test_an_export_is_evidence_only_as_that_lsp_signed_it(negeri: Negeri, mitra: Partner, settings: Any) -> None:
    row, kendali = _kasus(negeri), negeri.ctx(Role.KOMISI_PENGENDALIAN)
    settings.EXCHANGE_CODE = negeri.lsp.nomor_lisensi  # the LSP's own system makes it
    made = bundle.make([("FR.AK.05.pdf", lembar("FR.AK.05").data)], {"Lembaga": negeri.lsp.nama}, NOW)
    settings.EXCHANGE_CODE = "BNSP"

    def bukti(data: bytes) -> BuktiSanksi:
        ekspor = SimpleUploadedFile("ekspor.zip", data, "application/zip")
        return sanksi.catat_bukti(kendali, kasus=row, perihal="FR.AK.05", rujukan="JDW-3", unggahan=ekspor)

    ada = bukti(made.content)
    assert (ada.berkas.content_type, ada.berkas.source) == ("application/zip", "unggahan")
    rusak = made.content.replace(b"FR.AK.05.pdf", b"FR.AK.06.pdf")
    with pytest.raises(Invalid, match="bukan bukti dari LSP itu"):
        bukti(rusak)
    with pytest.raises(Invalid, match="Ditandatangani BNSP"):
        bukti(bundle.make([("x.pdf", io.BytesIO(b"x").read())], {}, NOW).content)


def test_a_newly_connected_lsp_is_told_what_it_has_to_answer(negeri: Negeri) -> None:
    temuan, kasus = _temuan(negeri), _kasus(negeri)
    tutup = _temuan(negeri)
    kendali = negeri.ctx(Role.KOMISI_PENGENDALIAN)
    surveilans.catat_perbaikan(kendali, temuan=tutup, perbaikan="Sudah.", alasan="Surat.", bukti=[lembar("b")])
    surveilans.tutup(kendali, temuan=tutup, verifikasi="Dibaca.")
    antarkan()
    assert not Told.objects.exists()
    tambah_mitra(
        negeri.ctx(Role.PENGELOLA_SISTEM, at=NOW + timedelta(days=1)), code=negeri.lsp.nomor_lisensi, name="LSP",
        address="http://127.0.0.1:8000", public="a1" * 32, witness_of_seals=False,
    )  # fmt: skip
    antarkan()
    told = set(Told.objects.filter(kind__in=["temuan", "kasus_sanksi"]).values_list("kind", "key"))
    assert told == {("temuan", temuan.nomor), ("kasus_sanksi", kasus.nomor)}
    assert PartnerKey.objects.exists()
