"""A trigger that refuses to change an observation: only the column that closes a row may be updated."""

from django.db import migrations

KEPT = "series_id, period, edition_id, published, value, reason, status, source_id, run_id"
SQLITE = f"""
CREATE TRIGGER measure_values_never_change BEFORE UPDATE OF {KEPT} ON measure_observation
BEGIN SELECT RAISE(ABORT, 'an observation is never changed: add a row of another run'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION measure_values_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'an observation is never changed: add a row of another run'; END $$
"""
POSTGRES = f"""
CREATE TRIGGER measure_values_never_change BEFORE UPDATE OF {KEPT} ON measure_observation
FOR EACH ROW EXECUTE FUNCTION measure_values_never_change()
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
        schema_editor.execute(POSTGRES)
    else:
        schema_editor.execute(SQLITE)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER measure_values_never_change ON measure_observation")
        schema_editor.execute("DROP FUNCTION measure_values_never_change()")
    else:
        schema_editor.execute("DROP TRIGGER measure_values_never_change")


class Migration(migrations.Migration):
    dependencies = [("measure", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
