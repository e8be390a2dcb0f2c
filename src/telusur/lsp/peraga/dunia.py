"""Setting up the invented LSP: profile, licence, people, documents, skema, MUK, TUK. Every step is a command of a role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings

from telusur.kernel.accounts import commands as accounts
from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import User
from telusur.kernel.base import clock
from telusur.kernel.calendar import commands as calendar
from telusur.kernel.commands.context import Context, public_context, system_context
from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.administrasi.asesor import commands as asesor_acts
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.muk.commands import mapa, perangkat, soal
from telusur.lsp.administrasi.mutu import commands as mutu
from telusur.lsp.administrasi.mutu.importer import parse as baca_mutu
from telusur.lsp.administrasi.sdm import commands as sdm
from telusur.lsp.administrasi.skema import commands as skema_acts
from telusur.lsp.administrasi.skema.models import Skema
from telusur.lsp.administrasi.tuk import commands as tuk_acts
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.administrasi.umum import commands as umum
from telusur.lsp.administrasi.umum.states import JenisLsp
from telusur.lsp.peraga.berkas import dokumen
from telusur.lsp.peraga.isian import ISIAN
from telusur.lsp.peraga.orang import DOMAIN, SANDI, STAF, CalonAsesi, Staf

TELEPON = "+62 22 555 0100"


def folder_data() -> Path:
    """The ``data`` folder that comes with the project."""
    return Path(settings.REPOSITORY) / "data"


@dataclass
class Dunia:
    """The demo LSP under construction. ``hari_ini``: the day the demo is loaded; every time is relative to it."""

    hari_ini: date
    orang: dict[str, User] = field(default_factory=dict)
    asesor: dict[str, Asesor] = field(default_factory=dict)
    skema: Skema | None = None
    tuk: Tuk | None = None

    def saat(self, hari: int, jam: str = "09.00") -> datetime:
        """A moment ``hari`` days from today (negative: past), on the institution's clock."""
        h, m = (int(part) for part in jam.split("."))
        return datetime.combine(self.hari_ini + timedelta(days=hari), time(h, m), tzinfo=clock.zone())

    def sebagai(self, kunci: str, saat: datetime) -> Context:
        """The context of a person who has just proved who they are."""
        return context_for(self.orang[kunci], at=saat, channel="peraga", proof_at=saat)

    @property
    def skema_ada(self) -> Skema:
        """The demo's skema, once imported."""
        assert self.skema is not None
        return self.skema

    @property
    def tuk_ada(self) -> Tuk:
        """The demo's TUK, once registered."""
        assert self.tuk is not None
        return self.tuk

    def buat_staf(self, staf: Staf, saat: datetime) -> None:
        """An account of somebody of the LSP, with its roles."""
        system = system_context("peraga", at=saat, channel="peraga")
        user = accounts.buat_akun(
            system,
            name=staf.nama,
            email=f"{staf.kunci}@{DOMAIN}",
            roles=[str(role) for role in staf.peran],
            basis="SK peraga tentang susunan personel",
        )
        accounts.tandai_demo(system, user=user, password=SANDI)
        self.orang[staf.kunci] = user

    def daftarkan_asesi(self, calon: CalonAsesi, saat: datetime) -> User:
        """A person registers themselves on the portal."""
        user = accounts.daftar(
            public_context(at=saat, channel="peraga"),
            name=calon.nama,
            email=f"{calon.kunci}@{DOMAIN}",
            phone="+62 812 5550 0100",
            privacy_version=settings.PRIVACY_VERSION,
        )
        if user is None:
            raise RuntimeError(f"{calon.kunci} is registered already")
        accounts.tandai_demo(system_context("peraga", at=saat, channel="peraga"), user=user, password=SANDI)
        self.orang[calon.kunci] = user
        return user

    def isi_giliran(self, rekaman: Rekaman, kunci: str, saat: datetime, **isian: object) -> Rekaman:
        """A person fills and signs their turn of a form with the demo's content, or with ``isian``."""
        rekaman.refresh_from_db()
        stage = rekaman.stage
        assert stage is not None, f"{rekaman} is closed"
        content = isian or ISIAN[rekaman.code, stage.slot](rekaman)
        forms.ajukan(self.sebagai(kunci, saat), rekaman=rekaman, isi=content)
        return rekaman


