import io
import time

from rancang.cli import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def watched(monkeypatch, patience, stream):
    """Put a stream in place of standard error; pytest does so too, between phases."""
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    return stream


def test_a_bar_on_a_terminal_once_it_takes_long(monkeypatch):
    terminal = watched(monkeypatch, 0.0, Terminal())
    assert list(progress.told([3, 4, 5], ("Simulasi", "Draws"))) == [3, 4, 5]
    assert "Simulasi" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_nothing_before_that(monkeypatch):
    terminal = watched(monkeypatch, 9.0, Terminal())
    assert list(progress.told([3, 4], ("Simulasi", "Draws"))) == [3, 4]
    with progress.waiting(("Membaca", "Reading")):
        pass
    assert terminal.getvalue() == ""


def test_nothing_where_nobody_watches(monkeypatch):
    stream = watched(monkeypatch, 0.0, io.StringIO())
    assert list(progress.told([1], ("Simulasi", "Draws"))) == [1]
    with progress.waiting(("Membaca", "Reading")):
        time.sleep(0.05)
    assert stream.getvalue() == ""


def test_a_word_on_what_cannot_be_counted(monkeypatch):
    terminal = watched(monkeypatch, 0.0, Terminal())
    with progress.waiting(("Membaca berkas", "Reading files")):
        deadline = time.monotonic() + 5
        while not terminal.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert terminal.getvalue() == "Membaca berkas …\n"
