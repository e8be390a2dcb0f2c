"""Acts on skema: import a version, open it for application, withdraw it."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Max
from django.utils.text import slugify

from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.base.yaml_lines import BadFile, Row, plain
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import add_many, lock, note
from telusur.kernel.commands.registry import command
from telusur.lsp.administrasi.skema import importer, rules
from telusur.lsp.administrasi.skema.models import (
    AcuanLain,
    Biaya,
    Elemen,
    KelompokPekerjaan,
    Kuk,
    Persyaratan,
    PersyaratanTeknisTuk,
    Skema,
    UnitKompetensi,
)
from telusur.lsp.administrasi.skema.states import JenisPersyaratan, StatusSkema
from telusur.lsp.roles import Role

SLUG_LONGEST = 70


@command(
    code="skema.impor",
    title="Mengimpor skema",
    roles=[Role.ADMIN_LSP, Role.MANAJER_SERTIFIKASI, Role.PENGELOLA_SISTEM, Role.SISTEM],
    permit=by_role_alone,
    clause="P508 10.4.4",
)
def impor(ctx: Context, *, isi: bytes, nama_berkas: str) -> Skema:
    """Load a skema file as a new draft version; all of it or nothing.

    Raises Invalid with ``fields["berkas"]`` = one sentence per mistake, each with its line, or if the content is already there.
    """
    source = _read(isi, nama_berkas)
    digest = importer.digest(source)
    _refuse_twin(source, digest)
    skema = _header(ctx, source, digest, nama_berkas)
    _standards(skema, source)
    _units(skema, source)
    _requirements(skema, source)
    _fees(skema, source)
    note(kode=skema.kode, versi=skema.versi, digest=digest, berkas=nama_berkas[:200])
    return skema


def _read(isi: bytes, nama_berkas: str) -> Row:
    try:
        return importer.parse(isi)
    except BadFile as bad:
        sentences = bad.sentences()
        more = f" (dan {len(bad.mistakes) - 1} kesalahan lain)" if len(bad.mistakes) > 1 else ""
        raise Invalid(
            f"Berkas {nama_berkas[:80]} tidak dimuat, {sentences[0]}{more} Perbaiki berkasnya, lalu impor lagi.",
            {"berkas": sentences},
        ) from None


def _refuse_twin(source: Row, digest: str) -> None:
    alive = [StatusSkema.DRAF, StatusSkema.BERLAKU]
    twin = Skema.objects.filter(kode=source["kode"], digest=digest, status__in=alive).first()
    if twin is not None:
        state = twin.get_status_display().lower()
        sentence = (
            f"Isi berkas sama persis dengan {twin.nama} versi {twin.versi} ({state}). Tidak ada yang perlu dimuat."
        )
        raise Invalid(sentence, {"berkas": [sentence]})


def _header(ctx: Context, source: Row, digest: str, nama_berkas: str) -> Skema:
    latest = Skema.objects.filter(kode=source["kode"]).aggregate(Max("versi"))["versi__max"] or 0
    skema = Skema(versi=latest + 1, slug=_slug(source), digest=digest, berkas=nama_berkas[:200], diimpor_pada=ctx.at)
    same = (
        "kode", "nama_id", "nama_en", "terjemahan", "jenis", "jenjang", "area_kerja_id", "area_kerja_en",
        "masa_berlaku_bulan", "bukti_wajib_untuk_k", "ambang_pilihan_ganda", "waktu_pilihan_ganda_menit",
        "tatap_muka", "jarak_jauh", "sumber",
    )  # fmt: skip
    for name in same:
        setattr(skema, name, source[name])
    for group in ("sektor", "kbli", "kbji"):
        for name in ("kode", "nama", "perlu_dicek"):
            setattr(skema, f"{group}_{name}", source[group][name])
    for name in ("judul", "nomor", "tahun", "perlu_dicek"):
        setattr(skema, f"acuan_{name}", source["acuan"][name])
    skema.edisi = source["edisi_formulir"]
    skema.catatan = plain(source["catatan"])
    skema.save()
    return skema


def _slug(source: Row) -> str:
    """The address of the skema's page; all versions share it, two skema never do."""
    earlier = Skema.objects.filter(kode=source["kode"]).first()
    if earlier is not None:
        return earlier.slug
    wanted = slugify(source["nama_id"])[:SLUG_LONGEST] or "skema"
    taken = set(Skema.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    free = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in free if slug not in taken)


def _standards(skema: Skema, source: Row) -> None:
    rows = [
        AcuanLain(
            skema=skema,
            urut=number,
            judul=row["judul"],
            nomor=row["nomor"],
            tahun=row["tahun"],
            berlaku_untuk=plain(row["berlaku_untuk"]),
            perlu_dicek=row["perlu_dicek"],
        )
        for number, row in enumerate(source["acuan_lain"], 1)
    ]
    add_many(rows)


