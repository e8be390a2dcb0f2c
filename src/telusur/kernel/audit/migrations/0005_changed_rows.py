"""The way from a row to the entries that changed it; append-only like the trail."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from telusur.kernel.audit.triggers import removal, statements

TABLE = ("audit_changedrow",)


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for sql in statements(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(sql)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for sql in removal(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_mark")]
    operations = [
        migrations.CreateModel(
            name="ChangedRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField()),
                ("type", models.CharField(max_length=80)),
                ("row_id", models.CharField(max_length=64)),
            ],
            options={"indexes": [models.Index(fields=["type", "row_id", "entry_id"], name="audit_changed_row")]},
        ),
        migrations.RunPython(install, remove),
    ]
