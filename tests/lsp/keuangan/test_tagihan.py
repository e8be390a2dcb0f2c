"""Invoices: issued on acceptance, paid, verified, refused, exempted (SOP 2.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.notices.models import Message
from telusur.kernel.outbox.models import Event
from telusur.lsp.administrasi.keuangan import commands, queries
from telusur.lsp.administrasi.keuangan.models import Tagihan
from telusur.lsp.administrasi.keuangan.states import StatusBukti, StatusTagihan
from telusur.lsp.administrasi.skema.queries import biaya_permohonan
from telusur.lsp.peraga.berkas import dokumen
from tests.cast import bypass
from tests.lsp.dunia import Panggung

pytestmark = pytest.mark.django_db
Sampai = Callable[[str], Panggung]


def _belum_dibayar() -> Tagihan:
    return Tagihan.objects.select_related("pembayar").get(status=StatusTagihan.TERBIT)


def _bukti(nama: str = "Uji") -> SimpleUploadedFile:
    return dokumen("Bukti transfer uji", nama)


def _pembayar(panggung: Panggung, tagihan: Tagihan) -> str:
    return next(kunci for kunci, user in panggung.dunia.orang.items() if user.pk == tagihan.pembayar_id)


def _sudah_unggah(panggung: Panggung) -> Tagihan:
    tagihan = _belum_dibayar()
    commands.bayar(panggung.ctx(_pembayar(panggung, tagihan)), tagihan=tagihan, upload=_bukti())
    return tagihan


@pytest.mark.req("SOP-030")
def test_accepting_an_application_issues_a_numbered_invoice_of_the_fee_of_the_skema(panggung: Sampai) -> None:
    dunia = panggung("diajukan")
    assert not Tagihan.objects.exists()
    dunia = panggung("diterima")
    _, biaya = biaya_permohonan(dunia.dunia.skema_ada)
    rows = list(Tagihan.objects.order_by("nomor"))
    assert [row.nomor for row in rows] == ["TGH-2026-0001", "TGH-2026-0002", "TGH-2026-0003"]
    assert {row.jumlah for row in rows} == {biaya}
    assert all(sum(item["jumlah"] for item in row.butir) == row.jumlah for row in rows)
    assert Entry.objects.filter(code="keuangan.terbitkan_tagihan", outcome=Outcome.DONE).count() == 3


@pytest.mark.req("SOP-031")
def test_the_mail_log_shows_the_invoice_with_amount_and_due_date(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _belum_dibayar()
    message = Message.objects.get(template="tagihan_terbit", case_id=tagihan.perkara_id)
    assert message.to_email == tagihan.pembayar.email
    assert tagihan.nomor in message.subject
    page = dunia.klien("admin").get(f"/catatan-surel/{message.pk}/").content.decode()
    assert f"Rp{tagihan.jumlah:,}".replace(",", ".") in page
    assert long_date(tagihan.jatuh_tempo) in page
    assert tagihan.nomor in dunia.klien("admin").get("/catatan-surel/").content.decode()


@pytest.mark.req("SOP-032")
def test_the_applicant_uploads_a_proof_on_the_page_and_the_invoice_waits_for_verification(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _belum_dibayar()
    browser = dunia.klien(_pembayar(dunia, tagihan))
    page = browser.get(f"/tagihan/{tagihan.pk}/").content.decode()
    assert "Unggah bukti bayar" in page
    assert "000 123 4567" in page
    answer = browser.post(f"/tagihan/{tagihan.pk}/bayar/", {"bukti": _bukti()}, follow=True)
    assert "Bukti bayar terunggah" in answer.content.decode()
    assert "Menunggu verifikasi" in answer.content.decode()
    tagihan.refresh_from_db()
    assert tagihan.status == StatusTagihan.MENUNGGU_VERIFIKASI
    assert Entry.objects.filter(code="keuangan.bayar", outcome=Outcome.DONE, subject_id=str(tagihan.pk)).exists()


def test_a_valid_proof_pays_the_invoice_and_tells_the_payer_and_the_process(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _sudah_unggah(dunia)
    page = dunia.klien("admin").get(f"/tagihan/{tagihan.pk}/").content.decode()
    assert "Sahkan pembayaran" in page
    answer = dunia.klien("admin").post(f"/tagihan/{tagihan.pk}/sahkan/", follow=True)
    assert "Pembayaran diverifikasi" in answer.content.decode()
    tagihan.refresh_from_db()
    assert tagihan.status == StatusTagihan.LUNAS
    assert tagihan.bukti.get().status == StatusBukti.SAH
    assert queries.lunas(tagihan.perkara_id)
    assert Message.objects.filter(template="tagihan_lunas", case_id=tagihan.perkara_id).exists()
    event = Event.objects.filter(name="keuangan.sahkan_bukti").order_by("-id").first()
    assert event is not None
    assert event.payload["perkara_id"] == str(tagihan.perkara_id)


def test_a_rejected_proof_keeps_its_reason_and_another_can_be_uploaded(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _sudah_unggah(dunia)
    with pytest.raises(Invalid, match="Tulis alasan penolakan"):
        commands.tolak_bukti(dunia.ctx("admin"), tagihan=tagihan, alasan="  ")
    commands.tolak_bukti(dunia.ctx("admin"), tagihan=tagihan, alasan="Jumlahnya kurang")
    tagihan.refresh_from_db()
    assert tagihan.status == StatusTagihan.TERBIT
    assert not queries.lunas(tagihan.perkara_id)
    message = Message.objects.get(template="bukti_ditolak", case_id=tagihan.perkara_id)
    assert "Jumlahnya kurang" in message.body
    pembayar = _pembayar(dunia, tagihan)
    assert "Jumlahnya kurang" in dunia.klien(pembayar).get(f"/tagihan/{tagihan.pk}/").content.decode()
    commands.bayar(dunia.ctx(pembayar), tagihan=tagihan, upload=_bukti("Lain"))
    assert tagihan.status == StatusTagihan.MENUNGGU_VERIFIKASI
    assert [row.status for row in tagihan.bukti.order_by("id")] == [StatusBukti.DITOLAK, StatusBukti.MENUNGGU]


def test_an_exemption_needs_a_reason_and_counts_as_paid(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _belum_dibayar()
    with pytest.raises(Invalid, match="Tulis dasar pembebasan"):
        commands.bebaskan(dunia.ctx("direktur"), tagihan=tagihan, alasan="")
    with pytest.raises(NotPermitted, match="hanya untuk Direktur atau Manajer Administrasi"):
        commands.bebaskan(dunia.ctx("admin"), tagihan=tagihan, alasan="SK 1")
    commands.bebaskan(dunia.ctx("direktur"), tagihan=tagihan, alasan="SK beasiswa nomor 5")
    tagihan.refresh_from_db()
    assert (tagihan.status, tagihan.alasan) == (StatusTagihan.DIBEBASKAN, "SK beasiswa nomor 5")
    assert queries.lunas(tagihan.perkara_id)
    entry = Entry.objects.get(code="keuangan.bebaskan", outcome=Outcome.DONE)
    assert entry.data["alasan"] == "SK beasiswa nomor 5"
    assert "SK beasiswa nomor 5" in dunia.klien("admin").get(f"/tagihan/{tagihan.pk}/").content.decode()


@pytest.mark.req("SOP-033")
def test_no_unpaid_case_reaches_the_final_schedule_unless_its_fee_is_waived_on_record(panggung: Sampai) -> None:
    """Everything else is done; the two invoices are open again, as if nobody had paid."""
    dunia = panggung("siap")
    satu, dua = (Tagihan.objects.get(perkara_id=kasus.ada.pk) for kasus in dunia.kasus[:2])
    with bypass("keuangan"):
        for tagihan in (satu, dua):
            tagihan.status = StatusTagihan.TERBIT
            tagihan.save()
    admin, tetapkan = dunia.klien("admin"), f"/jadwal/tetapkan/{dunia.rencana.pk}/"

    def terjadwal() -> bool:
        admin.post(tetapkan)
        return bool(dunia.rencana.status == "dijadwalkan")

    assert not terjadwal()
    reason = Entry.objects.filter(code="jadwal.tetapkan", outcome=Outcome.REFUSED).latest("id").reason
    assert reason.count("tagihan belum lunas") == 2
    assert "tagihan belum lunas" in admin.get(f"/rencana/{dunia.rencana.pk}/").content.decode()
    asesi = dunia.klien("asesi")
    asesi.post(f"/tagihan/{satu.pk}/bayar/", {"bukti": _bukti()})
    admin.post(f"/tagihan/{satu.pk}/tolak/", {"alasan": "Jumlahnya kurang"})
    satu.refresh_from_db()
    assert (satu.status, satu.bukti.latest("diunggah_pada").status) == (StatusTagihan.TERBIT, StatusBukti.DITOLAK)
    asesi.post(f"/tagihan/{satu.pk}/bayar/", {"bukti": _bukti("Lain")})
    assert not terjadwal()
    admin.post(f"/tagihan/{satu.pk}/sahkan/")
    satu.refresh_from_db()
    assert satu.status == StatusTagihan.LUNAS
    assert not terjadwal()
    admin.post(f"/tagihan/{dua.pk}/bebaskan/", {"alasan": "SK beasiswa nomor 5"})
    assert not terjadwal()
    dunia.klien("direktur").post(f"/tagihan/{dua.pk}/bebaskan/", {"alasan": "SK beasiswa nomor 5"})
    assert terjadwal()
    waived = Entry.objects.get(code="keuangan.bebaskan", outcome=Outcome.DONE)
    assert (waived.subject_id, waived.data["alasan"]) == (str(dua.pk), "SK beasiswa nomor 5")


def test_a_proof_that_waits_is_looked_at_before_the_fee_is_waived(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _sudah_unggah(dunia)
    with pytest.raises(WrongState, match="Menunggu verifikasi"):
        commands.bebaskan(dunia.ctx("direktur"), tagihan=tagihan, alasan="SK 1")


def test_who_may_not_pay_or_confirm_is_refused_with_the_reason(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _belum_dibayar()
    with pytest.raises(NotPermitted, match="Tagihan ini bukan milik Anda"):
        commands.bayar(dunia.ctx("asesi"), tagihan=tagihan, upload=_bukti())
    with pytest.raises(WrongState, match="Belum dibayar"):
        commands.sahkan_bukti(dunia.ctx("admin"), tagihan=tagihan)
    _sudah_unggah(dunia)
    for kunci in ("asesi", "asesor", "direktur", "pengelola"):
        with pytest.raises(NotPermitted, match="Memverifikasi pembayaran: hanya untuk"):
            commands.sahkan_bukti(dunia.ctx(kunci), tagihan=tagihan)
    assert Entry.objects.filter(outcome=Outcome.REFUSED, code__startswith="keuangan.").count() == 6


def test_nobody_confirms_their_own_payment(panggung: Sampai) -> None:
    from telusur.kernel.accounts.models import RoleAssignment

    dunia = panggung("diterima")
    tagihan = _sudah_unggah(dunia)
    with bypass("accounts"):
        RoleAssignment(user=tagihan.pembayar, role="admin_lsp", valid_from=dunia.dunia.hari_ini, basis="uji").save()
    with pytest.raises(NotPermitted, match="permohonan Anda sendiri"):
        commands.sahkan_bukti(dunia.ctx(_pembayar(dunia, tagihan)), tagihan=tagihan)


def test_a_case_has_one_invoice_and_something_to_charge(panggung: Sampai) -> None:
    from telusur.kernel.base.ids import uuid7

    dunia = panggung("diterima")
    tagihan = _belum_dibayar()
    isian: dict[str, Any] = {"perkara": "PMH-1", "pembayar": tagihan.pembayar, "untuk": "Skema uji"}
    with bypass("aplikasi"):
        with pytest.raises(Invalid, match=f"sudah mempunyai tagihan {tagihan.nomor}"):
            commands.terbitkan_tagihan(
                dunia.ctx("admin"), perkara_id=tagihan.perkara_id, butir=[{"nama": "Biaya", "jumlah": 1}], **isian
            )
        with pytest.raises(Invalid, match="belum mempunyai biaya"):
            commands.terbitkan_tagihan(dunia.ctx("admin"), perkara_id=uuid7(), butir=[], **isian)
    with pytest.raises(NotPermitted, match="hanya terjadi sebagai bagian"):
        commands.terbitkan_tagihan(dunia.ctx("admin"), perkara_id=uuid7(), butir=[{"nama": "B", "jumlah": 1}], **isian)


def test_a_cancelled_invoice_makes_room_for_another(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _belum_dibayar()
    with bypass("aplikasi"):
        commands.batalkan_tagihan(dunia.ctx("admin"), tagihan=tagihan, alasan="Permohonan dibatalkan")
    tagihan.refresh_from_db()
    assert tagihan.status == StatusTagihan.DIBATALKAN
    assert queries.tagihan_perkara(tagihan.perkara_id) is None
    assert not queries.lunas(tagihan.perkara_id)


def test_no_file_and_a_wrong_file_are_answered_with_a_sentence(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _belum_dibayar()
    browser = dunia.klien(_pembayar(dunia, tagihan))
    url = f"/tagihan/{tagihan.pk}/bayar/"
    assert "Pilih berkas bukti bayar" in browser.post(url, follow=True).content.decode()
    salah = SimpleUploadedFile("bukti.png", b"MZ bukan gambar", content_type="image/png")
    browser.post(url, {"bukti": salah}, follow=True)
    tagihan.refresh_from_db()
    assert tagihan.status == StatusTagihan.TERBIT
    assert not tagihan.bukti.exists()


def test_the_list_finds_filters_and_shows_an_asesi_only_their_own(panggung: Sampai) -> None:
    dunia = panggung("diterima")
    tagihan = _belum_dibayar()
    staf = dunia.klien("admin")
    assert staf.get("/tagihan/").content.decode().count("TGH-2026-") >= 3
    found = staf.get(f"/tagihan/?q={tagihan.nomor}").content.decode()
    assert tagihan.nomor in found
    assert "TGH-2026-0001" not in found.replace(tagihan.nomor, "")
    assert tagihan.nomor in staf.get("/tagihan/?status=terbit").content.decode()
    assert "Tidak ada tagihan yang cocok" in staf.get("/tagihan/?q=xyz").content.decode()
    own = dunia.klien("asesi").get("/tagihan/").content.decode()
    assert "TGH-2026-0001" in own
    assert "TGH-2026-0002" not in own


def test_the_list_takes_the_same_queries_for_one_row_and_three(panggung: Sampai) -> None:
    browser = panggung("diterima").klien("admin")
    browser.get("/tagihan/")
    counts = []
    for query in ("?q=TGH-2026-0001", ""):
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/tagihan/{query}")
        counts.append(len(asked))
    assert counts[0] == counts[1]
