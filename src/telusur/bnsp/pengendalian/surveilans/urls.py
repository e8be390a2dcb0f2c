"""Addresses of surveillance and findings."""

from django.urls import path

from telusur.bnsp.pengendalian.surveilans import views

app_name = "surveilans"
urlpatterns = [
    path("surveilans/", views.daftar, name="daftar"),
    path("surveilans/baru/", views.baru, name="baru"),
    path("surveilans/<uuid:pk>/", views.rinci, name="rinci"),
    path("surveilans/<uuid:pk>/temuan/", views.catat_temuan, name="temuan"),
    *(path(f"surveilans/<uuid:pk>/{nama}/", views.tindakan, {"nama": nama}, name=nama) for nama in views.TINDAKAN),
    path("temuan/", views.daftar_temuan, name="daftar_temuan"),
    path("temuan/baru/", views.temuan_baru, name="temuan_baru"),
    path("temuan/<uuid:pk>/", views.rinci_temuan, name="rinci_temuan"),
    *(
        path(f"temuan/<uuid:pk>/{nama}/", views.tindakan_temuan, {"nama": nama}, name=nama)
        for nama in views.TINDAKAN_TEMUAN
    ),
]
