"""Each entry bears a mark made at writing. SQLite rebuilds the table for it, and the triggers go with the old one."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from telusur.kernel.audit.triggers import FIRST, statements


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for sql in statements(schema_editor.connection.vendor, FIRST):
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_index_by_outcome")]
    operations = [
        migrations.AddField(
            model_name="entry",
            name="mark",
            field=models.CharField(blank=True, db_default="", default="", max_length=98),
        ),
        migrations.RunPython(install, install),
    ]
