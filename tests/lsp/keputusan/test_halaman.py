"""Who sees which page of decisions, what stands on it, and what it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.kernel.base import clock
from telusur.lsp.sertifikasi.keputusan import commands
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.rules import BUTIR_VERIFIKASI
from tests.lsp.dunia import Panggung
from tests.lsp.putusan import Putusan

STAF = ("admin", "manajer", "administrasi", "direktur")
ANGGOTA = ("komite1", "komite2", "komite3")
LUAR = ("asesi", "asesor", "komite4", "verifikator", "pengelola")


def halaman(panggung: Panggung, *bagian: object) -> str:
    return "/".join(["/keputusan", str(panggung.angkatan.komite.pk), *map(str, bagian), ""])


def layar(panggung: Panggung, nomor: int = 0) -> str:
    return halaman(panggung, panggung.kasus[nomor].ada.pk)


def keadaan(panggung: Panggung) -> str:
    return Komite.objects.get(pk=panggung.angkatan.komite.pk).status


@pytest.mark.req("SOP-069")
def test_a_reported_schedule_stands_in_the_queue_until_its_committee_is_proposed(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    admin = panggung.klien("admin")
    page = admin.get("/keputusan/").content.decode()
    assert panggung.jadwal.nomor in page
    assert f"/keputusan/usul/{panggung.jadwal.pk}/" in page
    panggung.angkatan.tunjuk_komite(panggung.kini)
    assert f"/keputusan/usul/{panggung.jadwal.pk}/" not in admin.get("/keputusan/").content.decode()


def test_lists_are_closed_to_everybody_else(putusan: Putusan) -> None:
    panggung = putusan("diputuskan")
    for kunci in ("asesi", "asesor", "verifikator", "pengelola"):
        client = panggung.klien(kunci)
        assert client.get("/keputusan/").status_code == 403
        assert client.get("/keputusan/hasil/").status_code == 403
    for kunci in (*STAF, "komite1"):
        assert panggung.klien(kunci).get("/keputusan/").status_code == 200
    assert panggung.klien("komite1").get("/keputusan/hasil/").status_code == 403


def test_the_proposal_shows_each_person_and_why_not(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    url = f"/keputusan/usul/{panggung.jadwal.pk}/"
    latih(panggung, "komite4", "asesi")
    page = panggung.klien("manajer").get(url).content.decode()
    orang = panggung.dunia.orang
    assert all(orang[kunci].name in page for kunci in (*ANGGOTA, "komite4"))
    assert "Pelatihan Web Dasar" in page
    assert "P508 9.4.4" in page
    assert f'value="{orang["komite4"].pk}"' not in page
    assert panggung.klien("direktur").get(url).status_code == 403


def test_a_committee_is_proposed_through_the_page(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    url, client, orang = f"/keputusan/usul/{panggung.jadwal.pk}/", panggung.klien("admin"), panggung.dunia.orang
    few = client.post(url, {"ketua": orang["komite1"].pk, "anggota": [orang["komite2"].pk]})
    assert few.status_code == 422
    assert "sedikitnya 3 orang" in few.content.decode()
    assert client.post(url, {"anggota": [orang["komite2"].pk]}).status_code == 422
    isi = {"ketua": orang["komite1"].pk, "anggota": [orang["komite2"].pk, orang["komite3"].pk]}
    assert client.post(url, isi).status_code == 302
    assert Komite.objects.get().anggota.count() == 3
    assert client.get(url).status_code == 404


def test_staff_follow_the_course_but_see_no_votes(putusan: Putusan) -> None:
    panggung = putusan("bersuara")
    for kunci in STAF:
        page = panggung.klien(kunci).get(halaman(panggung)).content.decode()
        assert "3 dari 3" in page
        assert panggung.kasus[0].ada.nama in page
        assert layar(panggung) not in page


@pytest.mark.req("P508-050")
def test_the_decision_screen_is_closed_to_whoever_was_not_appointed(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    refused = Entry.objects.filter(code="keputusan.buka_layar", outcome="refused")
    for kunci in (*STAF, *LUAR):
        assert panggung.klien(kunci).get(layar(panggung)).status_code == 403, kunci
        assert refused.filter(actor_id=str(panggung.dunia.orang[kunci].pk)).exists(), kunci
    assert panggung.klien("komite1").get(layar(panggung)).status_code == 200


def test_a_member_cannot_open_it_before_the_sk_is_signed(putusan: Putusan) -> None:
    panggung = putusan("dilaporkan")
    orang = [panggung.dunia.orang[kunci] for kunci in ANGGOTA]
    row = commands.usulkan_komite(panggung.ctx("admin"), jadwal=panggung.jadwal, ketua=orang[0], anggota=orang[1:])
    panggung.angkatan.komite = row
    client = panggung.klien("komite1")
    assert client.get(layar(panggung)).status_code == 403
    assert client.get(halaman(panggung)).status_code == 403
    commands.tandatangani_sk_komite(panggung.ctx("direktur"), komite=row)
    assert client.get(layar(panggung)).status_code == 200


@pytest.mark.req("P508-049")
def test_the_screen_shows_application_evidence_records_report_and_notes_together(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    kasus = panggung.kasus[0].ada
    commands.beri_suara(
        panggung.ctx("komite1"), komite=panggung.angkatan.komite, permohonan=kasus, butir=[], suara="kembali",
        alasan="FR.IA.05 nomor 14 perlu ditinjau.",
    )  # fmt: skip
    client = panggung.klien("komite2")
    screen = client.get(layar(panggung))
    page = screen.content.decode()
    bukti = {str(file) for file in screen.context["layar"].bukti}
    assert any("laporan-praktik-kerja" in name for name in bukti)
    assert not any("bukti-transfer" in name.lower() or "Bukti bayar" in name for name in bukti), bukti
    for kode in ("FR.APL.01", "FR.APL.02", "FR.MAPA.01", "FR.AK.01", "FR.IA.01", "FR.IA.05", "FR.AK.02", "FR.AK.05"):
        assert kode in page
    assert kasus.nama in page
    assert "Kompeten, 8 dari 8 unit" in page
    assert "/berkas/" in page
    assert "FR.IA.05 nomor 14 perlu ditinjau." in page
    assert panggung.dunia.orang["komite1"].name in page
    for kode in ("FR.APL.01", "FR.AK.02"):
        assert client.get(f"/formulir/{panggung.rekaman(0, kode).pk}/").status_code == 200


def test_a_member_may_read_the_report_and_others_of_the_role_may_not(putusan: Putusan) -> None:
    from telusur.kernel.forms.queries import for_subject

    panggung = putusan("bertugas")
    laporan = for_subject(panggung.jadwal, "FR.AK.05")[0]
    assert panggung.klien("komite1").get(f"/formulir/{laporan.pk}/").status_code == 200
    assert panggung.klien("komite4").get(f"/formulir/{laporan.pk}/").status_code == 403


def test_a_vote_is_given_on_the_screen_and_leads_to_the_next(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    client = panggung.klien("komite1")
    wrong = client.post(layar(panggung), {"suara": "BK", "alasan": "", "butir": ["apl"]})
    assert wrong.status_code == 422
    assert "berbeda dari rekomendasi asesor" in wrong.content.decode()
    right = client.post(layar(panggung), {"suara": "K", "alasan": "", "butir": list(BUTIR_VERIFIKASI)})
    assert right.status_code == 302
    assert right["Location"] in {layar(panggung, 1), halaman(panggung)}
    assert "Kompeten" in client.get(halaman(panggung)).content.decode()


def test_a_member_who_trained_meanwhile_sees_why_they_cannot_vote(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    latih(panggung, "komite1", "asesi")
    page = panggung.klien("komite1").get(layar(panggung)).content.decode()
    assert "Tidak boleh memutus" in page
    assert "Pelatihan Web Dasar" in page
    assert "Simpan suara saya" not in page


def test_the_whole_way_by_clicking(putusan: Putusan) -> None:
    panggung = putusan("bersuara")
    ketua, url = panggung.klien("komite1"), halaman(panggung)
    assert "Buka pleno" in ketua.get(url).content.decode()
    wrong = ketua.post(url + "buka-pleno/", {"moda": "daring", "tanggal": panggung.kini.date(), "tempat": ""})
    assert wrong.status_code == 422
    isi = {"moda": "daring", "tanggal": panggung.kini.date(), "tempat": "https://rapat.example/komite"}
    assert ketua.post(url + "buka-pleno/", isi).status_code == 302
    for kunci in ANGGOTA[1:]:
        assert "Tandatangani daftar hadir" in panggung.klien(kunci).get(url).content.decode()
        panggung.klien(kunci).post(url + "hadir/")
    ketua.post(url + "berita-acara/")
    assert keadaan(panggung) == "berita_acara"
    for kunci in ANGGOTA:
        assert "Tandatangani berita acara" in panggung.klien(kunci).get(url).content.decode()
        panggung.klien(kunci).post(url + "tandatangani-berita-acara/")
    direktur = panggung.klien("direktur")
    page = direktur.get(url).content.decode()
    assert "Tandatangani SK keputusan" in page
    assert "https://rapat.example/komite" in page
    direktur.post(url + "sk/")
    assert keadaan(panggung) == "selesai"
    assert "Sudah diputuskan" in direktur.get(url).content.decode()


def test_an_act_without_a_fresh_proof_asks_for_it_and_changes_nothing(putusan: Putusan) -> None:
    panggung = putusan("menunggu_sk")
    client = panggung.klien("direktur", terbukti=False)
    assert 'name="sandi"' in client.get(halaman(panggung)).content.decode()
    client.post(halaman(panggung) + "sk/")
    assert keadaan(panggung) == "menunggu_sk"


def test_unknown_acts_and_rows_are_not_found(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    client = panggung.klien("komite1")
    assert client.post(halaman(panggung) + "lainnya/").status_code == 404
    assert client.get(halaman(panggung, panggung.kasus[2].ada.pk)).status_code == 404
    assert (
        client.get(halaman(panggung).replace(str(panggung.angkatan.komite.pk), str(panggung.jadwal.pk))).status_code
        == 404
    )


@pytest.mark.req("P508-056")
def test_the_register_lists_k_and_bk_per_skema_and_period(putusan: Putusan) -> None:
    panggung = putusan("bertugas")
    satu, dua = (kasus.ada for kasus in panggung.kasus[:2])
    for kunci in ANGGOTA:
        for kasus, suara in ((satu, "K"), (dua, "BK")):
            commands.beri_suara(
                panggung.ctx(kunci), komite=panggung.angkatan.komite, permohonan=kasus, butir=list(BUTIR_VERIFIKASI),
                suara=suara, alasan="" if suara == "K" else "Bukti unit 8 belum memadai.",
            )  # fmt: skip
    panggung.angkatan.pleno(panggung.kini)
    panggung.angkatan.putuskan(panggung.kini)
    client, hari = panggung.klien("manajer"), panggung.kini.date().isoformat()

    def names(**saring: str) -> list[bool]:
        page = client.get("/keputusan/hasil/", saring).content.decode()
        return [f"/kasus/{kasus.pk}/" in page for kasus in (satu, dua)]

    assert names() == [True, True]
    assert names(hasil="K") == [True, False]
    assert names(hasil="BK", skema=satu.skema_kode) == [False, True]
    assert names(skema="tidak-ada") == [False, False]
    assert names(dari=hari, sampai=hari) == [True, True]
    assert names(sampai="2026-11-01") == [False, False]
    assert names(dari="bukan tanggal") == [True, True]


def test_pages_cost_as_many_queries_for_many_cases_as_for_few(putusan: Putusan) -> None:
    panggung = putusan("bersuara")
    clients = [panggung.klien(kunci) for kunci in ("admin", "komite1")]

    def cost() -> list[int]:
        counts = []
        for client in clients:
            client.get(halaman(panggung))
            with CaptureQueriesContext(connection) as found:
                client.get(halaman(panggung))
            counts.append(len(found))
        return counts

    both = cost()
    from tests.cast import bypass

    asesmen = panggung.kasus[1].ada
    from telusur.lsp.sertifikasi.asesmen.models import Asesmen

    with bypass("asesmen"):
        row = Asesmen.objects.get(permohonan=asesmen)
        row.status = "tidak_hadir"
        row.save()
    assert cost() == both


def latih(panggung: Panggung, pelatih: str, peserta: str) -> None:
    from datetime import date

    from telusur.lsp.administrasi.sdm import commands as sdm

    orang = panggung.dunia.orang
    with clock.travel(panggung.kini):
        sdm.catat_pelatihan(
            panggung.ctx("manajer"),
            judul="Pelatihan Web Dasar",
            pelatih=orang[pelatih],
            mulai=date(2026, 8, 3),
            selesai=date(2026, 8, 14),
            peserta=[orang[peserta]],
        )
