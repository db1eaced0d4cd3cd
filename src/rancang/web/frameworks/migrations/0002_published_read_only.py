"""Let the database refuse changes to the tree of a version that is no longer a draft."""

from django.db import migrations


STATE = "(SELECT state FROM frameworks_version WHERE id = {row}.version_id)"


def sqlite():
    """Return one trigger for each way of changing a row."""
    rows = {"insert": "NEW", "update": "OLD", "delete": "OLD"}
    return [
        f"CREATE TRIGGER frameworks_node_no_{verb} BEFORE {verb.upper()} ON frameworks_node "
        f"WHEN {STATE.format(row=row)} <> 'draft' "
        "BEGIN SELECT RAISE(ABORT, 'a published framework is read only'); END"
        for verb, row in rows.items()
    ]


POSTGRESQL = [
    "CREATE FUNCTION frameworks_read_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "DECLARE node frameworks_node; BEGIN "
    "IF TG_OP = 'INSERT' THEN node := NEW; ELSE node := OLD; END IF; "
    "IF (SELECT state FROM frameworks_version WHERE id = node.version_id) <> 'draft' THEN "
    "RAISE EXCEPTION 'a published framework is read only' "
    "USING ERRCODE = 'check_violation'; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER frameworks_node_read_only BEFORE INSERT OR UPDATE OR DELETE "
    "ON frameworks_node FOR EACH ROW EXECUTE FUNCTION frameworks_read_only()",
]


def guard(apps, schema_editor):
    """Create the triggers of this database."""
    vendor = schema_editor.connection.vendor
    for statement in sqlite() if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    """Drop the triggers again."""
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER frameworks_node_no_{verb}")
    else:
        schema_editor.execute("DROP TRIGGER frameworks_node_read_only ON frameworks_node")
        schema_editor.execute("DROP FUNCTION frameworks_read_only()")


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
