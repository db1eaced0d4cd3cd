"""Agencies, people, roles, who may do and grant what."""
