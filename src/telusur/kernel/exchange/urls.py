"""Addresses of the exchange: pages for people, and below ``v1`` the doors of partners."""

from django.urls import path, re_path

from telusur.kernel.exchange import api, views

app_name = "exchange"
urlpatterns = [
    path("pertukaran/v1/pesan", api.messages, name="api_messages"),
    path("pertukaran/v1/ringkasan", api.summary, name="api_summary"),
    path("pertukaran/v1/daftar", api.listing, name="api_listing"),
    path("pertukaran/v1/segel", api.seals, name="api_seals"),
    re_path(r"^pertukaran/v1/berkas/(?P<digest>[0-9a-f]{64})$", api.file, name="api_file"),
    path("pertukaran/v1/kunci", api.keys, name="api_keys"),
    path("pertukaran/v1/openapi.json", api.document, name="api_document"),
    path("pertukaran/v1/skema/<str:name>.json", api.schema, name="api_schema"),
    path("pertukaran/", views.outgoing, name="outgoing"),
    path("pertukaran/masuk/", views.incoming, name="incoming"),
    path("pertukaran/pesan/<int:message_id>/", views.message, name="message"),
    path("pertukaran/pesan/<int:message_id>/kirim-ulang/", views.send_again, name="send_again"),
    path("pertukaran/mitra/", views.partners, name="partners"),
    path("pertukaran/mitra/baru/", views.new_partner, name="new_partner"),
    path("pertukaran/kunci-baru/", views.announce_key, name="announce_key"),
    path("pertukaran/mitra/<str:code>/", views.partner, name="partner"),
    path("pertukaran/mitra/<str:code>/ubah/", views.change_partner, name="change_partner"),
    path("pertukaran/mitra/<str:code>/tangguhkan/", views.suspend, name="suspend"),
    path("pertukaran/mitra/<str:code>/lanjutkan/", views.resume, name="resume"),
    path("pertukaran/mitra/<str:code>/kunci/", views.add_key, name="add_key"),
    path("pertukaran/mitra/<str:code>/kunci/<uuid:key_id>/cabut/", views.retire_key, name="retire_key"),
]
