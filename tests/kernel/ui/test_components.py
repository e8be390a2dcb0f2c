"""The component tags: strict, escaped, in words, and quick."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.template import TemplateSyntaxError

from telusur.kernel.ui.components.gates import Syarat
from telusur.kernel.ui.components.state import Jejak, Tahap

pytestmark = pytest.mark.usefixtures("weekdays_only")
Draw = Callable[..., str]


@pytest.mark.parametrize(
    "source",
    [
        '{% lencana tone="ok" label="Lunas" warna="hijau" %}',
        '{% lencana "ok" "Lunas" %}',
        '{% tahapan langkah=x judul="Tahap" %}',
        '{% tombol url="/x/" label="Kirim" konfirmasi="Yakin?" %}',
        '{% catatan teks="x" %}',
    ],
)
def test_an_argument_that_a_component_does_not_know_is_an_error(draw: Draw, source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        draw(source, x=[])


def test_a_file_field_says_its_own_limit_and_is_marked_when_wrong(draw: Draw) -> None:
    class Borang(forms.Form):
        kecil = forms.FileField(widget=forms.ClearableFileInput(attrs={"data-maks": 2_000_000}))
        bebas = forms.FileField(required=False)

    form = Borang({}, {})
    small, free = draw("{% bidang form.kecil %}", form=form), draw("{% bidang form.bebas %}", form=form)
    assert 'data-unggah="2000000"' in small and "aria-invalid=true" in small
    assert 'data-unggah="10000000"' in free and "aria-invalid" not in free


def test_a_tone_that_does_not_exist_is_an_error(draw: Draw) -> None:
    with pytest.raises(ValueError, match="merah"):
        draw('{% lencana tone="merah" label="x" %}')


def test_text_of_people_is_escaped_in_every_component(draw: Draw) -> None:
    evil = '<img src=x onerror="alert(1)">'
    page = draw(
        "{% lencana tone='ok' label=e %}{% catatan judul=e isi=e %}{% kosong judul=e isi=e %}"
        "{% rekaman judul=e kode=e meta=e %}"
        "{% fakta baris=f %}{% jejak baris=j %}{% tahapan langkah=t %}{% gerbang judul=e syarat=s url=e %}"
        "{% tanda_tangan penanda=e sebagai=e keterangan=e url=e pernyataan=e %}{% tombol url=e label=e alasan=e %}"
        "{% tugas judul=e url=e act=e rincian=e kode=e pilih=e %}{% pilihan nama=e legenda=e %}",
        e=evil,
        f=[(evil, evil, evil)],
        j=[Jejak(evil, evil, alasan=evil, tautan=evil, kata_tautan=evil, rincian=(evil,))],
        t=[Tahap(evil, "kini", evil)],
        s=[Syarat(False, evil, evil, evil, evil)],
    )
    assert "<img" not in page
    assert page.count("&lt;img") > 20


@pytest.mark.parametrize(
    ("hours", "words", "tone"),
    [
        (4, "hari ini 14.42", "wait"),
        (-1, "lewat sejak 09.42", "late"),
        (-24 * 2, "lewat 2 hari kerja", "late"),
        (24 * 3, "1 hari kerja lagi", "wait"),  # Friday to Monday
        (24 * 5, "Rab 25 Nov", "mute"),
        (24 * 60, "Sel 19 Jan 2027", "mute"),
    ],
)
def test_a_deadline_is_said_in_working_days(draw: Draw, now: datetime, hours: int, words: str, tone: str) -> None:
    chip = draw("{% tenggat d now=now %}", d=now + timedelta(hours=hours), now=now)
    assert f">{words}<" in chip
    assert f"tone-{tone}" in chip


def test_working_days_left_can_be_counted_also_when_they_are_many(draw: Draw, now: datetime) -> None:
    assert "3 hari kerja lagi" in draw("{% tenggat d now=now sisa=True %}", d=now + timedelta(days=5), now=now)


def test_no_deadline_draws_nothing(draw: Draw) -> None:
    assert draw("{% tenggat d %}", d=None) == ""


def test_the_stepper_says_on_a_phone_which_stage_of_how_many(draw: Draw) -> None:
    steps = [Tahap("Permohonan", "lewat", "12 Nov"), Tahap("Pra-asesmen", "kini"), Tahap("Jadwal")]
    page = draw("{% tahapan langkah=t %}", t=steps)
    assert "Tahap 2 dari 3: <strong>Pra-asesmen</strong>" in page
    assert page.count('aria-current="step"') == 1


def test_a_locked_button_says_why_and_cannot_be_sent(draw: Draw) -> None:
    page = draw("{% tombol url='/x/' label='Tetapkan' alasan=why %}", why="Anda melatih asesi ini (P508 9.4.4).")
    assert "Anda melatih asesi ini (P508 9.4.4)." in page
    assert 'aria-disabled="true" aria-describedby="sebab-1"' in page
    assert "<form" not in page


def test_a_button_posts_with_its_token_and_its_facts(draw: Draw, request_of: Callable[..., Any]) -> None:
    page = draw("{% tombol url='/terima/' label='Terima' isian=v %}", request_of(), v={"versi": 3})
    assert '<form class="tl-tindak" method="post" action="/terima/"' in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert '<input type="hidden" name="versi" value="3">' in page


def test_a_dangerous_act_asks_for_a_reason_also_without_script(draw: Draw, request_of: Callable[..., Any]) -> None:
    page = draw("{% tombol url='/batal/' label='Batalkan' minta_alasan='Alasan untuk pemohon' %}", request_of())
    assert page.startswith("<details")
    assert 'name="alasan"' in page
    assert "required" in page


def test_the_gate_counts_what_is_missing_and_offers_the_cure(draw: Draw) -> None:
    rows = [
        Syarat(True, "Tagihan lunas"),
        Syarat(False, "FR.AK.01 belum ditandatangani.", "SOP 2.5", "Ingatkan", "/ingat/"),
    ]
    page = draw("{% gerbang judul='Jadwalkan asesmen' syarat=s url='/jadwal/' %}", s=rows)
    assert "1 dari 2 syarat belum terpenuhi" in page
    assert 'href="/ingat/"' in page
    assert 'action="/jadwal/"' not in page
    assert page.index("FR.AK.01") < page.index("Tagihan lunas")


def test_the_gate_opens_when_all_conditions_hold(draw: Draw, request_of: Callable[..., Any]) -> None:
    page = draw(
        "{% gerbang judul='Jadwalkan' syarat=s url='/jadwal/' %}", request_of(), s=[Syarat(True, "Tagihan lunas")]
    )
    assert 'action="/jadwal/"' in page


def test_the_signature_box_asks_for_the_password_only_when_the_proof_is_stale(
    draw: Draw, request_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("telusur.kernel.ui.components.signing._second_factor_url", lambda request: "")
    box = "{% tanda_tangan penanda='Citra' sebagai='Anda' url='/ttd/' pernyataan='Saya menyatakan benar.' %}"
    assert 'name="sandi"' not in draw(box, request_of(proven=True))
    assert 'name="sandi"' in draw(box, request_of(proven=False))


def test_a_field_is_tied_to_its_hint_and_its_error(draw: Draw) -> None:
    class Sample(forms.Form):
        nama = forms.CharField(label="Nama lengkap", help_text="Seperti pada KTP.")

    page = draw("{% bidang f.nama %}{% ringkasan_salah f %}", f=Sample({"nama": ""}))
    assert 'aria-describedby="id_nama-hint id_nama-salah"' in page
    assert 'id="id_nama-hint"' in page
    assert 'id="id_nama-salah"' in page
    assert "Isian ini belum diisi." in page
    assert 'href="#id_nama"' in page


def test_filters_keep_the_rest_of_the_address_and_start_paging_again(
    draw: Draw, request_of: Callable[..., Any]
) -> None:
    from telusur.kernel.ui.components.lists import Pil

    page = draw(
        "{% pil nama='t' pilihan=p %}",
        request_of("/?q=galih&hal=3&t=lewat"),
        p=[Pil("lewat", "Lewat"), Pil("", "Semua")],
    )
    assert 'href="?q=galih&amp;t=lewat" aria-current="true"' in page
    assert 'href="?q=galih"' in page


def test_a_sorted_column_turns_round(draw: Draw, request_of: Callable[..., Any]) -> None:
    page = draw("{% urut kolom='nama' label='Nama' %}", request_of("/?urut=nama"))
    assert 'aria-sort="ascending"' in page
    assert 'href="?urut=-nama"' in page


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ d|tanggal }}", "20 November 2026"),
        ("{{ d|hari_tanggal }}", "Jumat, 20 November 2026"),
        ("{{ d|waktu }}", "Jum 20 Nov 2026 10.42 WIB"),
        ("{{ d|jam }}", "10.42 WIB"),
        ("{{ 850000|rupiah }}", "Rp850.000"),
        ("{{ 1250|ribuan }}", "1.250"),
        ("{{ 240000|ukuran }}", "240 kB"),
        ("{{ 6200000|ukuran }}", "6,2 MB"),
        ("{{ kosong|rupiah }}{{ kosong|tanggal }}", ""),
    ],
)
def test_dates_and_amounts_are_written_the_indonesian_way(draw: Draw, source: str, words: str) -> None:
    assert draw(source, d=datetime(2026, 11, 20, 3, 42, tzinfo=UTC), kosong=None) == words


def test_a_case_page_full_of_components_is_drawn_in_a_few_milliseconds(draw: Draw, now: datetime) -> None:
    from django.template import engines

    template = engines["django"].from_string(
        "{% for n in rows %}{% rekaman kode='FR.APL.01' judul='Permohonan' url='/x/' meta='Galih 12 Nov' tone='ok' "
        "label='Terkunci' %}{% lencana tone='ok' label='Lunas' %}{% tenggat d now=now %}{% ikon 'check' %}{% endfor %}"
        "{% tahapan langkah=t %}{% jejak baris=j %}"
    )
    context = {
        "rows": range(14),
        "d": now,
        "now": now,
        "t": [Tahap("x")] * 8,
        "j": [Jejak("Menerima", "Citra", now)] * 9,
    }
    template.render(context)
    best = min(_seconds(template, context) for _ in range(20))
    assert best < 0.006  # measured 1.5 ms alone; the machine of a test run is shared


def _seconds(template: Any, context: dict[str, Any]) -> float:
    start = time.process_time()
    template.render(context)
    return time.process_time() - start