def bangun(dunia: Dunia, *, mulai: int = -75) -> None:
    """Everything an LSP needs before its first applicant, beginning ``mulai`` days from today."""
    awal = dunia.saat(mulai, "08.00")
    system = system_context("peraga", at=awal, channel="peraga")
    calendar.isi(system, years=range(dunia.hari_ini.year - 1, dunia.hari_ini.year + 2))
    for staf in STAF:
        dunia.buat_staf(staf, awal)
    _profil(dunia, awal)
    _dokumen_mutu(awal)
    _skema(dunia, dunia.saat(mulai + 1))
    _asesor(dunia, dunia.saat(mulai + 2))
    _muk(dunia, mulai + 3)
    _komite(dunia, dunia.saat(mulai + 6))
    _tuk(dunia, mulai + 6)


def _profil(dunia: Dunia, saat: datetime) -> None:
    ctx = dunia.sebagai("pengelola", saat)
    umum.isi_profil(
        ctx,
        nama="LSP Cakrawala Digital (Peraga)",
        nama_en="Cakrawala Digital Professional Certification Body (Demo)",
        singkatan="LSP-CD",
        jenis=JenisLsp.P3,
        tentang=(
            "Lembaga sertifikasi profesi rekaan di bidang teknologi informasi dan komunikasi. Semua nama, nomor, dan data "
            "pada situs ini dibuat untuk peraga."
        ),
        alamat="Jalan Peraga Nomor 12",
        kota="Bandung",
        telepon=TELEPON,
        email=f"halo@{DOMAIN}",
        npwp="00.000.000.0-000.000",
        rekening_bank="Bank Peraga",
        rekening_nomor="000 123 4567",
        rekening_nama="LSP Cakrawala Digital",
        peraga=True,
    )
    umum.catat_lisensi(
        ctx,
        nomor="BNSP-LSP-9021-ID",
        nomor_sk="KEP.0000/BNSP/I/2025 (peraga)",
        tanggal_sk=date(2025, 1, 15),
        berlaku_dari=date(2025, 1, 15),
        berlaku_sampai=date(2030, 1, 14),
        alasan="Sistem BNSP belum tersambung (peraga).",
        bukti=dokumen("Salinan SK lisensi LSP", "KEP.0000/BNSP/I/2025 (peraga)"),
    )


def _dokumen_mutu(saat: datetime) -> None:
    system = system_context("peraga", at=saat, channel="peraga")
    for path in sorted((folder_data() / "mutu").glob("*.yaml")):
        mutu.terbitkan(system, **baca_mutu(path.read_bytes()))


def _skema(dunia: Dunia, saat: datetime) -> None:
    path = folder_data() / "skema" / "junior-web-programmer.yaml"
    ctx = dunia.sebagai("manajer", saat)
    dunia.skema = skema_acts.impor(ctx, isi=path.read_bytes(), nama_berkas=path.name)
    skema_acts.berlakukan(ctx, skema=dunia.skema)


def _asesor(dunia: Dunia, saat: datetime) -> None:
    ctx, skema = dunia.sebagai("admin", saat), dunia.skema_ada
    dari, sampai = date(dunia.hari_ini.year - 1, 3, 1), date(dunia.hari_ini.year + 2, 2, 28)
    for nomor, kunci in enumerate(("asesor", "asesor2"), start=1):
        row = asesor_acts.daftarkan(
            ctx,
            orang=dunia.orang[kunci],
            no_reg=f"MET.000.00990{nomor} 2024",
            berlaku_dari=dari,
            berlaku_sampai=sampai,
            sk_nomor=f"00{nomor}/SK-ASR/LSP-CD/I/2025",
            sk_tanggal=date(2025, 1, 20),
            nomor_sertifikat=f"74909 2424 0 000990{nomor} 2024",
            alasan="Sistem BNSP belum tersambung (peraga).",
            bukti=dokumen("Salinan sertifikat asesor", f"MET.000.00990{nomor} 2024 (peraga)"),
        )
        asesor_acts.tambah_lingkup(
            ctx,
            asesor=row,
            skema_kode=skema.kode,
            dasar="Sertifikat kompetensi teknis pengembangan web (peraga)",
            berlaku_dari=dari,
            berlaku_sampai=sampai,
        )
        dunia.asesor[kunci] = row


