"""Final schedules, the asesi on them, invitations and attendance (SOP 2.8, 3.1, 3.2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from telusur.kernel.base.clock import short_date
from telusur.kernel.base.fields import KeyField
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.work import Work
from telusur.lsp.administrasi.tuk.models import WaktuTuk
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung
from telusur.lsp.roles import Role
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran, StatusJadwal


class Jadwal(WaktuTuk, GuardedModel):
    """A plan that became final: every condition of every asesi was met on the day it was set.

    ``kesiapan`` holds the readiness checklist as ticked by the asesor: ``{kode: {"oleh", "pada"}}``.
    """

    nomor = models.CharField(max_length=60, unique=True)
    nomor_kunci = KeyField(of="nomor")
    rencana = models.ForeignKey("praasesmen.Rencana", on_delete=models.PROTECT, related_name="+")
    skema = models.ForeignKey("skema.Skema", on_delete=models.PROTECT, related_name="+")
    skema_kode = models.CharField(max_length=80)
    asesor = models.ForeignKey("asesor.Asesor", on_delete=models.PROTECT, related_name="+")
    tuk = models.ForeignKey("tuk.Tuk", on_delete=models.PROTECT, related_name="+")
    tanggal = models.DateField()
    jam_mulai = models.TimeField()
    jam_selesai = models.TimeField()
    status = models.CharField(max_length=14, choices=StatusJadwal, default=StatusJadwal.DITETAPKAN)
    bnsp_nomor = models.CharField("nomor pencatatan BNSP", max_length=80, blank=True)
    bnsp_tanggal = models.DateField(null=True)
    kesiapan = models.JSONField(default=dict)
    undangan_asesor = models.CharField(max_length=120, blank=True)
    undangan_dokumen = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    asesor_hadir_pada = models.DateTimeField(null=True)
    daftar_hadir = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    ditetapkan_pada = models.DateTimeField()
    dibuka_pada = models.DateTimeField(null=True)
    alasan = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rencana"], condition=~Q(status="dibatalkan"), name="jadwal_satu_per_rencana"
            ),
        ]
        indexes = [models.Index(fields=["tanggal", "status"], name="jadwal_tanggal")]

    def __str__(self) -> str:
        return self.nomor

    def work_items(self) -> list[Work]:
        """Who must act on the schedule now."""
        url = f"/jadwal/{self.pk}/"
        detail = f"{self.skema.nama_id} · {self.tuk} · {short_date(self.tanggal)} · {self.nomor}"
        if self.status == StatusJadwal.DITETAPKAN:
            judul, kata = ("Pantau pencatatan jadwal di BNSP", "Lihat")
            if not bnsp_tersambung():
                judul, kata = ("Catat nomor jadwal BNSP", "Catat")
            items = [
                Work(
                    "jadwal.bnsp",
                    judul,
                    detail,
                    kata,
                    url,
                    role=Role.ADMIN_LSP,
                    due_at=self.mulai,
                )
            ]
            if not self.undangan_asesor:
                items.append(
                    Work(
                        "jadwal.undangan",
                        "Kirim undangan uji kompetensi",
                        detail,
                        "Kirim",
                        url,
                        role=Role.ADMIN_LSP,
                        days=1,
                    )
                )
            return items
        asesor = self.asesor.orang_id
        if self.status == StatusJadwal.TERDAFTAR:
            return [
                Work(
                    "jadwal.sesi",
                    "Siapkan dan buka sesi asesmen",
                    detail,
                    "Siapkan",
                    url,
                    person_id=asesor,
                    due_at=self.mulai,
                )
            ]
        if self.status == StatusJadwal.BERLANGSUNG:
            days = setelan("tenggat.laporan_asesmen")
            sesi = f"/asesmen/{self.pk}/"
            judul = "Laksanakan dan laporkan asesmen"
            items = [Work("jadwal.asesmen", judul, detail, "Buka sesi", sesi, person_id=asesor, days=days)]
            return [*items, *self._tugas_hadir(detail, url)]
        return []

    def _tugas_hadir(self, detail: str, url: str) -> list[Work]:
        """Each asesi who has not signed the attendance list yet (SOP 3.2)."""
        belum = self.peserta.filter(aktif=True, kehadiran=Kehadiran.BELUM)
        return [
            Work(
                "jadwal.hadir",
                "Tandatangani daftar hadir",
                detail,
                "Tandatangani",
                url,
                person_id=orang,
                due_at=self.selesai,
            )
            for orang in belum.values_list("permohonan__pemohon_id", flat=True)
        ]


class Peserta(GuardedModel):
    """An asesi on a schedule, with invitation and attendance."""

    jadwal = models.ForeignKey(Jadwal, on_delete=models.PROTECT, related_name="peserta")
    permohonan = models.ForeignKey("aplikasi.Permohonan", on_delete=models.PROTECT, related_name="+")
    undangan = models.CharField("nomor undangan", max_length=120, blank=True)
    undangan_dokumen = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    kehadiran = models.CharField(max_length=12, choices=Kehadiran, default=Kehadiran.BELUM)
    hadir_pada = models.DateTimeField(null=True)
    aktif = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["permohonan"], condition=Q(aktif=True), name="jadwal_satu_per_kasus"),
        ]

    def __str__(self) -> str:
        return f"{self.permohonan} pada {self.jadwal}"
