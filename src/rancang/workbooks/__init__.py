"""Spreadsheets, both ways: a form becomes a workbook, a workbook becomes rows and problems."""
