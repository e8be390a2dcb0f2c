"""Another asesor before the session: what lapses, what stays, who is told, what is refused (SOP 1.5, P508 9.4.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from telusur.kernel.audit.models import Entry
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.forms import drafts
from telusur.kernel.forms.queries import record, signatures
from telusur.kernel.notices.models import Message
from telusur.lsp.administrasi.sdm import commands as sdm
from telusur.lsp.sertifikasi.jadwal import commands as jadwal
from telusur.lsp.sertifikasi.praasesmen import commands
from tests.lsp.dunia import HARI_UJI, Panggung

pytestmark = pytest.mark.django_db
Bangun = Callable[[str], Panggung]
ALASAN = "Bambang dirawat di rumah sakit"


def ganti(world: Panggung, kunci: str = "manajer", pengganti: str = "asesor2", alasan: str = ALASAN) -> None:
    commands.ganti_asesor(world.ctx(kunci), rencana=world.rencana, asesor=world.dunia.asesor[pengganti], alasan=alasan)


def spt_baru(world: Panggung) -> None:
    commands.ajukan_spt(world.ctx("admin"), rencana=world.rencana)
    commands.tandatangani_spt(world.ctx("direktur"), rencana=world.rencana)


def test_before_anything_is_signed_the_plan_just_has_another_asesor(panggung: Bangun) -> None:
    world = panggung("rencana")
    draf = world.rencana.spt
    ganti(world)
    draf.refresh_from_db()
    assert (world.rencana.status, world.rencana.spt, draf.status) == ("disusun", None, "dibatalkan")
    assert not Message.objects.filter(template__in=["tugas_dialihkan", "asesor_berganti"]).exists()
    spt_baru(world)
    assert world.rencana.spt.penerima == world.dunia.orang["asesor2"]
    entry = Entry.objects.get(code="praasesmen.ganti_asesor", outcome="done")
    assert entry.data["alasan"] == ALASAN
    assert (entry.data["lama"], entry.data["baru"]) == tuple(
        world.dunia.orang[kunci].name for kunci in ("asesor", "asesor2")
    )


def test_open_forms_pass_to_the_new_asesor_and_the_old_one_is_out(panggung: Bangun) -> None:
    world = panggung("spt")
    apl01, mapa01 = world.rekaman(0, "FR.APL.01"), world.rekaman(0, "FR.MAPA.01")
    catatan = next(path for path in apl01.content(slot="asesor").boxes() if path.startswith("kajian/"))
    drafts.save(world.ctx("asesor"), apl01, {catatan: None})
    ganti(world)
    mapa01.refresh_from_db()
    assert mapa01.status == "batal"
    for kunci in ("asesor", "asesor2"):
        assert world.klien(kunci).get(f"/formulir/{apl01.pk}/").status_code == 403
    spt_baru(world)
    assert not apl01.drafts.exists()
    baru = str(world.dunia.orang["asesor2"].pk)
    mapa = world.rekaman(0, "FR.MAPA.01")
    assert (mapa.pk != mapa01.pk, mapa.pihak["asesor"]["id"]) == (True, baru)
    assert mapa.sumber["kepala"]["asesor"] == world.dunia.orang["asesor2"].name
    assert world.rekaman(0, "FR.APL.01").pihak["asesor"]["id"] == baru
    assert world.klien("asesor").get(f"/rencana/{world.rencana.pk}/").status_code == 403
    for code in ("FR.APL.01", "FR.APL.02", "FR.MAPA.01", "FR.MAPA.02"):
        world.dunia.isi_giliran(world.rekaman(0, code), "asesor2", world.kini)
    assert record(world.kasus[0].ada.pk, "LSP.PRA") is not None


def test_a_final_schedule_goes_back_and_everything_that_named_the_old_asesor_lapses(panggung: Bangun) -> None:
    world = panggung("terjadwal")
    lama, case = world.rencana.spt, world.kasus[0].ada
    undangan = [world.jadwal.undangan_dokumen.code, lama.dokumen.code]
    apl02, mapa01 = world.rekaman(0, "FR.APL.02"), world.rekaman(0, "FR.MAPA.01")
    url = f"/jadwal/{world.jadwal.pk}/"
    page = world.klien("manajer").get(f"{url}ganti-asesor/").content.decode()
    assert "Yang menyebut asesor lama gugur" in page
    isi = {"asesor": str(world.dunia.asesor["asesor2"].pk), "alasan": ALASAN}
    answer = world.klien("manajer").post(f"{url}ganti-asesor/", isi)
    assert answer.url == f"/rencana/{world.rencana.pk}/"  # type: ignore[attr-defined]
    lama.refresh_from_db()
    assert (world.jadwal.status, world.rencana.status, lama.status) == ("dibatalkan", "disusun", "dibatalkan")
    assert record(case.pk, "FR.AK.01") is None
    assert record(case.pk, "LSP.PRA") is None
    for code in undangan:
        assert "Dokumen ini tidak berlaku lagi." in world.klien("asesi").get(f"/dokumen/{code}/").content.decode()
    told = Message.objects.filter(template__in=["tugas_dialihkan", "asesor_berganti"])
    assert sorted(row.template for row in told) == ["asesor_berganti", "asesor_berganti", "tugas_dialihkan"]
    assert all(ALASAN in row.body for row in told)
    kept, anew = world.rekaman(0, "FR.APL.02"), world.rekaman(0, "FR.MAPA.01")
    assert kept.pk == apl02.pk
    assert kept.selesai
    assert [row.name for row in signatures(kept)][-1] == world.dunia.orang["asesor"].name
    assert (anew.version, anew.sebelumnya_id, anew.selesai, anew.isi) == (2, mapa01.pk, False, mapa01.isi)
    spt_baru(world)
    for nomor, orang in enumerate(("asesi", "galih")):
        for code in ("FR.MAPA.01", "FR.MAPA.02"):
            world.dunia.isi_giliran(world.rekaman(nomor, code), "asesor2", world.kini)
        for code in ("LSP.PRA", "FR.AK.01"):
            world.dunia.isi_giliran(world.rekaman(nomor, code), "asesor2", world.kini)
            world.dunia.isi_giliran(world.rekaman(nomor, code), orang, world.kini)
    assert world.rekaman(0, "FR.AK.01").sumber["kepala"]["asesor"] == world.dunia.orang["asesor2"].name
    again = jadwal.tetapkan(world.ctx("admin"), rencana=world.rencana)
    jadwal.kirim_undangan(world.ctx("admin"), jadwal=again)
    assert again.asesor == world.dunia.asesor["asesor2"]
    assert again.nomor != world.jadwal.nomor


def test_the_rules_of_planning_hold_for_the_new_asesor(panggung: Bangun) -> None:
    world = panggung("spt")
    with pytest.raises(Invalid, match="sudah asesor rencana ini") as refusal:
        ganti(world, pengganti="asesor", alasan=" ")
    assert list(refusal.value.fields) == ["asesor", "alasan"]
    sdm.catat_pelatihan(
        world.ctx("manajer"),
        pelatih=world.dunia.orang["asesor2"],
        peserta=[world.kasus[1].ada.pemohon],
        judul="Dasar pengembangan web",
        mulai=date(2026, 9, 1),
        selesai=date(2026, 9, 5),
    )
    with pytest.raises(Invalid, match="Pelatih tidak boleh mengases"):
        ganti(world)
    url = f"/rencana/{world.rencana.pk}/ganti-asesor/"
    assert "Pelatih tidak boleh mengases" in world.klien("manajer").get(url).content.decode()
    isi = {"asesor": str(world.dunia.asesor["asesor2"].pk), "alasan": ALASAN}
    assert world.klien("manajer").post(url, isi).status_code == 422
    assert world.rencana.asesor == world.dunia.asesor["asesor"]


def test_a_busy_asesor_cannot_take_over_and_only_the_manajer_replaces(panggung: Bangun) -> None:
    world = panggung("spt")
    for kunci in ("admin", "asesor", "asesor2", "direktur", "asesi"):
        with pytest.raises(NotPermitted):
            ganti(world, kunci)
    assert world.klien("admin").get(f"/rencana/{world.rencana.pk}/ganti-asesor/").status_code == 403
    waktu: dict[str, Any] = {"tanggal": date(2026, 11, 23), "jam_mulai": time(8), "jam_selesai": time(16)}
    dunia = world.dunia
    commands.susun(
        world.ctx("admin"), skema=dunia.skema_ada, asesor=dunia.asesor["asesor2"], tuk=dunia.tuk_ada, **waktu
    )
    with pytest.raises(Invalid, match="sudah ditugaskan"):
        ganti(world)


def test_once_the_session_runs_nobody_is_replaced(panggung: Bangun) -> None:
    world = panggung("sesi")
    asesor = world.dunia.asesor["asesor2"]
    with pytest.raises(WrongState, match="Berlangsung"):
        jadwal.ganti_asesor(world.ctx("manajer"), jadwal=world.jadwal, asesor=asesor, alasan=ALASAN)
    with pytest.raises(WrongState, match="Dijadwalkan"):
        ganti(world)
    assert world.jadwal.tanggal == world.dunia.saat(HARI_UJI).date()
