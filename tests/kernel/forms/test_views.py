"""The screen: plain posts, autosave, uploads, what each reader sees."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from telusur.kernel.forms import drafts, policy
from telusur.kernel.forms.commands import ajukan
from telusur.kernel.forms.states import S
from tests.kernel.forms.conftest import ISI

pytestmark = pytest.mark.django_db
POSTED = {**{path: value for path, value in ISI.items() if path != "umum/setuju"}, "umum/setuju": "ya"}


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 40), "navy").save(out, "JPEG")
    return SimpleUploadedFile("foto.jpg", out.getvalue(), content_type="image/jpeg")


def test_the_form_is_filled_and_signed_without_script(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    client = client_of(ani)
    page = client.get(rekaman.get_absolute_url()).content.decode()
    assert "Formulir Uji" in page and 'name="elemen/U.001:1/jawaban"' in page and "nilai/hasil" not in page
    answer = client.post(rekaman.get_absolute_url(), {**POSTED, "aksi": "ajukan"})
    assert answer.status_code == 302
    rekaman.refresh_from_db()
    assert rekaman.tahap == 1


def test_a_mistake_is_shown_beside_its_field_and_nothing_typed_is_lost(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    posted = {"umum/nama": "Ani & <b>Lestari</b>", "umum/tujuan": "lainnya", "aksi": "ajukan"}
    answer = client_of(ani).post(rekaman.get_absolute_url(), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tujuan lainnya belum diisi." in page
    assert "Ani &amp; &lt;b&gt;Lestari&lt;/b&gt;" in page
    assert drafts.of(rekaman)["umum/nama"] == "Ani & <b>Lestari</b>"


def test_saving_is_not_submitting(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    client_of(ani).post(rekaman.get_absolute_url(), {"umum/nama": "Ani", "aksi": "simpan"})
    rekaman.refresh_from_db()
    assert (rekaman.tahap, drafts.of(rekaman)["umum/nama"]) == (0, "Ani")


def test_a_stale_proof_asks_for_the_password_in_place(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    client = client_of(ani, proven=False)
    assert 'name="sandi"' in client.get(rekaman.get_absolute_url()).content.decode()
    answer = client.post(rekaman.get_absolute_url(), {**POSTED, "aksi": "ajukan"})
    assert answer.status_code == 401
    assert drafts.of(rekaman)["umum/nama"] == "Ani"
    wrong = client.post(rekaman.get_absolute_url(), {**POSTED, "aksi": "ajukan", "sandi": "salah-sekali"})
    assert wrong.status_code == 422 and "Kata sandi belum cocok" in wrong.content.decode()
    right = client.post(rekaman.get_absolute_url(), {**POSTED, "aksi": "ajukan", "sandi": "kereta-senja-2026"})
    assert right.status_code == 302


def test_autosave_answers_time_and_revision_and_what_another_tab_wrote(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    client, url = client_of(ani), f"{rekaman.get_absolute_url()}simpan/"

    def save(isi: dict[str, object], revision: int):
        return client.post(url, json.dumps({"isi": isi, "revision": revision}), content_type="application/json")

    first = save({"umum/nama": "Ani"}, 0)
    assert first.status_code == 200 and first.json()["revision"] == 1
    second = save({"umum/tujuan": "sertifikasi"}, 0)
    assert second.status_code == 409 and second.json()["isi"] == {"umum/nama": "Ani"}
    assert save({"umum/entah": "x"}, 2).status_code == 422
    assert save({"umum/nama": "x" * 99}, 2).json()["pesan"].startswith("Nama paling panjang")
    assert client.post(url, "bukan json", content_type="application/json").status_code == 400


def test_a_page_that_was_not_touched_does_not_overwrite_what_another_tab_saved(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir(isi={"umum/nama": "Lama"})
    drafts.save(client_ctx(ani), rekaman, {"umum/nama": "Baru"})
    before = json.dumps({"umum/nama": "Lama", "umum/tujuan": None})
    posted = {"umum/nama": "Lama", "umum/tujuan": "sertifikasi", "awal": before, "aksi": "simpan"}
    client_of(ani).post(rekaman.get_absolute_url(), posted)
    assert drafts.of(rekaman)["umum/nama"] == "Baru"
    assert drafts.of(rekaman)["umum/tujuan"] == "sertifikasi"


def client_ctx(user):
    from tests.cast import ctx

    return ctx(user)


def test_strangers_are_refused_on_every_address(buka_formulir, client_of, dedi, budi) -> None:
    rekaman = buka_formulir()
    url = rekaman.get_absolute_url()
    for person in (dedi, budi):
        client = client_of(person)
        assert (
            client.post(
                f"{url}simpan/", json.dumps({"isi": {"umum/nama": "X"}}), content_type="application/json"
            ).status_code
            == 403
        )
        assert client.post(f"{url}berkas/", {"path": "umum/lampiran", "berkas": picture()}).status_code == 403
    assert client_of(dedi).get(url).status_code == 403
    assert client_of(dedi).post(url, {"umum/nama": "X", "aksi": "ajukan"}).status_code == 403
    rekaman.refresh_from_db()
    assert rekaman.tahap == 0 and drafts.of(rekaman) == {}


def test_a_party_whose_turn_it_is_not_reads_and_is_told_who_has_it(buka_formulir, client_of, budi) -> None:
    page = client_of(budi).get(buka_formulir().get_absolute_url()).content.decode()
    assert "menunggu asesi" in page and "<textarea" not in page and "data-autosave" not in page


def test_an_upload_is_linked_to_its_field_and_offered_to_the_others(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    client = client_of(ani)
    answer = client.post(f"{rekaman.get_absolute_url()}berkas/", {"path": "umum/lampiran", "berkas": picture()})
    assert answer.status_code == 200
    assert drafts.of(rekaman)["umum/lampiran"] == [answer.json()["id"]]
    twice = client.post(f"{rekaman.get_absolute_url()}berkas/", {"path": "umum/lampiran", "berkas": picture()})
    assert twice.status_code == 422 and "sudah Anda unggah" in twice.json()["pesan"]
    assert (
        client.post(f"{rekaman.get_absolute_url()}berkas/", {"path": "umum/nama", "berkas": picture()}).status_code
        == 422
    )
    assert client.post(f"{rekaman.get_absolute_url()}berkas/", {"path": "umum/lampiran"}).status_code == 422


def test_files_go_with_the_form_when_there_is_no_script(buka_formulir, client_of, ani) -> None:
    rekaman = buka_formulir()
    client_of(ani).post(rekaman.get_absolute_url(), {**POSTED, "unggah:umum/lampiran": picture(), "aksi": "ajukan"})
    rekaman.refresh_from_db()
    assert rekaman.tahap == 1 and len(rekaman.isi["umum/lampiran"]) == 1


def test_the_reviewer_sees_the_answers_and_may_give_the_form_back(buka_formulir, client_of, ctx, ani, budi) -> None:
    rekaman = buka_formulir()
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    client = client_of(budi)
    page = client.get(rekaman.get_absolute_url()).content.decode()
    assert "Kompeten" in page and 'name="nilai/hasil"' in page and 'name="umum/nama"' not in page
    assert client.post(rekaman.get_absolute_url(), {"aksi": "kembalikan", "catatan_kembali": ""}).status_code == 422
    client.post(rekaman.get_absolute_url(), {"aksi": "kembalikan", "catatan_kembali": "Lengkapi <nama>."})
    rekaman.refresh_from_db()
    assert rekaman.status == S.DIKEMBALIKAN
    page = client_of(ani).get(rekaman.get_absolute_url()).content.decode()
    assert "Lengkapi &lt;nama&gt;." in page


def test_a_finished_record_shows_signatures_hash_and_submit_time(
    buka_formulir, client_of, ctx, ani, budi, citra
) -> None:
    rekaman = buka_formulir()
    ajukan(ctx(ani), rekaman=rekaman, isi=ISI)
    ajukan(ctx(budi), rekaman=rekaman, isi={"nilai/hasil": "K"})
    ajukan(ctx(citra), rekaman=rekaman)
    page = client_of(ani).get(rekaman.get_absolute_url()).content.decode()
    for words in (ani.name, budi.name, citra.name, rekaman.digest, "Selesai, terkunci", "mengajukan"):
        assert words in page
    assert "<form" not in page


def test_the_way_back_and_the_next_page_are_those_of_the_product(buka_formulir, client_of, ani) -> None:
    policy.register_policy("UJI.01", url=lambda rekaman: "/kasus/uji/")
    rekaman = buka_formulir()
    client = client_of(ani)
    assert 'href="/kasus/uji/"' in client.get(rekaman.get_absolute_url()).content.decode()
    assert client.post(rekaman.get_absolute_url(), {**POSTED, "aksi": "ajukan"}).url == "/kasus/uji/"


def test_what_the_product_puts_beside_a_form_is_read_in_the_same_page(buka_formulir, client_of, ctx, ani) -> None:
    other = buka_formulir(kunci="lain", isi={"umum/nomor": "RENCANA-7"})
    rekaman = buka_formulir()
    beside = [policy.Link("Rencana skema", rekaman=other), policy.Link("Instruksi kerja", url="/mutu/ik/")]
    policy.register_policy("UJI.01", links=lambda ctx, rekaman: beside)
    page = client_of(ani).get(rekaman.get_absolute_url()).content.decode()
    assert "RENCANA-7" in page and 'href="/mutu/ik/"' in page