def _muk(dunia: Dunia, hari: int) -> None:
    skema = dunia.skema_ada
    rencana = mapa.susun_mapa(dunia.sebagai("asesor", dunia.saat(hari)), skema=skema, validator=dunia.orang["asesor2"])
    for jam, name in (("10.00", "mapa01"), ("11.00", "mapa02")):
        rencana.refresh_from_db()
        dunia.isi_giliran(Rekaman.objects.get(pk=getattr(rencana, name)), "asesor", dunia.saat(hari, jam))
    rencana.refresh_from_db()
    for jam, pk in (("13.00", rencana.mapa01), ("13.30", rencana.mapa02)):
        dunia.isi_giliran(Rekaman.objects.get(pk=str(pk)), "asesor2", dunia.saat(hari, jam))
    instrumen = perangkat.susun_perangkat(
        dunia.sebagai("asesor", dunia.saat(hari, "14.00")),
        skema=skema,
        instrumen=["FR.IA.01", "FR.IA.05"],
        uraian="Ceklis observasi dan pertanyaan pilihan ganda",
    )
    dunia.isi_giliran(Rekaman.objects.get(pk=str(instrumen.ia11)), "asesor2", dunia.saat(hari, "15.00"))
    manajer = dunia.sebagai("manajer", dunia.saat(hari, "16.00"))
    instrumen.refresh_from_db()
    perangkat.berlakukan_perangkat(manajer, perangkat=instrumen)
    path = folder_data() / "soal" / "junior-web-programmer.yaml"
    bank = soal.impor_soal(manajer, isi=path.read_bytes(), nama_berkas=path.name)
    soal.berlakukan_bank(manajer, bank=bank)


def _komite(dunia: Dunia, saat: datetime) -> None:
    ctx = dunia.sebagai("manajer", saat)
    for kunci in ("komite1", "komite2", "komite3", "komite4"):
        sdm.catat_kompetensi_komite(
            ctx,
            orang=dunia.orang[kunci],
            skema_kode=dunia.skema_ada.kode,
            dasar="Pengalaman industri dan pelatihan pengambil keputusan (peraga)",
            berlaku_dari=date(dunia.hari_ini.year - 1, 1, 1),
            berlaku_sampai=date(dunia.hari_ini.year + 1, 12, 31),
        )


def _tuk(dunia: Dunia, hari: int) -> None:
    admin = dunia.sebagai("admin", dunia.saat(hari, "10.00"))
    dunia.tuk = tuk_acts.daftarkan(
        admin,
        kode="TUK-01",
        nama="TUK SMK Peraga Nusantara",
        jenis="mandiri",
        pemilik="SMK Peraga Nusantara",
        penanggung_jawab="Kepala Laboratorium",
        alamat="Jalan Laboratorium Nomor 3",
        kota="Bandung",
        kapasitas=20,
        kontak=TELEPON,
    )
    verifikasi = tuk_acts.rencanakan_verifikasi(
        admin,
        tuk=dunia.tuk,
        skema=dunia.skema_ada,
        verifikator=dunia.orang["verifikator"],
        tanggal=dunia.saat(hari + 2).date(),
    )
    tuk_acts.tandatangani_spt(dunia.sebagai("direktur", dunia.saat(hari + 1)), verifikasi=verifikasi)
    ceklis = [{**row, "sesuai": True, "catatan": ""} for row in verifikasi.ceklis]
    tuk_acts.verifikasi(
        dunia.sebagai("verifikator", dunia.saat(hari + 2, "13.00")), verifikasi=verifikasi, ceklis=ceklis, sesuai=True
    )
    tuk_acts.tetapkan(
        dunia.sebagai("direktur", dunia.saat(hari + 3)),
        verifikasi=verifikasi,
        berlaku_dari=dunia.saat(hari + 3).date(),
        berlaku_sampai=dunia.saat(hari + 3 + 3 * 365).date(),
    )


def komite_dapat(dunia: Dunia) -> list[User]:
    """The demo's committee members who trained nobody."""
    return [dunia.orang[kunci] for kunci in ("komite1", "komite2", "komite3")]
