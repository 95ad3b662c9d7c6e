"""A session in another language: it is opened in it, all that people read is in it, and the rest is the same."""

from __future__ import annotations

from tests.web.people import Table


async def test_the_shelf_lists_a_cases_languages_its_own_first(server: Table) -> None:
    """With title, summary and tagline of each, so that a host can choose."""
    shelf = (await server.http.get("/api/scenarios")).json()
    alder = next(case for case in shelf if case["id"] == "alder-mutual")
    assert alder["language"] == "en"
    assert [each["language"] for each in alder["languages"]] == ["en", "de"]
    english, german = alder["languages"]
    assert english == {key: alder[key] for key in ("language", "title", "summary", "tagline")}
    assert german["tagline"].startswith("Seit neue Bedingungen gelten")
    assert all(case["languages"][0]["language"] == case["language"] for case in shelf)


async def test_a_session_is_played_in_the_language_that_it_was_opened_in(server: Table) -> None:
    """The case says its language, and what a team opens is in it; figures and hours are those of the case."""
    session = await server.open(language="de", teams=1)
    ada = await server.join(session.code, "Ada")
    async with server.enter(session.token) as host, server.enter(ada.token) as person:
        case = person.records["case"]
        assert (case["language"], case["sector"], case["people"]) == ("de", "Versicherung", 120)
        assert case["figures"][4]["value"] == "180.000 £"
        for _ in range(2):
            await host.do("phase.next")
        await person.do("evidence.open", team="1", evidence="D3")
        bonus = person.records["evidence/1/D3"]
        assert bonus["title"] == "Bonusregelung im Bereich Schaden"
        assert "8 % des Gehalts" in bonus["body"]
        assert person.records["brief"]["request"].startswith("**Von:** Margaret Oyelaran")
        assert host.records["shelf/regulator"]["title"] == "Die Aufsicht fragt, was Sie tun werden"


async def test_without_a_choice_a_session_is_in_the_cases_own_language(server: Table) -> None:
    """Named or not."""
    for more in ({}, {"language": "en"}):
        session = await server.open(**more)
        async with server.enter(session.token) as host:
            assert host.records["case"]["language"] == "en"


async def test_a_language_that_the_case_does_not_have_is_refused_with_the_choices(server: Table) -> None:
    """422, and which there are."""
    answer = await server.http.post("/api/sessions", json={"scenario": "alder-mutual", "language": "fr"})
    assert (answer.status_code, answer.json()["code"]) == (422, "language.unknown")
    assert answer.json()["message"].endswith("Choose one of: en, de.")
