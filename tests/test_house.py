"""The house stays furnished as ARCHITECTURE.md says, whoever moves in."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "rancang"
WEB = SOURCE / "web"

ROOM = {
    "__init__.py",
    "models.py",
    "rules.py",
    "queries.py",
    "pages.py",
    "actions.py",
    "forms.py",
    "views.py",
    "api.py",
    "tasks.py",
    "apps.py",
    "migrations",
    "templatetags",
}
ENTRANCE = {
    "__init__.py",
    "apps.py",
    "settings.py",
    "urls.py",
    "wsgi.py",
    "api.py",
    "middleware.py",
    "templates",
    "static",
    "locale",
    "management",
}
LONGEST = 420
VAGUE_FILES = re.compile(r"(^|_)(util|helper|manager|handler|misc|common|base)s?$")
VAGUE_CLASSES = re.compile(r"(Util|Helper|Manager|Handler)s?$")
# What others made arrives at set-up, from a package with a lock, and is not kept here.
FOREIGN = re.compile(
    r"\.min\.(js|css)$|\.(woff2?|ttf|otf|eot|jar|whl|so|exe)$"
    r"|(^|/)(node_modules|vendor|third_party)/|(^|/)(htmx|bootstrap|jquery|vega)[^/]*\.(js|css)$"
)


def shown(entries):
    return sorted(
        e.name for e in entries if e.name != "__pycache__" and e.name[0] != "."
    )


def apps():
    return sorted(path.parent for path in WEB.glob("*/apps.py"))


def modules(folder=SOURCE):
    return sorted(p for p in folder.rglob("*.py") if "migrations" not in p.parts)


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def kept_files():
    """Files of the project: all but what .gitignore's folders hold."""
    left_out = {"var", "dist", "htmlcov", "__pycache__"}
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = parts[0].startswith(".") and parts[0] != ".ci"
        if path.is_file() and not hidden and not left_out & set(parts):
            yield path.relative_to(ROOT).as_posix()


def pages():
    return sorted(
        [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/*.md")]
    )


def named(path):
    return path.relative_to(ROOT).as_posix()


def test_there_is_a_house():
    assert apps()
    assert len(modules()) > len(apps())


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_every_room_has_only_the_allowed_furniture(app):
    assert set(shown(app.iterdir())) <= ROOM


def test_the_entrance_holds_only_rooms_and_what_is_common():
    rooms = {app.name for app in apps()}
    assert set(shown(WEB.iterdir())) <= ENTRANCE | rooms


@pytest.mark.parametrize("path", modules(), ids=named)
def test_modules_fit_the_head(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{named(path)} has {lines} lines; split it by subject"


@pytest.mark.parametrize("path", modules(), ids=named)
def test_names_say_something(path):
    assert not VAGUE_FILES.search(path.stem), named(path)
    classes = [n.name for n in ast.walk(tree(path)) if isinstance(n, ast.ClassDef)]
    assert [name for name in classes if VAGUE_CLASSES.search(name)] == []


@pytest.mark.parametrize("path", modules(), ids=named)
def test_nobody_listens_for_signals(path):
    assert path.stem != "signals"
    imported = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            imported |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
    assert [
        name for name in imported if "signals" in name or name.endswith(".receiver")
    ] == []


def public_functions(path):
    return [
        node
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


@pytest.mark.parametrize("path", sorted(WEB.glob("*/actions.py")), ids=named)
def test_actions_are_keyword_only_and_say_who(path):
    functions = public_functions(path)
    assert functions, f"{named(path)} does nothing"
    for function in functions:
        positional = [*function.args.posonlyargs, *function.args.args]
        assert [arg.arg for arg in positional] == [], function.name
        assert "by" in [arg.arg for arg in function.args.kwonlyargs], function.name


@pytest.mark.parametrize("path", sorted(WEB.glob("*/models.py")), ids=named)
def test_models_do_no_work_when_saved(path):
    functions = [n.name for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef)]
    assert {"save", "delete"} & set(functions) == set()


def defines_something(path):
    kinds = (ast.FunctionDef, ast.ClassDef)
    return any(isinstance(node, kinds) for node in tree(path).body)


def test_every_method_is_tested_under_its_name():
    modules_here = (SOURCE / "methods").glob("*.py")
    stems = {path.stem for path in modules_here if defines_something(path)}
    folder = ROOT / "tests" / "methods"
    tests = {p.stem.removeprefix("test_") for p in folder.glob("test_*.py")}
    # framework_source.py may be tested by way of framework.py, which it belongs to.
    untested = {s for s in stems if not {s, s.split("_")[0]} & tests}
    assert untested == set()


def commands():
    folder = WEB / "management" / "commands"
    return sorted(p.stem for p in folder.glob("*.py") if not p.stem.startswith("_"))


def test_every_command_is_told_of():
    told = "\n".join(page.read_text(encoding="utf-8") for page in pages())
    untold = [c for c in commands() if f"manage.py {c}" not in told]
    assert untold == []


def test_every_room_stands_on_the_map():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [app.name for app in apps() if f"`{app.name}`" not in text] == []


def test_nothing_of_others_is_kept_here():
    assert [name for name in kept_files() if FOREIGN.search(name)] == []


def test_locks_name_no_index_and_pin_everything():
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"://|--(extra-)?index-url|--find-links", text), lock.name
        pinned = re.findall(r"^[A-Za-z0-9][^\n]*", text, flags=re.MULTILINE)
        assert all("==" in line and line.endswith("\\") for line in pinned), lock.name


def anchors(page):
    heads = re.findall(
        r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", pages(), ids=named)
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{named(page)}: {link}"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{named(page)}: {link}"
