"""Every page of the administration by every role: shown, or refused with the refusal in the trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.commands.registry import REGISTRY
from telusur.lsp.administrasi.keuangan.models import Tagihan
from telusur.lsp.administrasi.tuk.models import VerifikasiTuk
from telusur.lsp.administrasi.umum.models import Naskah
from telusur.lsp.administrasi.umum.states import JenisNaskah
from telusur.lsp.roles import KOMISI_BNSP, NAMES, Role
from tests.lsp.dunia import Panggung

pytestmark = pytest.mark.django_db
Sampai = Callable[[str], Panggung]

STAF = {"admin", "manajer", "administrasi", "direktur"}
PENCATAT = {"admin", "administrasi", "manajer"}
SEMUA = (
    "asesi",
    "admin",
    "asesor",
    "asesor2",
    "manajer",
    "administrasi",
    "direktur",
    "komite1",
    "verifikator",
    "pengelola",
)

# Address: who sees it; "asesor" of the SPT and "asesi" of the invoice are those of this very row, "asesor2" and others are not.
HALAMAN: dict[str, set[str]] = {
    "/asesor/": STAF | {"asesor", "asesor2"},
    "/asesor/baru/": PENCATAT,
    "/asesor/{asesor}/": STAF | {"asesor"},
    "/asesor/{asesor}/lingkup/": PENCATAT,
    "/asesor/{asesor}/sertifikat/": PENCATAT,
    "/tuk/": STAF | {"asesor", "asesor2", "verifikator"},
    "/tuk/baru/": {"admin", "manajer"},
    "/tuk/{tuk}/": STAF | {"asesor", "asesor2", "verifikator"},
    "/tuk/verifikasi/{verifikasi}/": STAF | {"verifikator"},
    "/tagihan/": set(SEMUA),
    "/tagihan/{tagihan}/": STAF | {"asesi"},
    "/personel/": STAF,
    "/personel/pelatihan/baru/": PENCATAT,
    "/personel/kompetensi/": STAF,
    "/personel/kompetensi/baru/": PENCATAT,
    "/profil-lsp/": {"pengelola", "administrasi"},
    "/profil-lsp/lisensi/": {"pengelola", "administrasi"},
    "/setelan/": STAF | {"pengelola"},
    "/setelan/tenggat.tagihan/": {"pengelola"},
    "/naskah/": set(SEMUA),
    "/naskah/{spt}/": STAF | {"asesor"},
}


# The process and the keeping of the system.
HALAMAN_PROSES: dict[str, set[str]] = {
    "/permohonan/": STAF,
    "/kasus/{kasus}/": STAF | {"asesi", "asesor"},
    "/formulir/{apl01}/": STAF | {"asesi", "asesor"},
    "/rencana/": STAF | {"asesor", "asesor2"},
    "/rencana/{rencana}/": STAF | {"asesor"},
    "/asesmen/": STAF | {"asesor", "asesor2"},
    "/asesmen/umpan-balik/": STAF,
    "/keputusan/": STAF | {"komite1"},
    "/keputusan/hasil/": STAF,
    "/blanko/": STAF,
    "/temuan-bnsp/": STAF,
    "/manajemen/kasus/": STAF,
    "/muk/": STAF | {"asesor", "asesor2", "pengelola"},
    "/kelola/skema/": set(SEMUA) - {"asesi"},
    "/catatan-surel/": {"admin", "pengelola"},
    "/jejak/": {"manajer", "administrasi", "direktur", "pengelola"},
    "/akun/kewenangan/": {"pengelola"},
    "/akun/orang/": {"pengelola"},
    "/akun/peran/permintaan/": set(SEMUA),  # who may not approve sees their own alone
}
PERAN = {
    "asesi": Role.ASESI,
    "admin": Role.ADMIN_LSP,
    "asesor": Role.ASESOR,
    "asesor2": Role.ASESOR,
    "manajer": Role.MANAJER_SERTIFIKASI,
    "administrasi": Role.MANAJER_ADMINISTRASI,
    "direktur": Role.DIREKTUR,
    "komite1": Role.KOMITE_TEKNIS,
    "verifikator": Role.VERIFIKATOR_TUK,
    "pengelola": Role.PENGELOLA_SISTEM,
}


def _tempat(panggung: Panggung) -> dict[str, Any]:
    """What stands in the addresses of this world."""
    return {
        "kasus": panggung.kasus[0].ada.pk,
        "apl01": panggung.rekaman(0, "FR.APL.01").pk,
        "rencana": panggung.rencana.pk,
        "asesor": panggung.dunia.asesor["asesor"].pk,
        "tuk": panggung.dunia.tuk_ada.pk,
        "verifikasi": VerifikasiTuk.objects.get().pk,
        "tagihan": Tagihan.objects.get(pembayar=panggung.dunia.orang["asesi"]).pk,
        "spt": Naskah.objects.get(jenis=JenisNaskah.SPT_ASESOR).pk,
    }


@pytest.mark.parametrize("kunci", SEMUA)
def test_a_page_opens_for_its_roles_and_refuses_the_others_on_record(panggung: Sampai, kunci: str) -> None:
    dunia = panggung("spt")
    _dibuka_atau_ditolak(dunia, kunci, HALAMAN)


def _dibuka_atau_ditolak(dunia: Panggung, kunci: str, halaman: dict[str, set[str]]) -> None:
    browser, tempat = dunia.klien(kunci), _tempat(dunia)
    refusals = Entry.objects.filter(outcome=Outcome.REFUSED).order_by("-id")
    for pola, boleh in halaman.items():
        before = refusals.count()
        answer = browser.get(pola.format(**tempat), follow=True)
        if kunci in boleh:
            assert answer.status_code == 200, (kunci, pola)
            assert refusals.count() == before, (kunci, pola)
        else:
            assert answer.status_code == 403, (kunci, pola)
            assert refusals.count() == before + 1, (kunci, pola)
            assert str(refusals[0].actor_id) == str(dunia.dunia.orang[kunci].pk)


@pytest.mark.req("P508-085")
def test_the_matrix_shows_every_role_and_a_user_of_each_reaches_only_the_areas_of_that_role(panggung: Sampai) -> None:
    dunia = panggung("spt")
    assert set(PERAN) == set(SEMUA)
    # The guests of BNSP's commissions only read: tests/lsp/kunjungan.
    assert set(PERAN.values()) == set(Role) - {Role.PUBLIK, Role.SISTEM, Role.BNSP, *KOMISI_BNSP}
    matriks = dunia.klien("pengelola").get("/akun/kewenangan/").content.decode()
    for peran in PERAN.values():
        assert f'<th scope="col">{NAMES[peran]}</th>' in matriks
    for spec in REGISTRY.values():
        if spec.roles & set(PERAN.values()) and not spec.nested:
            assert f'href="/akun/kewenangan/{spec.code}/"' in matriks
    for kunci in SEMUA:
        _dibuka_atau_ditolak(dunia, kunci, HALAMAN_PROSES)


def test_a_visitor_is_led_to_the_sign_in(panggung: Sampai, client: Any) -> None:
    tempat = _tempat(panggung("spt"))
    for pola in HALAMAN:
        answer = client.get(pola.format(**tempat))
        assert answer.status_code == 302, pola
        assert answer.url.startswith("/akun/masuk/"), pola


def test_what_does_not_exist_is_not_found(panggung: Sampai) -> None:
    browser = panggung("lsp").klien("admin")
    nobody = "019aa000-0000-7000-8000-000000000000"
    for pola in ("/asesor/{}/", "/tuk/{}/", "/tuk/verifikasi/{}/", "/tagihan/{}/", "/naskah/{}/"):
        assert browser.get(pola.format(nobody)).status_code == 404
    assert panggung("lsp").klien("pengelola").get("/setelan/tidak.ada/").status_code == 404
