"""The way of a case, step by step, each step a command of the person whose act it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from telusur.kernel.forms import commands as forms
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.queries import for_subject, record
from telusur.lsp.administrasi.keuangan import commands as keuangan
from telusur.lsp.administrasi.keuangan.queries import tagihan_perkara
from telusur.lsp.peraga import berkas, isian
from telusur.lsp.peraga.dunia import Dunia
from telusur.lsp.peraga.orang import CalonAsesi
from telusur.lsp.sertifikasi.aplikasi import commands as aplikasi
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.asesmen import commands as asesmen
from telusur.lsp.sertifikasi.asesmen.rules import AK02, AK03, AK05
from telusur.lsp.sertifikasi.jadwal import commands as jadwal_acts
from telusur.lsp.sertifikasi.jadwal.models import Jadwal, Peserta
from telusur.lsp.sertifikasi.jadwal.rules import butir_kesiapan
from telusur.lsp.sertifikasi.keputusan import commands as keputusan
from telusur.lsp.sertifikasi.keputusan.models import Komite
from telusur.lsp.sertifikasi.keputusan.rules import BUTIR_VERIFIKASI
from telusur.lsp.sertifikasi.praasesmen import commands as praasesmen
from telusur.lsp.sertifikasi.praasesmen.models import Rencana
from telusur.lsp.sertifikasi.sertifikat import commands as sertifikat_acts
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko, Sertifikat
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR
from telusur.lsp.sertifikasi.ujian import commands as ujian_acts
from telusur.lsp.sertifikasi.ujian.peraga import jawaban_benar
from telusur.lsp.sertifikasi.ujian.queries import ujian_kasus

# Before the demo's two systems know each other, BNSP's answers come by letter.
BELUM_TERSAMBUNG = "Sistem BNSP belum tersambung; jawabannya datang lewat surat (peraga)."


@dataclass
class Kasus:
    """One applicant of the demo and their case."""

    dunia: Dunia
    orang: CalonAsesi
    nomor: int
    permohonan: Permohonan | None = None

    @property
    def ada(self) -> Permohonan:
        """The application, fresh from the database."""
        assert self.permohonan is not None
        return Permohonan.objects.select_related("skema", "pemohon").get(pk=self.permohonan.pk)

    def rekaman(self, code: str) -> Rekaman:
        """The form of this case that is in force."""
        found = record(self.ada.pk, code)
        assert found is not None, f"{code} of {self.orang.nama} is not open"
        return found

    def daftar(self, saat: datetime) -> None:
        """Register, and begin an application."""
        self.dunia.daftarkan_asesi(self.orang, saat)
        self.permohonan = aplikasi.mulai(self.dunia.sebagai(self.orang.kunci, saat), skema=self.dunia.skema_ada)

    def ajukan(self, saat: datetime, *, bk: int = 0) -> None:
        """Fill and sign FR.APL.01 and FR.APL.02."""
        ctx, apl01 = self.dunia.sebagai(self.orang.kunci, saat), self.rekaman("FR.APL.01")
        foto = forms.unggah(ctx, rekaman=apl01, path="identitas/foto", upload=berkas.pas_foto(self.nomor))
        bukti: dict[str, str] = {}
        for row in self._yang_dipenuhi(apl01):
            file = forms.unggah(
                ctx,
                rekaman=apl01,
                path=f"persyaratan/{row['id']}/berkas",
                upload=berkas.dokumen(row["uraian"][:80], self.orang.nama),
            )
            bukti[row["id"]] = str(file.pk)
        user = self.dunia.orang[self.orang.kunci]
        isi = isian.apl01_asesi(apl01, self.orang, str(foto.pk), bukti, user.phone, user.email)
        forms.ajukan(ctx, rekaman=apl01, isi=isi)
        apl02 = self.rekaman("FR.APL.02")
        file = forms.unggah(
            ctx,
            rekaman=apl02,
            path=f"elemen/{apl02.content().rows('elemen')[0].key}/bukti",
            upload=berkas.dokumen("Laporan praktik kerja pengembangan web", self.orang.nama),
        )
        forms.ajukan(ctx, rekaman=apl02, isi=isian.apl02_asesi(apl02, [str(file.pk), *bukti.values()], bk))

    def _yang_dipenuhi(self, apl01: Rekaman) -> list[dict[str, str]]:
        """One of each group of alternatives, and every required row of its own; the photo serves its own row."""
        groups: set[str] = set()
        chosen = []
        for row in apl01.sumber["skema"]["persyaratan"]:
            grup = row.get("grup") or ""
            if row.get("macam") == "pas_foto" or not row["wajib"] or (grup and grup in groups):
                continue
            groups.add(grup)
            chosen.append(row)
        return chosen

    def kaji(self, saat: datetime) -> None:
        """Admin LSP reviews feasibility."""
        aplikasi.kaji_kelayakan(
            self.dunia.sebagai("admin", saat),
            permohonan=self.ada,
            layak=True,
            alasan="Instrumen tervalidasi tersedia dan TUK memenuhi persyaratan teknis.",
        )

    def terima(self, saat: datetime) -> None:
        """Admin LSP checks every requirement and admits."""
        self.dunia.isi_giliran(self.rekaman("FR.APL.01"), "admin", saat)

    def bayar(self, saat: datetime) -> None:
        """The applicant uploads a payment proof."""
        tagihan = tagihan_perkara(self.ada.pk)
        assert tagihan is not None
        keuangan.bayar(
            self.dunia.sebagai(self.orang.kunci, saat),
            tagihan=tagihan,
            upload=berkas.dokumen(f"Bukti transfer {tagihan.nomor}", self.orang.nama),
        )

    def lunaskan(self, saat: datetime) -> None:
        """Admin LSP confirms the payment."""
        tagihan = tagihan_perkara(self.ada.pk)
        assert tagihan is not None
        keuangan.sahkan_bukti(self.dunia.sebagai("admin", saat), tagihan=tagihan)

    def kaji_asesor(self, saat: datetime) -> None:
        """The asesor validates both applications and the plan of the case."""
        for code in ("FR.APL.01", "FR.APL.02", "FR.MAPA.01", "FR.MAPA.02"):
            self.dunia.isi_giliran(self.rekaman(code), "asesor", saat)

    def konsultasi(self, saat: datetime) -> None:
        """Consultation and agreement, signed by both."""
        for code in ("LSP.PRA", "FR.AK.01"):
            self.dunia.isi_giliran(self.rekaman(code), "asesor", saat)
            self.dunia.isi_giliran(self.rekaman(code), self.orang.kunci, saat)

    def hadir(self, saat: datetime) -> None:
        """The asesi signs the attendance list."""
        peserta = Peserta.objects.get(permohonan=self.ada, aktif=True)
        jadwal_acts.hadir(self.dunia.sebagai(self.orang.kunci, saat), peserta=peserta)

    def ujian(self, saat: datetime, *, salah: int = 0) -> None:
        """The asesi takes the multiple-choice exam; ``salah`` answers are wrong."""
        ctx, ujian = self.dunia.sebagai(self.orang.kunci, saat), ujian_kasus(self.ada.pk)
        assert ujian is not None
        ujian_acts.mulai(ctx, ujian=ujian)
        for soal_id, huruf in jawaban_benar(ujian, salah=salah).items():
            ujian_acts.jawab(ctx, ujian=ujian, soal_id=soal_id, jawaban=huruf)
        ujian_acts.selesaikan(ctx, ujian=ujian)

    def nilai(self, saat: datetime, *, bk_unit: str = "") -> None:
        """The asesor fills and both sign the instruments and FR.AK.02; the asesi gives feedback."""
        asesi = self.orang.kunci
        ia01 = self.rekaman("FR.IA.01")
        self.dunia.isi_giliran(ia01, "asesor", saat, **isian.ia01(ia01, bk_unit))
        self.dunia.isi_giliran(ia01, asesi, saat)
        ia05 = self.rekaman("FR.IA.05")
        self.dunia.isi_giliran(ia05, "asesor", saat)
        self.dunia.isi_giliran(ia05, asesi, saat)
        ak02 = self.rekaman(AK02)
        isi = isian.ak02_asesor(ak02, saat.date().isoformat(), bk_unit)
        self.dunia.isi_giliran(ak02, "asesor", saat, **isi)
        self.dunia.isi_giliran(ak02, asesi, saat)
        self.dunia.isi_giliran(self.rekaman(AK03), asesi, saat)

    @property
    def sertifikat(self) -> Sertifikat:
        """The certificate of the case."""
        return Sertifikat.objects.select_related("dummy", "dokumen", "blanko", "permohonan").get(permohonan=self.ada)

    def pernyataan(self, saat: datetime) -> None:
        """The holder signs the statement."""
        sertifikat_acts.tandatangani_pernyataan(self.dunia.sebagai(self.orang.kunci, saat), sertifikat=self.sertifikat)

    def serah_terima(self, saat: datetime) -> None:
        """Handover by Admin LSP, receipt by the holder."""
        sertifikat_acts.serahkan(self.dunia.sebagai("admin", saat), sertifikat=self.sertifikat, cara="Diambil sendiri")
        sertifikat_acts.terima(self.dunia.sebagai(self.orang.kunci, saat), sertifikat=self.sertifikat)


@dataclass
class Angkatan:
    """Asesi who are assessed together: plan, schedule, session, committee, certificates."""

    dunia: Dunia
    kasus: list[Kasus]
    rencana: Rencana | None = None
    jadwal: Jadwal | None = None
    komite: Komite | None = None
    blanko: PermohonanBlanko | None = None

    def susun(self, saat: datetime, uji: datetime) -> None:
        """Admin LSP plans the assessment for the day of ``uji`` and asks for the SPT."""
        ctx = self.dunia.sebagai("admin", saat)
        self.rencana = praasesmen.susun(
            ctx,
            skema=self.dunia.skema_ada,
            asesor=self.dunia.asesor["asesor"],
            tuk=self.dunia.tuk_ada,
            tanggal=uji.date(),
            jam_mulai=time(8, 0),
            jam_selesai=time(16, 0),
        )
        for kasus in self.kasus:
            praasesmen.tambah_peserta(ctx, rencana=self.rencana, permohonan=kasus.ada)
        praasesmen.ajukan_spt(ctx, rencana=self.rencana)

    def spt(self, saat: datetime) -> None:
        """The Direktur signs the SPT."""
        assert self.rencana is not None
        praasesmen.tandatangani_spt(self.dunia.sebagai("direktur", saat), rencana=self.rencana)

    def tetapkan(self, saat: datetime, bnsp: str) -> None:
        """The schedule becomes final, invitations go out, BNSP's number is recorded."""
        assert self.rencana is not None
        ctx = self.dunia.sebagai("admin", saat)
        self.jadwal = jadwal_acts.tetapkan(ctx, rencana=self.rencana)
        jadwal_acts.kirim_undangan(ctx, jadwal=self.jadwal)
        jadwal_acts.catat_bnsp(
            ctx,
            jadwal=self.jadwal,
            nomor=bnsp,
            tanggal=saat.date(),
            alasan=BELUM_TERSAMBUNG,
            bukti=berkas.dokumen(f"Pencatatan jadwal {self.jadwal.nomor} di BNSP", bnsp),
        )

    def buka_sesi(self, saat: datetime) -> None:
        """The asesor ticks readiness and opens the session."""
        assert self.jadwal is not None
        ctx = self.dunia.sebagai("asesor", saat)
        jadwal_acts.isi_kesiapan(ctx, jadwal=self.jadwal, butir=[kode for kode, _, _ in butir_kesiapan(self.jadwal)])
        asesmen.buka_sesi(ctx, jadwal=self.jadwal)

    def lapor(self, saat: datetime) -> None:
        """The asesor writes and signs FR.AK.05."""
        assert self.jadwal is not None
        ctx = self.dunia.sebagai("asesor", saat)
        asesmen.susun_laporan(ctx, jadwal=self.jadwal)
        self.dunia.isi_giliran(for_subject(self.jadwal, AK05)[0], "asesor", saat)
        self.jadwal.refresh_from_db()
        jadwal_acts.cetak_daftar_hadir(self.dunia.sebagai("admin", saat), jadwal=self.jadwal)

    def tunjuk_komite(self, saat: datetime) -> None:
        """The committee is proposed and appointed."""
        assert self.jadwal is not None
        orang = [self.dunia.orang[kunci] for kunci in ("komite1", "komite2", "komite3")]
        self.komite = keputusan.usulkan_komite(
            self.dunia.sebagai("manajer", saat), jadwal=self.jadwal, ketua=orang[0], anggota=orang[1:]
        )
        keputusan.tandatangani_sk_komite(self.dunia.sebagai("direktur", saat), komite=self.komite)

    def suara(self, kunci: str, saat: datetime, *, bk: frozenset[str] = frozenset()) -> None:
        """A member verifies every file and votes; BK for those whose key is in ``bk``."""
        assert self.komite is not None
        for kasus in self.kasus:
            keputusan.beri_suara(
                self.dunia.sebagai(kunci, saat),
                komite=self.komite,
                permohonan=kasus.ada,
                butir=list(BUTIR_VERIFIKASI),
                suara="BK" if kasus.orang.kunci in bk else "K",
            )

    def pleno(self, saat: datetime) -> None:
        """The plenary: attendance, minutes, signatures."""
        assert self.komite is not None
        anggota = ("komite1", "komite2", "komite3")
        keputusan.buka_pleno(
            self.dunia.sebagai("komite1", saat),
            komite=self.komite,
            moda="luring",
            tanggal=saat.date(),
            tempat="Ruang rapat LSP",
        )
        for kunci in anggota[1:]:
            keputusan.hadir_pleno(self.dunia.sebagai(kunci, saat), komite=self.komite)
        keputusan.susun_berita_acara(self.dunia.sebagai("komite1", saat), komite=self.komite)
        for kunci in anggota:
            keputusan.tandatangani_berita_acara(self.dunia.sebagai(kunci, saat), komite=self.komite)

    def putuskan(self, saat: datetime) -> None:
        """The Direktur signs the SK of the decision."""
        assert self.komite is not None
        keputusan.tandatangani_sk(self.dunia.sebagai("direktur", saat), komite=self.komite)

    def nomori(self, saat: datetime, blanko_pertama: int) -> None:
        """Blanks asked for and received, numbers given."""
        assert self.komite is not None
        ctx = self.dunia.sebagai("admin", saat)
        self.blanko = sertifikat_acts.ajukan_blanko(ctx, komite=self.komite)
        nomor = [f"{blanko_pertama + n:07d}" for n in range(self.blanko.jumlah)]
        sertifikat_acts.catat_blanko(
            ctx,
            permohonan_blanko=self.blanko,
            nomor=nomor,
            alasan=BELUM_TERSAMBUNG,
            bukti=berkas.dokumen(f"Alokasi blanko untuk {self.blanko.nomor}", f"{nomor[0]} sampai {nomor[-1]}"),
        )
        sertifikat_acts.beri_nomor(ctx, permohonan_blanko=self.blanko)

    def terbitkan(self, kasus: Kasus, saat: datetime) -> None:
        """The draft is checked and the certificate signed; the dummy PDF must exist by now."""
        sertifikat_acts.periksa_dummy(
            self.dunia.sebagai("manajer", saat), sertifikat=kasus.sertifikat, butir=list(SEPULUH_BUTIR)
        )
        sertifikat_acts.tandatangani(self.dunia.sebagai("direktur", saat), sertifikat=kasus.sertifikat)

    def cetak(self, kasus: Kasus, saat: datetime) -> None:
        """Printed on its blank; the final PDF must exist by now."""
        sertifikat_acts.cetak(self.dunia.sebagai("admin", saat), sertifikat=kasus.sertifikat)