def _units(skema: Skema, source: Row) -> None:
    groups: list[KelompokPekerjaan] = []
    units: list[UnitKompetensi] = []
    parts: list[Elemen] = []
    criteria: list[Kuk] = []
    for row in source["kelompok_pekerjaan"]:
        group = KelompokPekerjaan(skema=skema, urut=len(groups) + 1, nama=row["nama"], perlu_dicek=row["perlu_dicek"])
        groups.append(group)
        for unit_row in row["unit"]:
            unit = _unit(skema, group, len(units) + 1, unit_row)
            units.append(unit)
            for part_row in unit_row["elemen"]:
                part = Elemen(unit=unit, no=part_row["no"], judul=part_row["judul"])
                parts.append(part)
                criteria += [
                    Kuk(elemen=part, urut=number, no=kuk["no"], teks=kuk["teks"])
                    for number, kuk in enumerate(part_row["kuk"], 1)
                ]
    add_many(groups)
    add_many(units)
    add_many(parts)
    add_many(criteria)
    note(unit=len(units), elemen=len(parts), kuk=len(criteria))


def _unit(skema: Skema, group: KelompokPekerjaan, number: int, row: Row) -> UnitKompetensi:
    return UnitKompetensi(
        skema=skema,
        kelompok=group,
        urut=number,
        kode=row["kode"],
        judul_id=row["judul_id"],
        judul_en=row["judul_en"],
        terjemahan=row["terjemahan"],
    )


def _requirements(skema: Skema, source: Row) -> None:
    kinds = (
        (JenisPersyaratan.DASAR, "persyaratan_dasar"),
        (JenisPersyaratan.ADMINISTRATIF, "persyaratan_administratif"),
    )
    every = [(kind, row) for kind, key in kinds for row in source[key]]
    rows = [
        Persyaratan(
            skema=skema,
            jenis=kind,
            urut=number,
            uraian=row["uraian"],
            wajib=row["wajib"],
            grup=row["alternatif_grup"],
            macam=row["macam"],
            jenis_berkas=plain(row["berkas"]),
            ukuran_maks_mb=row["ukuran_maks_mb"],
            perlu_dicek=row["perlu_dicek"],
        )
        for number, (kind, row) in enumerate(every, 1)
    ]
    add_many(rows)
    tuk = [
        PersyaratanTeknisTuk(
            skema=skema,
            urut=number,
            perlengkapan=row["perlengkapan"],
            spesifikasi=row["spesifikasi"],
            jumlah=row["jumlah"],
            contoh=row["contoh"],
        )
        for number, row in enumerate(source["persyaratan_teknis_tuk"], 1)
    ]
    add_many(tuk)


def _fees(skema: Skema, source: Row) -> None:
    charged = _charged(source)
    rows = [
        Biaya(
            skema=skema,
            urut=number,
            nama=row["nama"],
            jumlah=row["jumlah_rupiah"],
            dikenakan=number in charged,
            contoh=row["contoh"],
            perlu_dicek=row["perlu_dicek"],
        )
        for number, row in enumerate(source["biaya"], 1)
    ]
    add_many(rows)


def _charged(source: Row) -> set[int]:
    """Which fees the invoice of an application has: those the file marks; else those the settings name; else the first."""
    fees = list(enumerate(source["biaya"], 1))
    marked = {number for number, row in fees if row["dikenakan"]}
    unsaid = [(number, row["nama"].lower()) for number, row in fees if row["dikenakan"] is None]
    named = {number for number, name in unsaid if any(word in name for word in settings.BIAYA_PERMOHONAN)}
    return marked or named or {1}


@command(
    code="skema.berlakukan",
    title="Memberlakukan skema",
    roles=[Role.MANAJER_SERTIFIKASI, Role.PENGELOLA_SISTEM, Role.SISTEM],
    permit=rules.lengkap,
    subject="skema",
    sources={StatusSkema.DRAF},
    clause="P508 10.4.4",
)
def berlakukan(ctx: Context, *, skema: Skema) -> None:
    """Open a version for application; the version in force until now is withdrawn. Raises NotPermitted if incomplete."""
    earlier = Skema.objects.filter(kode=skema.kode, status=StatusSkema.BERLAKU).first()
    if earlier is not None:
        _withdraw(ctx, lock(earlier), f"Digantikan versi {skema.versi}.")
        note(menggantikan=earlier.versi)
    skema.status = StatusSkema.BERLAKU
    skema.berlaku_sejak = ctx.today
    skema.save()
    note(kode=skema.kode, versi=skema.versi)


@command(
    code="skema.tarik",
    title="Menarik skema",
    roles=[Role.MANAJER_SERTIFIKASI, Role.PENGELOLA_SISTEM],
    permit=by_role_alone,
    subject="skema",
    sources={StatusSkema.DRAF, StatusSkema.BERLAKU},
    clause="P508 10.4.4",
)
def tarik(ctx: Context, *, skema: Skema, alasan: str) -> None:
    """Take a version out of use: no new applications; cases that began with it go on. Raises Invalid without a reason."""
    if not alasan.strip():
        raise Invalid("Alasan penarikan belum diisi.", {"alasan": ["Tulis alasan penarikan."]})
    _withdraw(ctx, skema, alasan.strip()[:300])
    note(kode=skema.kode, versi=skema.versi, alasan=skema.alasan_ditarik)


def _withdraw(ctx: Context, skema: Skema, reason: str) -> None:
    skema.status = StatusSkema.DITARIK
    skema.ditarik_pada = ctx.today
    skema.alasan_ditarik = reason
    skema.save()
