from typing import Any

from django.db import migrations, models

BUCKET = {
    "sqlite": "SUBSTR(SHA256(key), 1, 2)",  # Django gives SQLite this function
    "postgresql": "LEFT(ENCODE(SHA256(CONVERT_TO(key, 'UTF8')), 'hex'), 2)",
}


def fill(apps: Any, editor: Any) -> None:
    """The bucket of what was told and heard before there was a column for it."""
    for table in ("exchange_told", "exchange_heard"):
        editor.execute(f"UPDATE {table} SET bucket = {BUCKET[editor.connection.vendor]}")  # noqa: S608  (our own names)


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0002_early'),
    ]

    operations = [
        migrations.AddField('heard', 'bucket', models.CharField(default='', editable=False, max_length=2), preserve_default=False),
        migrations.AddField('told', 'bucket', models.CharField(default='', editable=False, max_length=2), preserve_default=False),
        migrations.AddIndex('heard', models.Index(fields=['partner', 'kind', 'bucket'], name='exchange_heard_bucket')),
        migrations.AddIndex('told', models.Index(fields=['partner', 'kind', 'bucket'], name='exchange_told_bucket')),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
