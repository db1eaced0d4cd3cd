"""Who may do what, how far, and who may grant what: tables, asked by everyone."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is in an agency."""

    PROGRAMME_MANAGER = "programme_manager"
    DRAFTING_LEAD = "drafting_lead"
    DATA_OFFICER = "data_officer"
    WALIDATA = "walidata"
    AGENCY_HEAD = "agency_head"


ROLE_NAMES: dict[Role, dict[str, str]] = {
    Role.PROGRAMME_MANAGER: {"id": "Manajer program", "en": "Programme manager"},
    Role.DRAFTING_LEAD: {"id": "Ketua tim penyusun", "en": "Drafting-team lead"},
    Role.DATA_OFFICER: {"id": "Petugas data", "en": "Data officer"},
    Role.WALIDATA: {"id": "Walidata", "en": "Walidata (data steward)"},
    Role.AGENCY_HEAD: {"id": "Kepala perangkat daerah", "en": "Agency head"},
}


class Reach(StrEnum):
    """How far a right goes from the agency in which the role is held."""

    AGENCY = "agency"
    REGION = "region"
    NATION = "nation"


REACH_NAMES: dict[Reach, dict[str, str]] = {
    Reach.AGENCY: {"id": "instansinya", "en": "own agency"},
    Reach.REGION: {"id": "daerahnya", "en": "own region"},
    Reach.NATION: {"id": "seluruh Indonesia", "en": "all of Indonesia"},
}


class Right(StrEnum):
    """One thing that may be done."""

    REGISTER_REGIONS = "regions.register"
    FOUND_AGENCY = "agencies.found"
    PUBLISH_FRAMEWORK = "frameworks.publish"
    OPEN_CALL = "calls.open"
    CLOSE_CALL = "calls.close"
    SEND_VALUES = "values.send"
    CHECK_VALUES = "values.check"
    APPROVE_VALUES = "values.approve"
    READ_VALUES = "values.read"
    RUN_ASSESSMENT = "assessments.run"
    PROPOSE_SELECTION = "selections.propose"
    READ_ASSESSMENT = "assessments.read"
    DRAFT_EDITION = "editions.draft"
    READ_EDITION = "editions.read"


MAY: dict[Right, dict[Role, Reach]] = {
    Right.REGISTER_REGIONS: {Role.PROGRAMME_MANAGER: Reach.NATION},
    Right.FOUND_AGENCY: {
        Role.PROGRAMME_MANAGER: Reach.NATION,
        Role.DRAFTING_LEAD: Reach.REGION,
    },
    Right.PUBLISH_FRAMEWORK: {Role.PROGRAMME_MANAGER: Reach.NATION},
    Right.OPEN_CALL: {Role.PROGRAMME_MANAGER: Reach.NATION},
    Right.CLOSE_CALL: {Role.PROGRAMME_MANAGER: Reach.NATION},
    Right.SEND_VALUES: {Role.DATA_OFFICER: Reach.AGENCY},
    Right.CHECK_VALUES: {Role.WALIDATA: Reach.REGION},
    Right.APPROVE_VALUES: {Role.AGENCY_HEAD: Reach.AGENCY},
    Right.READ_VALUES: {
        Role.PROGRAMME_MANAGER: Reach.NATION,
        Role.DRAFTING_LEAD: Reach.REGION,
        Role.DATA_OFFICER: Reach.AGENCY,
        Role.WALIDATA: Reach.REGION,
        Role.AGENCY_HEAD: Reach.AGENCY,
    },
    Right.RUN_ASSESSMENT: {Role.PROGRAMME_MANAGER: Reach.NATION},
    Right.PROPOSE_SELECTION: {Role.PROGRAMME_MANAGER: Reach.NATION},
    Right.READ_ASSESSMENT: {
        Role.PROGRAMME_MANAGER: Reach.NATION,
        Role.DRAFTING_LEAD: Reach.REGION,
    },
    Right.DRAFT_EDITION: {Role.DRAFTING_LEAD: Reach.REGION},
    Right.READ_EDITION: {
        Role.PROGRAMME_MANAGER: Reach.NATION,
        Role.DRAFTING_LEAD: Reach.REGION,
        Role.DATA_OFFICER: Reach.REGION,
        Role.WALIDATA: Reach.REGION,
        Role.AGENCY_HEAD: Reach.REGION,
    },
}

# A person grants only the roles named here, and only as far as said.
GRANTS: dict[Role, dict[Role, Reach]] = {
    Role.PROGRAMME_MANAGER: dict.fromkeys(Role, Reach.NATION),
    Role.DRAFTING_LEAD: {
        Role.DATA_OFFICER: Reach.REGION,
        Role.WALIDATA: Reach.REGION,
        Role.AGENCY_HEAD: Reach.REGION,
    },
    Role.AGENCY_HEAD: {Role.DATA_OFFICER: Reach.AGENCY},
}

# Roles held only in an agency of the nation.
NATIONAL_ONLY = frozenset({Role.PROGRAMME_MANAGER})
# Roles held only in an agency of a region.
REGIONAL_ONLY = frozenset({Role.DRAFTING_LEAD})


class Denied(Exception):  # noqa: N818 - reads as a sentence: raise Denied
    """The person may not do this.

    ``hidden`` says that the thing lies outside the person's reach, so that even its
    existence is not told: a page answers 404, not 403.
    """

    def __init__(self, message: str, *, hidden: bool = False) -> None:
        super().__init__(message)
        self.hidden = hidden
