"""Addresses of the trail."""

from django.urls import path

from telusur.kernel.audit import views

urlpatterns = [path("jejak/", views.trail, name="audit_jejak")]
