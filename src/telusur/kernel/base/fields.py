"""Model fields for personal data: encrypted at rest, never repeated in the trail, found by a blind index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.signals import pre_save

from telusur.kernel.base.copied import key_of
from telusur.kernel.base.crypto import blind_index, decrypt, encrypt

if TYPE_CHECKING:
    Text = models.TextField[Any, Any]
    Char = models.CharField[Any, Any]
else:  # Django's fields take type arguments only while types are checked
    Text, Char = models.TextField, models.CharField


class EncryptedTextField(Text):
    """Text encrypted with AES-256-GCM and bound to its table and column: moved elsewhere it does not open.

    Nothing but ``isnull`` can be asked of it in a query; put a BlindIndexField beside it to find rows. Empty text
    stays empty.
    """

    audit_hidden = True

    @property
    def _purpose(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "" or hasattr(value, "resolve_expression"):
            return value
        return encrypt(str(value), self._purpose)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return decrypt(value, self._purpose) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class KeyField(Char):
    """Letters and digits of the field ``of``, kept in step with it at every save: by this a number is found however it
    is written (``base.copied.key_of``).
    """

    audit_hidden = True
    of_number = True

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs.update(editable=False, blank=True, default="", db_index=True)
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("editable", "blank", "default", "db_index"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "of": self.of}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            pre_save.connect(self._keep_step, sender=cls, weak=False, dispatch_uid=f"{cls._meta.label}.{name}")

    def _keep_step(self, update_fields: frozenset[str] | None = None, **_: Any) -> None:
        if update_fields is not None and (self.of in update_fields) != (self.name in update_fields):
            raise ValueError(f"save {self.of} and {self.name} together")

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = key_of(str(getattr(model_instance, self.of) or ""))
        setattr(model_instance, self.attname, key)
        return key


class BlindIndexField(Char):
    """The blind index of the field ``of``, kept in step with it at every save.

    Search: ``filter(nik_index=blind_index(nik, "nik"))`` with the same ``purpose``. With ``null=True`` an empty value
    has no index, so that ``unique=True`` allows many empty ones.
    """

    audit_hidden = True

    def __init__(self, *args: Any, of: str = "", purpose: str = "", **kwargs: Any) -> None:
        self.of = of
        self.purpose = purpose
        kwargs.update(max_length=64, editable=False, blank=True)
        if not kwargs.get("unique"):
            kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "of": self.of, "purpose": self.purpose}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            pre_save.connect(self._saved_together, sender=cls, weak=False, dispatch_uid=f"{cls._meta.label}.{name}")

    def _saved_together(self, update_fields: frozenset[str] | None = None, **_: Any) -> None:
        if update_fields is not None and (self.of in update_fields) != (self.name in update_fields):
            raise ValueError(f"save {self.of} and {self.name} together")

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        value = getattr(model_instance, self.of)
        index = blind_index(value, self.purpose) if value else None if self.null else ""
        setattr(model_instance, self.attname, index)
        return index
