import contextlib
import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rancang.methods.framework import (
    SCHEMA,
    FrameworkError,
    Text,
    fingerprint,
    parse,
    to_mapping,
)


FRAMEWORK = """\
code: demo
version: "1"
title: {id: Contoh, en: Example}
dimensions:
  - code: eco
    name: {id: Ekonomi, en: Economy}
    weight: 2
    children:
      - code: eco.welfare
        name: Kesejahteraan
        indicators:
          - code: poor
            name: {id: Penduduk miskin, en: Poor people}
            unit: {id: persen, en: percent}
            direction: lower
            plausible: {minimum: 0, maximum: 100}
            decimals: 1
            options: [0, 1.5]
            custodian: BPS
            source: Susenas
            definition: {id: Bagian, en: Share}
          - code: hdi
            name: IPM
            unit: indeks
            weight: 0
            custodian: BPS
            source: BPS
  - code: env
    name: Lingkungan
"""


def flaws(text):
    with pytest.raises(FrameworkError) as caught:
        parse(text)
    return [(flaw.line, flaw.path, flaw.message.en) for flaw in caught.value.problems]


def changed(old, new):
    assert FRAMEWORK.count(old) >= 1
    return FRAMEWORK.replace(old, new, 1)


def test_reads_every_field():
    framework = parse(FRAMEWORK)
    poor, hdi = framework.indicators()
    assert framework.dimensions[0].weight == 2.0
    assert framework.dimensions[1].all_indicators() == ()
    assert (poor.direction, poor.minimum, poor.maximum) == ("lower", 0.0, 100.0)
    assert (poor.decimals, poor.options) == (1, (0.0, 1.5))
    assert poor.definition == Text("Bagian", "Share")
    assert (hdi.weight, hdi.direction, hdi.minimum) == (0.0, "higher", None)
    assert hdi.name == Text("IPM", "IPM")


def test_mapping_reads_back_as_the_same_framework():
    framework = parse(FRAMEWORK)
    again = parse(yaml.safe_dump(to_mapping(framework)))
    assert again == framework
    assert again.fingerprint == framework.fingerprint
    json.dumps(to_mapping(framework))


def test_fingerprint_ignores_layout_and_sees_content():
    framework = parse(FRAMEWORK)
    assert parse(changed("weight: 2", "weight: 2.0")).fingerprint == (
        framework.fingerprint
    )
    assert parse(changed("weight: 2", "weight: 3")).fingerprint != (
        framework.fingerprint
    )
    assert framework.fingerprint == fingerprint(framework)


def test_schema_is_itself_valid_and_strict():
    Draft202012Validator.check_schema(SCHEMA)
    assert not SCHEMA["additionalProperties"]
    assert all(
        not part["additionalProperties"]
        for part in SCHEMA["$defs"].values()
        if part.get("type") == "object"
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "path", "message"),
    [
        ("weight: 2", "weight: -1", 7, "dimensions[1].weight", "below 0"),
        ("weight: 2", "weight: .nan", 7, "dimensions[1].weight", "too large"),
        ("weight: 2", "wieght: 2", 7, "dimensions[1].wieght", "not known"),
        ('version: "1"', "version: 1", 2, "version", "use quotes"),
        ("direction: lower", "direction: up", 15, "", "one of"),
        ("minimum: 0,", "minimum: 100,", 16, "", "must be below"),
        ("code: hdi", "code: poor", 22, "", "already used on line 12"),
        ("code: env", "code: eco", 28, "", "already used on line 5"),
        ("code: env", "code: index", 28, "", "kept for the index"),
        ("code: env", "code: 'a b'", 28, "", "only letters"),
        ("title: {id: Contoh, en: Example}", "title: {id: X}", 3, "title", "both"),
        ("code: demo", "code: demo\ncode: x", 2, "code", "twice"),
        ("    weight: 2", "    weight: 0", 4, "", ""),
    ],
)
def test_names_line_and_part(old, new, line, path, message):
    text = changed(old, new)
    if message == "":  # every dimension weighs nothing
        text = text.replace("name: Lingkungan", "name: Lingkungan\n    weight: 0")
        message = "under 'framework' is zero"
    found = flaws(text)
    assert len(found) == 1
    assert found[0][0] == line
    assert path in found[0][1]
    assert message in found[0][2]


@pytest.mark.parametrize(
    "text",
    ["", " \n", "- 1", "a: [", "a: \x01", "[" * 5000, "!!python/object:os.system x"],
)
def test_refuses_what_is_no_framework(text):
    assert flaws(text)


def test_refuses_what_unfolds_without_end():
    assert "aliases" in flaws("a: &a [x]\nb: [*a, *a]")[0][2]
    deep = "a: " + "[" * 60 + "]" * 60
    assert "deeply" in flaws(deep)[0][2]
    assert "too large" in flaws("#" * 2_000_001)[0][2]


def test_names_the_line_of_what_is_no_text():
    assert flaws("code: a\nversion: \x00")[0][0] == 2


def test_a_profile_and_a_context_group_may_weigh_nothing():
    text = changed("code: hdi", "code: hdi")
    text = text.replace("direction: lower", "weight: 0")
    assert [i.weight for i in parse(text).indicators()] == [0.0, 0.0]
    profile = changed("version:", "purpose: profile\nversion:")
    profile = profile.replace("weight: 2", "weight: 0")
    profile = profile.replace("name: Lingkungan", "name: Lingkungan\n    weight: 0")
    assert parse(profile).purpose == "profile"


def test_sub_dimensions_that_all_weigh_nothing_are_refused():
    text = changed("name: Kesejahteraan", "name: Kesejahteraan\n        weight: 0")
    assert flaws(text) == [
        (
            5,
            "dimensions[1]",
            "every weight under 'eco' is zero; give at least one a weight",
        )
    ]


def test_error_speaks_both_languages():
    with pytest.raises(FrameworkError, match=r"baris 7.*tidak boleh di bawah 0") as e:
        parse(changed("weight: 2", "weight: -1"))
    assert e.value.problems[0].text("en").startswith("line 7, dimensions[1].weight:")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(FrameworkError):
        assert parse(text).dimensions
