import doctest
import re
from pathlib import Path

import pytest

from rancang.methods.method_text import parse_method


ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorials" / "asem.md"


def blocks(language):
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(
        rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE
    )


def test_the_index_is_rebuilt_as_the_page_says(monkeypatch):
    monkeypatch.chdir(ROOT)
    source = "\n".join(blocks("python"))
    test = doctest.DocTestParser().get_doctest(source, {}, "asem", str(PAGE), 0)
    assert len(test.examples) > 40
    told = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test, out=told.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(told)


@pytest.mark.parametrize("text", blocks("yaml"))
def test_the_method_file_of_the_page_can_be_read(text):
    assert parse_method(text).treat.default.winsorise == 5
