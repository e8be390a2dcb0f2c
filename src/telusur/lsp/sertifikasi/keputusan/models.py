"""Committees, their votes, the plenary and the decisions (SOP 4.1 to 4.3, P508 9.4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.keputusan.states import Jabatan, JenisKeputusan, ModaPleno, StatusKomite, Suara


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

    def __str__(self) -> str:
        return f"komite teknis {self.jadwal.nomor}"

    def work_items(self) -> list[Work]:
        """Who must act on the committee's task now."""
        url, detail = f"/keputusan/{self.pk}/", f"{self.jadwal.skema.nama_id} · {self.jadwal.nomor}"
        tanda_tangan, pleno = setelan("tenggat.tanda_tangan"), setelan("tenggat.pleno")
        if self.status == StatusKomite.DRAF:
            return [
                Work(
                    "keputusan.sk_komite", "Tandatangani SK Komite Teknis", detail, "Tandatangani", url,
                    role=Role.DIREKTUR, days=tanda_tangan,
                )
            ]  # fmt: skip
        if self.status == StatusKomite.MENUNGGU_SK:
            return [
                Work(
                    "keputusan.sk", "Tandatangani SK keputusan", detail, "Tandatangani", url,
                    role=Role.DIREKTUR, days=tanda_tangan,
                )
            ]  # fmt: skip
        titles = {
            StatusKomite.BERTUGAS: ("keputusan.verifikasi", "Verifikasi berkas dan beri suara", "Verifikasi"),
            StatusKomite.PLENO: ("keputusan.pleno", "Hadiri pleno dan susun berita acara", "Buka pleno"),
            StatusKomite.BERITA_ACARA: ("keputusan.ba", "Tandatangani berita acara pleno", "Tandatangani"),
        }
        if self.status not in titles:
            return []
        code, title, act = titles[StatusKomite(self.status)]
        return [
            Work(code, title, detail, act, url, person_id=anggota.orang_id, days=pleno)
            for anggota in self.anggota.all()
            if self.status != StatusKomite.BERITA_ACARA or anggota.tanda_tangan_pada is None
        ]


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
