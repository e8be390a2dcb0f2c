"""Addresses of operations: a page for people, three answers for machines."""

from django.urls import path

from telusur.kernel.operations import views

app_name = "operations"
urlpatterns = [
    path("operasi/", views.page, name="page"),
    path("operasi/coba-lagi/", views.retry_all, name="retry_all"),
    path("operasi/coba-lagi/<int:delivery_id>/", views.retry, name="retry"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
