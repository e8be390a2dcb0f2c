from datetime import date

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def since_then(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until BNSP tells its own days again, the one there is stands for both."""
    apps.get_model("umum", "LingkupLisensi").objects.update(keadaan_sejak=models.F("sejak"))


class Migration(migrations.Migration):
    dependencies = [("umum", "0002_lingkuplisensi")]

    operations = [
        migrations.AlterField("lingkuplisensi", "sejak", models.DateField(verbose_name="dalam lingkup sejak")),
        migrations.AddField(
            "lingkuplisensi",
            "keadaan_sejak",
            models.DateField(verbose_name="keadaan ini sejak", default=date(2000, 1, 1)),
            preserve_default=False,
        ),
        migrations.RunPython(since_then, migrations.RunPython.noop),
        migrations.AddField(
            "lisensi", "menurut_bnsp", models.BooleanField(verbose_name="diberitahukan BNSP", default=False)
        ),
    ]
