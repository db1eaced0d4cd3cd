"""The YAML text of a framework as plain values, each with the line it stands on.

PyYAML's safe loader alone keeps the last of two equal keys and forgets where things
stood; whoever mends a framework needs to hear about both.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml


LONGEST = 2_000_000
"""Characters a framework's text may have."""

DEEPEST = 40
"""Parts a path may have: about eighteen levels of sub-dimensions."""

Path = tuple[str | int, ...]


class Remark(NamedTuple):
    """Something to mend: line (1 is the first), path, and words in both languages."""

    line: int
    path: str
    id: str
    en: str


class Source(NamedTuple):
    """The plain value, the line of every part of it, and what is wrong with the text."""

    value: Any
    lines: dict[Path, int]
    remarks: tuple[Remark, ...]

    def line(self, path: Path) -> int:
        """Return the line of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def words(path: Path) -> str:
    """Write a path the way people read it.

    Examples
    --------
    >>> words(("dimensions", 0, "name"))
    'dimensions[1].name'
    """
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")


def load(text: str) -> Source:
    r"""Read YAML text safely; never raise on a bad text, but say what is wrong with it.

    Parameters
    ----------
    text : str
        One YAML document of at most `LONGEST` characters, without anchors and aliases.

    Returns
    -------
    Source
        ``remarks`` is empty when the text could be read whole.

    Examples
    --------
    >>> load("a: 1\nb: [x]").lines[("b", 0)]
    2
    >>> load("a: 1\na: 2").remarks[0].en
    "'a' is written twice; the first is on line 1"
    """
    try:
        return _walk(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, why = (mark.line + 1 if mark else 1), str(error.problem)
    except yaml.reader.ReaderError as error:
        line, why = text.count("\n", 0, error.position) + 1, str(error.reason)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        line, why = 1, " ".join(str(error).split())
    except RecursionError:
        line, why = 1, "nested too deeply"
    both = f"YAML tidak dapat dibaca ({why})", f"the YAML cannot be read ({why})"
    return Source(None, {}, (Remark(line, "", *both),))


def _walk(text: str) -> Source:
    if not text.strip() or len(text) > LONGEST:
        both = "berkas kosong atau terlalu besar", "the file is empty or too large"
        return Source(None, {}, (Remark(1, "", *both),))
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        walker = _Walker(loader)
        value = None if root is None else walker.value(root, ())
        return Source(value, walker.lines, tuple(walker.remarks))
    finally:
        loader.dispose()


class _Walker:
    """Turns composed nodes into plain values, noting lines and what is written twice."""

    def __init__(self, loader: yaml.SafeLoader) -> None:
        self.loader = loader
        self.lines: dict[Path, int] = {}
        self.remarks: list[Remark] = []
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self.loader.construct_object(node)
        if self.refused(node, path):
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.value(n, (*path, i)) for i, n in enumerate(node.value)]
        return self.mapping(node, path)

    def refused(self, node: yaml.Node, path: Path) -> bool:
        """Refuse what could make a small text unfold without end."""
        both = None
        if id(node) in self.seen:
            both = "rujukan (*) tidak dipakai di sini", "aliases (*) are not used here"
        elif len(path) > DEEPEST:
            both = "bersarang terlalu dalam", "nested too deeply"
        if both:
            self.remarks.append(Remark(node.start_mark.line + 1, words(path), *both))
        self.seen.add(id(node))
        return both is not None

    def mapping(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*path, key)
            line = key_node.start_mark.line + 1
            if key in result:
                first = self.lines[here]
                self.remarks.append(
                    Remark(
                        line,
                        words(here),
                        f"'{key}' ditulis dua kali; yang pertama di baris {first}",
                        f"'{key}' is written twice; the first is on line {first}",
                    )
                )
            self.lines.setdefault(here, line)
            result[key] = self.value(value_node, here)
        return result
