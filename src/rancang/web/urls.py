"""The whole site map on one page."""

from __future__ import annotations

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from rancang.web.accounts import views as accounts
from rancang.web.assessment import pages as assessed
from rancang.web.assessment import views as assessment
from rancang.web.collection import pages as collected
from rancang.web.collection import views as collection
from rancang.web.masterplan import pages as written
from rancang.web.masterplan import views as masterplan


# What waits for a person, asked of each part from the door in to the door out.
WORK = (collected.work, assessed.work, written.work)
AGENCY = "data/<code>/<agency>"
KEY = "<region>/<indicator>/<period>"
BOOK = "buku/<region>/<book>/<int:number>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", accounts.front, name="front"),
    # Of allauth only these: no page that mails anything to anyone.
    path("akun/login/", account.login, name="account_login"),
    path("akun/logout/", account.logout, name="account_logout"),
    path("akun/signup/", account.signup, name="account_signup"),
    path("akun/inactive/", account.account_inactive, name="account_inactive"),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/sandi/baru/", account.password_set, name="account_set_password"),
    path("bahasa/", login_not_required(set_language), name="set_language"),
    path("tugas/", accounts.work, {"parts": WORK}, name="work"),
    # the door in
    path("data/", collection.calls, name="calls"),
    path("data/<code>/", collection.call, name="call"),
    path(f"{AGENCY}/", collection.agency, name="agency_call"),
    path(f"{AGENCY}/templat/", collection.workbook, name="workbook"),
    path(f"{AGENCY}/kirim/", collection.send, name="send"),
    path(f"{AGENCY}/ajukan/", collection.submit, name="submit"),
    path(f"{AGENCY}/isi/{KEY}/", collection.entry, name="entry"),
    path(f"{AGENCY}/<indicator>/<period>/", collection.cells, name="cells"),
    path("berkas/<int:pk>/", collection.upload, name="upload"),
    path("berkas/<int:pk>/konfirmasi/", collection.confirm, name="confirm"),
    path("berkas/<int:pk>/masalah/", collection.problems, name="problems"),
    path("berkas/<int:pk>/unduh/", collection.file, name="uploaded_file"),
    path("periksa/", collection.check, name="check"),
    path("setujui/", collection.approve, name="approve"),
    path(f"nilai/{KEY}/", collection.value, name="value"),
    # the assessment
    path("peringkat/", assessment.ranking, name="ranking"),
    path("peringkat/unduh/", assessment.ranking_file, name="ranking_file"),
    path(
        "peringkat/peta/<int:number>-<slug:mark>-<language>.svg",
        assessment.atlas,
        name="atlas",
    ),
    path("usulan/", assessment.proposal, name="proposal"),
    path("skenario/", assessment.scenarios, name="scenarios"),
    path("daerah/<code>/", masterplan.region, name="region"),
    path("daerah/<code>/tren/<indicator>.svg", masterplan.trend, name="trend"),
    # the door out
    path("buku/", masterplan.books, name="books"),
    path("buku/<region>/susun/", masterplan.draft, name="draft"),
    path(f"{BOOK}/", masterplan.book, name="book"),
    path(f"{BOOK}/gambar/<anchor>.svg", masterplan.picture, name="picture"),
    path(f"{BOOK}/unduh/<kind>/", masterplan.book_file, name="book_file"),
    path(f"{BOOK}/<chapter>/", masterplan.book, name="chapter"),
]
