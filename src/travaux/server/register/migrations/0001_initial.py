"""The tables of the register: entries and files."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes both tables."""

    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("case", models.CharField(max_length=100)),
                ("at", models.CharField(max_length=27)),
                ("by", models.CharField(max_length=150)),
                ("act", models.CharField(max_length=20)),
                ("body", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "number"], name="entries_of_a_case"),
                    models.Index(fields=["act", "number"], name="entries_of_an_act"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("act", "opened")), fields=("case",), name="a_case_opens_once"
                    )
                ],
            },
        ),
    )
