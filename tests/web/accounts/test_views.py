from __future__ import annotations

import pytest

from rancang.web.accounts.models import Person


PASSWORD = "sandi-yang-panjang-42"


def _with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.mark.django_db
def test_a_stranger_sees_what_rancang_is_and_the_way_in(client):
    page = client.get("/").content.decode()

    assert "menyebut sumbernya" in page
    assert "/akun/login/" in page


def test_signing_in_leads_to_the_own_posts(client, world):
    person = _with_password(world.officer)

    page = client.post(
        "/akun/login/",
        {"login": person.username, "password": PASSWORD},
        follow=True,
    ).content.decode()

    assert "Petugas data, Badan Pusat Statistik" in page


@pytest.mark.parametrize("username", ["petugas", "tidak-ada"])
def test_a_wrong_password_never_tells_whether_the_account_exists(
    client, world, username
):
    _with_password(world.officer)

    answer = client.post("/akun/login/", {"login": username, "password": "salah"})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated
    told = page.split('role="alert"')[1].split("</div>")[0]
    assert username not in told


def test_the_session_changes_at_the_door(client, world):
    person = _with_password(world.officer)
    client.get("/akun/login/")
    before = client.session.session_key

    client.post("/akun/login/", {"login": person.username, "password": PASSWORD})

    assert client.session.session_key != before


@pytest.mark.django_db
def test_nobody_opens_an_account_alone(client):
    answer = client.post(
        "/akun/signup/", {"username": "saya", "password1": PASSWORD}, follow=True
    )

    assert not Person.objects.filter(username="saya").exists()
    assert answer.status_code == 200


def test_demo_accounts_are_listed_in_demo_mode_only(client, world, settings):
    Person.objects.filter(pk=world.officer.pk).update(demo=True)

    settings.DEMO = False
    hidden = client.get("/akun/login/").content.decode()
    settings.DEMO = True
    shown = client.get("/akun/login/").content.decode()

    assert "petugas (contoh)" not in hidden
    assert "petugas (contoh)" in shown


@pytest.mark.django_db
def test_pages_carry_a_strict_content_security_policy(client):
    answer = client.get("/")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_an_unknown_address_answers_404_in_words(client, world):
    client.force_login(world.officer)

    answer = client.get("/tidak/ada/")

    assert answer.status_code == 404
    assert "Tidak ditemukan" in answer.content.decode()
