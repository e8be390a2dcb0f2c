"""One timeline per case (SOP-001)."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.kernel.audit.models import Entry
from telusur.kernel.audit.record import record
from telusur.kernel.documents.models import Document
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.letters.models import Letter
from telusur.lsp.manajemen.beranda import jejak
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat
from tests.lsp.dunia import Panggung

# Acts of the whole way, in the order of the SOP, that the timeline of a certified case must show.
JALAN = (
    "aplikasi.mulai", "aplikasi.ajukan", "aplikasi.kaji_kelayakan", "aplikasi.terima", "keuangan.terbitkan_tagihan",
    "keuangan.bayar", "keuangan.sahkan_bukti", "praasesmen.susun", "praasesmen.tambah_peserta", "praasesmen.ajukan_spt",
    "praasesmen.tandatangani_spt", "praasesmen.buka_konsultasi", "praasesmen.buka_persetujuan", "jadwal.tetapkan",
    "jadwal.kirim_undangan", "jadwal.catat_bnsp", "jadwal.isi_kesiapan", "asesmen.buka_sesi", "jadwal.hadir", "ujian.mulai",
    "ujian.selesaikan", "asesmen.catat_rekomendasi", "asesmen.susun_laporan", "asesmen.serahkan_laporan",
    "keputusan.usulkan_komite", "keputusan.tandatangani_sk_komite", "keputusan.beri_suara", "keputusan.buka_pleno",
    "keputusan.hadir_pleno", "keputusan.susun_berita_acara", "keputusan.tandatangani_berita_acara", "keputusan.tandatangani_sk",
    "sertifikat.ajukan_blanko", "sertifikat.catat_blanko", "sertifikat.beri_nomor", "sertifikat.periksa_dummy",
    "sertifikat.tandatangani", "sertifikat.cetak", "sertifikat.tandatangani_pernyataan", "sertifikat.serahkan",
    "sertifikat.terima",
)  # fmt: skip
# What the LSP did before anybody applied, and what belongs to no case at all.
BUKAN_KASUS = (
    "accounts.", "calendar.", "umum.isi", "umum.catat", "mutu.", "skema.", "asesor.", "sdm.", "muk.",
    "flows.", "pelaporan.",
)  # fmt: skip


def _lines(case: Permohonan) -> list[jejak.Langkah]:
    return jejak.langkah(jejak.entri(case))


@pytest.mark.req("SOP-001")
def test_one_page_from_a_certificate_lists_every_step_actor_time_and_record_back_to_the_first_apl01(
    tamat: Panggung,
) -> None:
    case = tamat.kasus[0].ada
    certificate = Sertifikat.objects.get(permohonan=case)
    codes = [one.code for one in jejak.entri(case)]
    positions = [codes.index(code) for code in JALAN if code in codes]
    assert [code for code in JALAN if code not in codes] == []
    assert positions[0] == min(positions), "the application is the first of the acts on the case"

    client = tamat.klien("manajer")
    page = client.get(f"/kasus/{case.pk}/jejak/").content.decode()
    for form in Rekaman.objects.filter(case_id=case.pk):
        assert f"/formulir/{form.pk}/" in page, f"{form.code} is opened from the timeline"
    for person in ("asesi", "admin", "asesor", "direktur", "komite1", "komite2", "komite3", "manajer"):
        assert tamat.dunia.orang[person].name in page
    assert certificate.nomor in page and "FR.AK.05" in page and "FR.IA.05" in page
    assert jejak.cari(certificate.nomor) == jejak.cari(certificate.nomor_registrasi) == jejak.cari(case.nomor) == case


def test_no_act_since_the_application_that_concerns_the_case_is_missing(tamat: Panggung) -> None:
    case, others = tamat.kasus[0].ada, {str(one.ada.pk) for one in tamat.kasus[1:]}
    known = {one.pk for one in jejak.entri(case, pembacaan=True)}
    first = Entry.objects.filter(code="aplikasi.mulai", subject_id=str(case.pk)).get()
    theirs = _ids_of(others)
    missing = [
        f"{one.code} {one.subject_type} {one.subject_label}"
        for one in Entry.objects.filter(id__gte=first.pk).exclude(pk__in=known)
        # A message to staff about a shared row bears no case; the act that sent it is in the timeline.
        if one.subject_id not in theirs
        and one.data.get("case_id") not in others
        and not one.code.startswith((*BUKAN_KASUS, "notices.kirim"))
    ]
    assert missing == [], "\n".join(missing)


def _ids_of(cases: set[str]) -> set[str]:
    """Ids of every row that belongs to these cases alone."""
    found = set(cases)
    for model, name in jejak.case_models():
        rows = model._default_manager.filter(**{f"{name}__in": list(cases)})
        found |= {str(one) for one in rows.values_list("pk", flat=True)}
    letters = Letter.objects.filter(document_id__in=Document.objects.filter(case_id__in=list(cases)).values("pk"))
    return found | {str(one) for one in letters.values_list("pk", flat=True)}


def test_what_happened_to_another_asesi_of_the_same_schedule_stays_out(tamat: Panggung) -> None:
    one, other = tamat.kasus[0].ada, tamat.kasus[1].ada
    votes = [entry for entry in jejak.entri(one) if entry.code == "keputusan.beri_suara"]
    assert len(votes) == 3 and all(entry.data["case_id"] == str(one.pk) for entry in votes)
    assert str(other.pk) not in {entry.subject_id for entry in jejak.entri(one)}


def test_lines_stand_under_the_stage_in_which_they_happened(tamat: Panggung) -> None:
    case = tamat.kasus[0].ada
    stages = jejak.tahapan(case, _lines(case))
    order = [stage.kode for stage in stages]
    assert order == [
        "persiapan", "permohonan", "pembayaran", "praasesmen", "jadwal", "asesmen", "keputusan", "penerbitan", "serah_terima",
        "selesai",
    ][: len(order)]  # fmt: skip
    first = next(line for stage in stages if stage.kode == "permohonan" for line in stage.langkah)
    assert first.entry.code.startswith(("aplikasi", "forms"))


def test_the_number_of_queries_does_not_grow_with_the_case(panggung: Callable[[str], Panggung]) -> None:
    world = panggung("siap")
    counts = []
    for number in (0, 1):
        case = world.kasus[number].ada
        with CaptureQueriesContext(connection) as queries:
            list(jejak.entri(case))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30


def test_refusals_can_be_shown_alone(panggung: Callable[[str], Panggung]) -> None:
    world = panggung("diajukan")
    case = world.kasus[0].ada
    world.klien("galih").get(f"/kasus/{case.pk}/")
    page = world.klien("manajer").get(f"/kasus/{case.pk}/jejak/?hasil=ditolak").content.decode()
    assert "Membuka kasus" in page and "Ditolak" in page and "Mengajukan permohonan" not in page


def test_the_story_on_the_case_page_tells_what_was_done_and_leaves_refusals_to_the_log(
    panggung: Callable[[str], Panggung],
) -> None:
    world = panggung("diajukan")
    case = world.kasus[0].ada
    record(world.ctx("manajer"), "aplikasi.terima", "refused", subject=case, reason="Isi alasan.")
    assert [one for one in jejak.terbaru(case, [("aplikasi.permohonan", case.pk)], 30) if one.ditolak] == []
    assert any(one.outcome == "refused" for one in jejak.entri(case))


def _run(*arguments: str) -> str:
    out = StringIO()
    call_command("timeline", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_prints_the_timeline_by_any_of_its_numbers(tamat: Panggung) -> None:
    case = tamat.kasus[0].ada
    certificate = Sertifikat.objects.get(permohonan=case)
    content: dict[str, Any] = json.loads(_run(certificate.nomor, "--json"))
    assert content["application"] == case.nomor and content["name"] == case.nama
    assert {"aplikasi.mulai", "sertifikat.terima"} <= {step["code"] for step in content["steps"]}
    assert _run(certificate.nomor_registrasi) == _run(case.nomor)


def test_an_unknown_number_ends_with_one(panggung: Callable[[str], Panggung]) -> None:
    panggung("diajukan")
    with pytest.raises(SystemExit) as ended:
        _run("TIDAK-ADA-1")
    assert ended.value.code == 1
