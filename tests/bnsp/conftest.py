"""The people of BNSP, one per role, and a small country to work with: two LSP, an asesor, a TUK, blanks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from telusur.bnsp.peraga.dokumen import berkas_permohonan, lembar
from telusur.bnsp.roles import Role
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import commands as asesor
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.blanko import commands as blanko
from telusur.bnsp.sertifikasi_lisensi.blanko.models import PermohonanBlanko
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import commands as jadwal
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands as lisensi
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.queries import sebagai_lsp
from telusur.bnsp.sertifikasi_lisensi.pemegang import commands as pemegang
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import commands as tuk
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.archive.intake import Checked
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.exchange import traffic
from telusur.kernel.exchange.commands import tambah_mitra
from telusur.kernel.exchange.envelope import Envelope
from telusur.kernel.exchange.file_intake import take_part
from telusur.kernel.exchange.kinds import EXPLANATIONS, kind_named
from telusur.kernel.exchange.models import Heard, Partner
from telusur.kernel.exchange.states import PARTNER_ROLE
from telusur.kernel.outbox.dispatch import dispatch_pending
from tests.acting import make_user

# Friday 20 November 2026, 10.42 WIB.
NOW = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)
HARI = date(2026, 11, 20)
SKEMA = "SKM-JWP-01"
NOMOR_ASESOR = "MET.000.012345 2024"
KUNCI = "a1" * 32
BA_RUSAK = {"berita_acara": lembar("Berita acara kerusakan")}
Isi = dict[str, Any]
MANUSIA = [role for role in Role if role not in {Role.LSP, Role.PUBLIK, Role.SISTEM}]


@pytest.fixture
def orang(db: None) -> dict[Role, User]:
    """One person per role; nobody's name is anybody's."""
    return buat_orang()


def buat_orang() -> dict[Role, User]:
    """One person per role, now."""
    return {role: make_user(role.value, f"{role.value.replace('_', ' ').title()} Uji", role) for role in MANUSIA}


@dataclass
class Negeri:
    """What the registers hold when a test begins."""

    orang: dict[Role, User]
    lsp: Lsp
    lain: Lsp
    asesor: AsesorKompetensi
    tuk: TempatUji

    def ctx(self, role: Role, *, at: datetime = NOW) -> Context:
        """Somebody of BNSP who has just proved who they are."""
        return context_for(self.orang[role], at=at, proof_at=at)

    def lembaga(self, lsp: Lsp | None = None, *, at: datetime = NOW) -> Context:
        """An LSP that speaks through its system."""
        return sebagai_lsp(lsp or self.lsp, at)

    def jadwalkan(self, nomor: str = "0001/JDW", **lain: object) -> JadwalUji:
        """The LSP announces an assessment in three days."""
        isian: dict[str, object] = {
            "lsp": self.lsp,
            "nomor_lsp": nomor,
            "skema_kode": SKEMA,
            "tuk": "TUK-01",
            "asesor": [NOMOR_ASESOR],
            "mulai": HARI + timedelta(days=3),
            "selesai": HARI + timedelta(days=3),
            "asesi": [{"nama": "Ani Lestari Uji"}, {"nama": "Dewi Puspita Uji"}],
        }
        return jadwal.catat(self.lembaga(), **(isian | lain))  # type: ignore[arg-type]

    def minta_blanko(self, nomor: str = "0001/BLK", *, k: int = 2, **lain: object) -> PermohonanBlanko:
        """The LSP asks for blanks for ``k`` who are competent; one is not."""
        hasil = [{"nama": f"Ani Lestari Uji {n + 1}", "skema_kode": SKEMA, "hasil": "K"} for n in range(k)]
        isian: dict[str, object] = {
            "lsp": self.lsp,
            "nomor_surat": nomor,
            "tanggal_surat": HARI,
            "nomor_ba": "BA-01",
            "tanggal_ba": HARI,
            "nomor_sk": "SK-01",
            "tanggal_sk": HARI,
            "hasil": [*hasil, {"nama": "Asesi Belum", "skema_kode": SKEMA, "hasil": "BK"}],
            "jumlah": k,
            "berkas": berkas_permohonan(nomor),
        }
        return blanko.ajukan(self.lembaga(), **(isian | lain))  # type: ignore[arg-type]

    def beri_blanko(
        self, k: int = 2, *, awal: int = 4_128_001, isi: int = 100, tanggal_sk: date = HARI
    ) -> PermohonanBlanko:
        """Stock, request and allocation."""
        koordinator = self.ctx(Role.KOORDINATOR_SERTIFIKASI)
        blanko.terima_persediaan(koordinator, awal=awal, akhir=awal + isi - 1, nomor_ba="BA-STOK")
        permohonan = self.minta_blanko(k=k, tanggal_sk=tanggal_sk)
        blanko.setujui(koordinator, permohonan=permohonan)
        return permohonan

    def terbitkan(self, n: int = 1, **lain: object) -> SertifikatTerdaftar:
        """The LSP registers its n-th certificate on the n-th blank it was given."""
        isian: dict[str, object] = {
            "lsp": self.lsp,
            "nomor": f"62019 2513 0 {n:07d} 2026",
            "nomor_registrasi": f"TIK.9021.{n:05d}.2026",
            "nomor_blanko": 4_128_000 + n,
            "kode": f"7K4M-92QF-{n + 2222:04d}".replace("0", "X").replace("1", "Y"),
            "nama": f"Ani Lestari Uji {n}",
            "skema_kode": SKEMA,
            "tanggal_terbit": HARI,
            "berlaku_sampai": date(2029, 11, 19),
        }
        return pemegang.catat(self.lembaga(), **(isian | lain))  # type: ignore[arg-type]


def daftarkan_lsp(ctx: Context, nomor: str, nama: str, **lain: object) -> Lsp:
    """An LSP with a licence from 2024 to 2029."""
    isian: dict[str, object] = {
        "nama": nama,
        "singkatan": nama.rsplit(maxsplit=1)[-1],
        "jenis": "p1",
        "nomor_lisensi": nomor,
        "nomor_sk": "KEP.0933/BNSP/IV/2024",
        "tanggal_sk": date(2024, 4, 1),
        "berlaku_dari": date(2024, 4, 1),
        "berlaku_sampai": date(2029, 3, 31),
        "alamat": "Jalan Uji 1",
        "kota": "Bandung",
        "surel": "lsp@uji.example",
    }
    return lisensi.daftarkan(ctx, **(isian | lain))  # type: ignore[arg-type]


@pytest.fixture
def negeri(orang: dict[Role, User]) -> Negeri:
    """Everything by the commands of those whose office it is."""
    return bangun_negeri(orang)


def bangun_negeri(orang: dict[Role, User]) -> Negeri:
    """The same, now."""
    operator = context_for(orang[Role.OPERATOR], at=NOW, proof_at=NOW)
    lsp = daftarkan_lsp(operator, "BNSP-LSP-9021-ID", "LSP Uji Nusantara")
    lain = daftarkan_lsp(operator, "BNSP-LSP-9022-ID", "LSP Uji Samudra")
    sk = {"nomor_sk": "KEP.1/BNSP/2024", "tanggal_sk": date(2024, 4, 1)}
    lisensi.tambah_lingkup(
        operator, lsp=lsp, skema_kode=SKEMA, skema_nama="Junior Web Programmer", sejak=date(2024, 4, 1), **sk
    )
    people = asesor.daftarkan(
        context_for(orang[Role.KOORDINATOR_SDM], at=NOW, proof_at=NOW),
        nomor_registrasi=NOMOR_ASESOR,
        nama="Budi Hartono Uji",
        nomor_sertifikat="SERT-ASK-1",
        berlaku_dari=date(2024, 5, 1),
        berlaku_sampai=date(2027, 4, 30),
        bidang=["Teknologi informasi"],
        lsp=lsp,
    )
    place = tuk.daftarkan(
        sebagai_lsp(lsp, NOW),
        lsp=lsp,
        kode="TUK-01",
        nama="TUK Uji Cihampelas",
        jenis="sewaktu",
        alamat="Jalan Uji 2",
        kota="Bandung",
        kapasitas=20,
        skema=[SKEMA],
    )
    return Negeri(orang, lsp, lain, people, place)


@pytest.fixture
def mitra(negeri: Negeri) -> Partner:
    """The LSP is connected; what it was told at once is out of the way."""
    found = tambah_mitra(
        negeri.ctx(Role.PENGELOLA_SISTEM),
        code=negeri.lsp.nomor_lisensi,
        name=negeri.lsp.nama,
        address="http://127.0.0.1:8000",
        public=KUNCI,
        witness_of_seals=False,
    )
    antarkan()
    return found


def antarkan() -> None:
    """Let the quick listeners hear what waits."""
    while dispatch_pending(100, slow=False):
        pass


def sebutan(jenis: str, isi: Checked | None = None) -> Isi:
    """A document as a fact names it."""
    isi = isi or lembar(jenis)
    return {"jenis": jenis, "nama": isi.name, "sha256": isi.original_sha256, "ukuran": len(isi.data)}


def unggahan(judul: str) -> SimpleUploadedFile:
    """The same as somebody uploads it on a page."""
    isi = lembar(judul)
    return SimpleUploadedFile(isi.name, isi.data, "application/pdf")


def sampaikan(mitra: Partner, *isi: Checked) -> None:
    """The LSP sends these files, whole, through the exchange."""
    for satu in isi:
        said = {"digest": satu.original_sha256, "size": len(satu.data)}
        answer = take_part(mitra, said, satu.original_sha256, 0, satu.data, NOW)
        assert answer["state"] == "received", answer


@pytest.fixture
def kata(mitra: Partner) -> Callable[..., None]:
    """``kata(from_lsp.JADWAL, "kunci", {...})``: the LSP says so; raises what the receipt would say."""
    heard: dict[str, int] = {}

    def say(agreed: Any, key: str, content: Isi, *, by: Partner = mitra) -> None:
        assert kind_named(agreed.kind)
        explained = EXPLANATIONS[agreed.kind]
        key = str(content.get(explained.identity, key))  # where the content says it, the key repeats it
        version = heard[key] = heard.get(key, 0) + 1
        envelope = Envelope(
            sender=by.code,
            number=len(heard),
            message=uuid4(),
            kind=agreed.kind,
            key=key,
            version=version,
            content=content,
            digest=f"{version:064d}",
            token="",
        )
        actor = Actor(f"mitra:{by.code}", by.name, frozenset({PARTNER_ROLE}))
        known = Heard.objects.filter(partner=by, kind=agreed.kind, key=key).first()
        row = known or Heard(partner=by, kind=agreed.kind, key=key)
        traffic.take(Context(actor=actor, at=NOW, channel="pertukaran"), heard=row, envelope=envelope)
        antarkan()

    return say
