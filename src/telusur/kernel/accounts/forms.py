"""Shape of what is typed into the pages about accounts."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.kernel.accounts.commands import grantable_roles
from telusur.kernel.base.dates import DayField


class RegistrationForm(forms.Form):
    """Registration of somebody who wants to be certified."""

    name = forms.CharField(max_length=400)
    email = forms.CharField(max_length=254)
    phone = forms.CharField(max_length=40)
    privacy = forms.BooleanField(
        required=False,
        error_messages={"required": "Setujui ketentuan data pribadi dahulu."},
    )


class AccountForm(forms.Form):
    """A new account of the institution."""

    name = forms.CharField(max_length=400)
    email = forms.CharField(max_length=254)
    phone = forms.CharField(max_length=40, required=False)
    role = forms.ChoiceField(required=False)
    basis = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_roles(self.fields["role"])


class ProfileForm(forms.Form):
    """Name, phone and, for the pengelola sistem, e-mail."""

    name = forms.CharField(max_length=400)
    phone = forms.CharField(max_length=40, required=False)
    email = forms.CharField(max_length=254, required=False)


class RoleForm(forms.Form):
    """A role from one day to another."""

    role = forms.ChoiceField()
    basis = forms.CharField(max_length=200, required=False)
    valid_from = DayField(required=False)
    valid_to = DayField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_roles(self.fields["role"])


class EndRoleForm(forms.Form):
    """The last day of a role and why."""

    valid_to = DayField(required=False)
    basis = forms.CharField(max_length=200, required=False)


def _offer_roles(field: Any) -> None:
    field.choices = [("", "Pilih peran"), *grantable_roles().items()]
