"""From here on the database itself refuses to change or remove entries and seals."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from telusur.kernel.audit.triggers import FIRST, removal, statements


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for sql in statements(schema_editor.connection.vendor, FIRST):
        schema_editor.execute(sql)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for sql in removal(schema_editor.connection.vendor, FIRST):
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
