"""Let the database refuse changes to a confirmed run and to all that belongs to it."""

from django.db import migrations


PARTS = ("input", "score", "rank")
MESSAGE = "a confirmed run is frozen"


def sqlite():
    """Return one trigger for each way of changing a row."""
    rows = {"insert": "NEW", "update": "OLD", "delete": "OLD"}
    for part in PARTS:
        for verb, row in rows.items():
            yield (
                f"CREATE TRIGGER assessment_{part}_no_{verb} BEFORE {verb.upper()} "
                f"ON assessment_{part} WHEN (SELECT state FROM assessment_run "
                f"WHERE id = {row}.run_id) = 'confirmed' "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
    for verb in ("update", "delete"):
        yield (
            f"CREATE TRIGGER assessment_run_no_{verb} BEFORE {verb.upper()} "
            "ON assessment_run WHEN OLD.state = 'confirmed' "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def postgresql():
    """Return two functions and the triggers that call them."""
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; "
    leave = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    yield (
        "CREATE FUNCTION assessment_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE parent bigint; BEGIN "
        "IF TG_OP = 'INSERT' THEN parent := NEW.run_id; ELSE parent := OLD.run_id; END IF; "
        "IF (SELECT state FROM assessment_run WHERE id = parent) = 'confirmed' THEN "
        f"{refuse}END IF; {leave}"
    )
    yield (
        "CREATE FUNCTION assessment_run_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF OLD.state = 'confirmed' THEN {refuse}END IF; {leave}"
    )
    for part in PARTS:
        yield (
            f"CREATE TRIGGER assessment_{part}_frozen BEFORE INSERT OR UPDATE OR DELETE "
            f"ON assessment_{part} FOR EACH ROW EXECUTE FUNCTION assessment_part_frozen()"
        )
    yield (
        "CREATE TRIGGER assessment_run_frozen BEFORE UPDATE OR DELETE ON assessment_run "
        "FOR EACH ROW EXECUTE FUNCTION assessment_run_frozen()"
    )


def guard(apps, schema_editor):
    """Create the triggers of this database."""
    vendor = schema_editor.connection.vendor
    for statement in sqlite() if vendor == "sqlite" else postgresql():
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    """Drop the triggers again."""
    if schema_editor.connection.vendor == "sqlite":
        for part in PARTS:
            for verb in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER assessment_{part}_no_{verb}")
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER assessment_run_no_{verb}")
        return
    for part in PARTS:
        schema_editor.execute(f"DROP TRIGGER assessment_{part}_frozen ON assessment_{part}")
    schema_editor.execute("DROP TRIGGER assessment_run_frozen ON assessment_run")
    schema_editor.execute("DROP FUNCTION assessment_part_frozen()")
    schema_editor.execute("DROP FUNCTION assessment_run_frozen()")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
