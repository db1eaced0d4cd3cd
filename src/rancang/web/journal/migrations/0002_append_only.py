"""Let the database itself refuse to change or delete what is written in the journal."""

from django.db import migrations


SQLITE = [
    f"CREATE TRIGGER journal_entry_no_{verb} BEFORE {verb.upper()} ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END"
    for verb in ("update", "delete")
]
POSTGRESQL = [
    "CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'journal_entry is append-only' "
    "USING ERRCODE = 'check_violation'; END $$",
    "CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry "
    "FOR EACH ROW EXECUTE FUNCTION journal_append_only()",
]


def guard(apps, schema_editor):
    """Create the triggers of this database."""
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    """Drop the triggers again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER journal_entry_no_update")
        schema_editor.execute("DROP TRIGGER journal_entry_no_delete")
    else:
        schema_editor.execute("DROP TRIGGER journal_entry_append_only ON journal_entry")
        schema_editor.execute("DROP FUNCTION journal_append_only()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
