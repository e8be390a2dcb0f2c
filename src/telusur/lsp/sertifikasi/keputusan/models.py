"""Committees, their votes, the plenary and the decisions (SOP 4.1 to 4.3, P508 9.4)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.asesmen.queries import asesmen_dilaporkan
from telusur.lsp.sertifikasi.keputusan.states import (
    DITUNJUK,
    Jabatan,
    JenisKeputusan,
    ModaPleno,
    StatusKomite,
    Suara,
)


class Komite(GuardedModel):
    """A komite teknis for the reported cases of one schedule.

    ``hasil`` is the list of the minutes, fixed when they are drawn up: ``[{permohonan, nama, hasil, alasan}]``; the SK repeats
    exactly this list.
    """

    audit_hidden = frozenset({"hasil"})

    jadwal = models.ForeignKey("jadwal.Jadwal", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=14, choices=StatusKomite, default=StatusKomite.DRAF)
    sk = models.ForeignKey("umum.Naskah", on_delete=models.PROTECT, null=True, related_name="+")
    sk_keputusan = models.ForeignKey("umum.Naskah", on_delete=models.PROTECT, null=True, related_name="+")
    moda = models.CharField(max_length=8, choices=ModaPleno, blank=True)
    pleno_tanggal = models.DateField(null=True)
    pleno_tempat = models.CharField("tempat atau tautan", max_length=250, blank=True)
    pleno_dibuka_pada = models.DateTimeField(null=True)
    nomor_ba = models.CharField("nomor berita acara", max_length=120, blank=True)
    berita_acara = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    hasil = models.JSONField(default=list)
    dibuat_pada = models.DateTimeField()
    diputuskan_pada = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jadwal"], condition=~Q(status="dibatalkan"), name="keputusan_satu_komite"),
        ]
        indexes = [models.Index(fields=["-dibuat_pada"], name="keputusan_terbaru")]

    def __str__(self) -> str:
        return f"komite teknis {self.jadwal.nomor}"

    @property
    def ditunjuk(self) -> bool:
        """Whether its SK is signed: from then on members, and only they, open the files."""
        return self.status in DITUNJUK

    def work_items(self) -> list[Work]:
        """Who must act on the committee's task now."""
        if self.status in (StatusKomite.DRAF, StatusKomite.MENUNGGU_SK):
            code, title = (
                ("keputusan.sk_komite", "Tandatangani SK Komite Teknis")
                if self.status == StatusKomite.DRAF
                else ("keputusan.sk", "Tandatangani SK keputusan")
            )
            days = setelan("tenggat.tanda_tangan")
            return [Work(code, title, self.judul, "Tandatangani", self.alamat, role=Role.DIREKTUR, days=days)]
        if self.status == StatusKomite.BERTUGAS:
            return self._verifikasi()
        if self.status == StatusKomite.PLENO:
            return self._tugas(
                "keputusan.pleno", "Hadiri pleno dan susun berita acara", "Buka pleno", self.anggota.all()
            )
        if self.status == StatusKomite.BERITA_ACARA:
            belum = self.anggota.filter(tanda_tangan_pada__isnull=True)
            return self._tugas("keputusan.ba", "Tandatangani berita acara pleno", "Tandatangani", belum)
        return []

    @property
    def alamat(self) -> str:
        """Its page."""
        return f"/keputusan/{self.pk}/"

    @property
    def judul(self) -> str:
        """How lists name it."""
        return f"{self.jadwal.skema.nama_id} · {self.jadwal.nomor}"

    def _verifikasi(self) -> list[Work]:
        """Members with votes to give; when none is left, the ketua opens the plenary."""
        kasus = {row.permohonan_id for row in asesmen_dilaporkan(self.jadwal)}
        anggota = list(self.anggota.prefetch_related("verifikasi"))
        belum = [row for row in anggota if kasus - {v.permohonan_id for v in row.verifikasi.all()}]
        if belum:
            return self._tugas("keputusan.verifikasi", "Verifikasi berkas dan beri suara", "Verifikasi", belum)
        ketua = [row for row in anggota if row.jabatan == Jabatan.KETUA]
        return self._tugas("keputusan.buka_pleno", "Buka pleno komite teknis", "Buka pleno", ketua)

    def _tugas(self, code: str, title: str, act: str, anggota: Iterable[Anggota]) -> list[Work]:
        days = setelan("tenggat.pleno")
        return [Work(code, title, self.judul, act, self.alamat, person_id=row.orang_id, days=days) for row in anggota]


class Anggota(GuardedModel):
    """A member, with attendance at the plenary and signature under its minutes."""

    komite = models.ForeignKey(Komite, on_delete=models.PROTECT, related_name="anggota")
    orang = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    jabatan = models.CharField(max_length=8, choices=Jabatan, default=Jabatan.ANGGOTA)
    hadir_pada = models.DateTimeField(null=True)
    tanda_tangan_pada = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["komite", "orang"], name="keputusan_anggota_sekali")]

    def __str__(self) -> str:
        return f"{self.orang} ({self.get_jabatan_display()})"


class Verifikasi(GuardedModel):
    """A member's verification of one asesi's records and their vote. ``butir``: the points ticked."""

    anggota = models.ForeignKey(Anggota, on_delete=models.PROTECT, related_name="verifikasi")
    permohonan = models.ForeignKey("aplikasi.Permohonan", on_delete=models.PROTECT, related_name="+")
    butir = models.JSONField(default=list)
    suara = models.CharField(max_length=8, choices=Suara)
    alasan = models.TextField(blank=True)
    pada = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["anggota", "permohonan"], name="keputusan_satu_suara")]

    def __str__(self) -> str:
        return f"suara {self.anggota.orang} atas {self.permohonan}"


class Keputusan(GuardedModel):
    """A decision of one of the seven kinds, with maker, basis, date and SK (P508 9.4.3). Never changed, only followed."""

    permohonan = models.ForeignKey("aplikasi.Permohonan", on_delete=models.PROTECT, related_name="+")
    sertifikat_id = models.UUIDField(null=True)
    jenis = models.CharField(max_length=14, choices=JenisKeputusan)
    hasil = models.CharField(max_length=2, blank=True)
    dasar = models.TextField()
    tanggal = models.DateField()
    nomor_sk = models.CharField(max_length=120)
    sk = models.ForeignKey("umum.Naskah", on_delete=models.PROTECT, null=True, related_name="+")
    pembuat = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    skema_kode = models.CharField(max_length=80)
    pada = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["permohonan", "-pada"], name="keputusan_kasus"),
            models.Index(fields=["skema_kode", "hasil", "tanggal"], name="keputusan_hasil"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor_sk}"
