"""Acts on plans (SOP 1.4, 1.5, 2.5): what they do, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.forms.commands import minta_perbaikan
from telusur.kernel.forms.queries import record
from telusur.kernel.outbox.models import Event
from telusur.lsp.administrasi.sdm import commands as sdm
from telusur.lsp.sertifikasi.praasesmen import commands
from telusur.lsp.sertifikasi.praasesmen.models import PesertaRencana
from telusur.lsp.sertifikasi.praasesmen.pilihan import pilihan_asesor, pilihan_tuk
from tests.lsp.dunia import Panggung

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
HARI, PAGI, SORE = date(2026, 11, 23), time(8), time(16)


def susun(world: Panggung, kunci: str = "admin", **lain: Any) -> Any:
    isi = {
        "skema": world.dunia.skema_ada,
        "asesor": world.dunia.asesor["asesor2"],
        "tuk": world.dunia.tuk_ada,
        "tanggal": HARI,
        "jam_mulai": PAGI,
        "jam_selesai": SORE,
    }
    return commands.susun(world.ctx(kunci), **{**isi, **lain})


def test_a_plan_is_made_recorded_and_announced(panggung: Bangun) -> None:
    plan = susun(panggung("rencana"))
    assert plan.status == "disusun"
    assert Entry.objects.filter(
        code="praasesmen.susun", subject_id=str(plan.pk), actor_name="Wulan Kartikasari"
    ).exists()
    assert Event.objects.filter(name="praasesmen.susun", payload__subject=str(plan.pk)).exists()


def test_an_asesor_cannot_be_in_two_sessions_at_once(panggung: Bangun) -> None:
    world = panggung("rencana")
    with pytest.raises(Invalid, match="sudah ditugaskan") as refusal:
        susun(world, asesor=world.dunia.asesor["asesor"])
    assert "asesor" in refusal.value.fields


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"tanggal": date(2026, 11, 20)}, "tanggal"),
        ({"jam_selesai": PAGI}, "jam_selesai"),
        ({"tanggal": date(2030, 1, 7)}, "asesor"),
        ({"tanggal": date(2030, 1, 7)}, "tuk"),
    ],
)
def test_an_impossible_plan_is_refused_beside_the_field(panggung: Bangun, isi: dict[str, Any], bidang: str) -> None:
    with pytest.raises(Invalid) as refusal:
        susun(panggung("rencana"), **isi)
    assert bidang in refusal.value.fields


def test_only_the_planners_plan(panggung: Bangun) -> None:
    world = panggung("rencana")
    for kunci in ("asesor", "asesi", "direktur", "komite1"):
        with pytest.raises(NotPermitted):
            susun(world, kunci)


@pytest.mark.req("SOP-021")
def test_an_asesor_without_certificate_or_scope_is_offered_only_with_the_reason(panggung: Bangun) -> None:
    world = panggung("rencana")
    kode = world.dunia.skema_ada.kode
    later = world.dunia.asesor["asesor"].berlaku_sampai + timedelta(days=1)
    expired = pilihan_asesor(kode, later, PAGI, SORE)
    assert all("Sertifikat asesor" in str(row.alasan) for row in expired)
    with pytest.raises(Invalid, match="Sertifikat asesor"):
        susun(world, tanggal=later)
    assert all("kompetensi teknis" in str(row.alasan) for row in pilihan_asesor("SKM-LAIN", HARI, PAGI, SORE))
    page = world.klien("admin").get(
        "/rencana/baru/", {"skema": kode, "tanggal": "2026-11-23", "jam_mulai": "08:00", "jam_selesai": "16:00"}
    )
    assert "Bambang Sutejo sudah ditugaskan" in page.content.decode()


@pytest.mark.req("SOP-014")
def test_only_a_tuk_with_a_verification_in_force_can_be_picked(panggung: Bangun) -> None:
    world = panggung("rencana")
    kode, later = world.dunia.skema_ada.kode, date(2031, 1, 6)
    assert [row.alasan for row in pilihan_tuk(world.ctx("admin"), kode, HARI, PAGI, SORE)] == [None]
    (lapsed,) = pilihan_tuk(world.ctx("admin"), kode, later, PAGI, SORE)
    assert "tidak mempunyai verifikasi yang berlaku" in str(lapsed.alasan)
    with pytest.raises(Invalid) as refusal:
        susun(world, tanggal=later)
    assert "tuk" in refusal.value.fields


def test_the_page_makes_a_plan(panggung: Bangun) -> None:
    world = panggung("rencana")
    answer = world.klien("admin").post(
        "/rencana/baru/",
        {
            "skema": world.dunia.skema_ada.kode,
            "tanggal": "2026-11-24",
            "jam_mulai": "08:00",
            "jam_selesai": "12:00",
            "asesor": str(world.dunia.asesor["asesor2"].pk),
            "tuk": str(world.dunia.tuk_ada.pk),
        },
    )
    assert answer.status_code == 302
    assert "Dapat ditambahkan" in world.klien("admin").get(answer.url).content.decode()  # type: ignore[attr-defined]


def test_a_trainer_does_not_assess_whom_they_trained(panggung: Bangun) -> None:
    world = panggung("rencana")
    plan, third = susun(world), world.kasus[2].ada
    sdm.catat_pelatihan(
        world.ctx("manajer"),
        pelatih=world.dunia.orang["asesor2"],
        peserta=[third.pemohon],
        judul="Dasar pengembangan web",
        mulai=date(2026, 9, 1),
        selesai=date(2026, 9, 5),
    )
    with pytest.raises(Invalid, match="Pelatih tidak boleh mengases"):
        commands.tambah_peserta(world.ctx("admin"), rencana=plan, permohonan=third)
    assert "Pelatih tidak boleh mengases" in world.klien("admin").get(f"/rencana/{plan.pk}/").content.decode()


def test_an_asesi_is_on_one_plan_only(panggung: Bangun) -> None:
    world = panggung("rencana")
    with pytest.raises(WrongState, match="sudah ada pada"):
        commands.tambah_peserta(world.ctx("admin"), rencana=susun(world), permohonan=world.kasus[0].ada)


def test_whoever_leaves_the_plan_is_free_again(panggung: Bangun) -> None:
    world = panggung("spt")
    case = world.kasus[0].ada
    with pytest.raises(Invalid):
        commands.keluarkan_peserta(world.ctx("admin"), rencana=world.rencana, permohonan=case, alasan=" ")
    commands.keluarkan_peserta(world.ctx("admin"), rencana=world.rencana, permohonan=case, alasan="Sakit")
    assert not PesertaRencana.objects.filter(permohonan=case, aktif=True).exists()
    assert record(case.pk, "FR.MAPA.01") is None


@pytest.mark.req("SOP-022")
def test_the_spt_goes_from_draft_to_signed_and_the_asesor_sees_it(panggung: Bangun) -> None:
    world = panggung("rencana")
    url = f"/rencana/{world.rencana.pk}/"
    assert world.klien("asesor").get(url).status_code == 403
    draft = world.klien("direktur").get(url).content.decode()
    assert "Pratinjau draf SPT" in draft
    world.klien("direktur").post(f"{url}tandatangani/")
    plan = world.rencana
    assert plan.status == "berjalan"
    assert plan.spt.nomor
    assert plan.spt.nomor in world.klien("asesor").get(url).content.decode()


def test_only_the_direktur_signs_and_only_once(panggung: Bangun) -> None:
    world = panggung("rencana")
    with pytest.raises(NotPermitted):
        commands.tandatangani_spt(world.ctx("manajer"), rencana=world.rencana)
    commands.tandatangani_spt(world.ctx("direktur"), rencana=world.rencana)
    with pytest.raises(WrongState):
        commands.tandatangani_spt(world.ctx("direktur"), rencana=world.rencana)


def test_moving_a_plan_voids_what_was_agreed_and_everything_is_signed_anew(panggung: Bangun) -> None:
    world = panggung("siap")
    case, lama = world.kasus[0].ada, world.rencana.spt
    isi = {"tuk": world.dunia.tuk_ada, "tanggal": date(2026, 11, 25), "jam_mulai": PAGI, "jam_selesai": SORE}
    commands.ubah_waktu(world.ctx("admin"), rencana=world.rencana, alasan="TUK dipakai", **isi)
    lama.refresh_from_db()
    assert (lama.status, world.rencana.status, world.rencana.spt) == ("dibatalkan", "disusun", None)
    assert record(case.pk, "FR.AK.01") is None
    commands.ajukan_spt(world.ctx("admin"), rencana=world.rencana)
    commands.tandatangani_spt(world.ctx("direktur"), rencana=world.rencana)
    consultation = record(case.pk, "LSP.PRA")
    assert consultation is not None
    assert consultation.isi["jadwal/tanggal"] == "2026-11-25"
    mapa = record(case.pk, "FR.MAPA.01")
    assert mapa is not None
    assert mapa.selesai


def test_a_form_given_back_by_the_asesor_gives_the_application_back(panggung: Bangun) -> None:
    world = panggung("spt")
    minta_perbaikan(world.ctx("asesor"), rekaman=world.rekaman(0, "FR.APL.01"), catatan="Ijazah tidak terbaca.")
    assert world.kasus[0].ada.status == "dikaji_ulang"


def test_a_form_given_back_by_admin_goes_to_the_applicant(panggung: Bangun) -> None:
    world = panggung("diajukan")
    minta_perbaikan(world.ctx("admin"), rekaman=world.rekaman(0, "FR.APL.01"), catatan="Foto kurang jelas.")
    assert world.kasus[0].ada.status == "dikembalikan"


@pytest.mark.req("SOP-029")
def test_while_reviewing_the_asesor_has_both_mapa_of_the_skema_on_the_same_screen(panggung: Bangun) -> None:
    world = panggung("spt")
    page = world.klien("asesor").get(f"/rencana/kasus/{world.kasus[0].ada.pk}/").content.decode()
    for text in (
        "FR.APL.01",
        "FR.APL.02",
        "Buka FR.MAPA.01",
        "Buka FR.MAPA.02",
        "J.620100.025.02",
        "Divalidasi Endang",
    ):
        assert text in page


@pytest.mark.req("SOP-043")
def test_the_agreed_day_is_in_the_record_and_in_both_calendars(panggung: Bangun) -> None:
    world = panggung("siap")
    assert world.rekaman(0, "LSP.PRA").isi["jadwal/tanggal"] == "2026-11-23"
    for kunci in ("asesor", "asesi"):
        assert "Senin, 23 November 2026" in world.klien(kunci).get("/kalender-saya/").content.decode()
