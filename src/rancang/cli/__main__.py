"""Run as `python -m rancang.cli`."""

from rancang.cli import main


main()
