"""Addresses of the interface itself."""

from django.urls import path

from telusur.kernel.ui import views

urlpatterns = [path("ui-kit/", views.ui_kit, name="ui_kit")]
