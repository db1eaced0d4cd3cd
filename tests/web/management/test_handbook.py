from __future__ import annotations

import inspect

import pytest

from rancang.methods import normalise
from rancang.web.management import handbook


def test_a_page_tells_signature_sections_and_example():
    page = handbook.page(normalise)

    assert page.startswith("# normalise\n")
    assert "normalise(values: Floats, signs: Floats, scale: Scale) -> Floats" in page
    assert "**Returns**" in page
    assert ">>> normalise(" in page


@pytest.mark.parametrize("module", list(handbook.modules()), ids=lambda m: m.__name__)
def test_every_public_method_shows_an_example(module):
    for name, function in handbook.parts(module):
        doc = inspect.getdoc(function) or ""
        assert "Examples\n--------" in doc, name
