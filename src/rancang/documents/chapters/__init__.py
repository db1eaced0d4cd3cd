"""The chapters of the books; each module writes one."""
