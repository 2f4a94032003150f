"""A department that is called otherwise in the next year: what is said, and what to do about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.departments.making import Department, department
from tests.departments.printing import nine, twelve
from tests.departments.trying import Printer, files
from tests.support.shell import run
from tracker.book import Book

OLD, NEW = "云溪市卫生健康局", "云溪市卫生健康委员会"


@pytest.fixture
def renamed() -> Department:
    made = department(3)
    made.years[1].units["0"] = (NEW, "行政")
    assert made.field.entity == OLD
    return made


@pytest.fixture
def book(tmp_path: Path) -> Path:
    Book.init(tmp_path / "book").close()
    return tmp_path / "book"


@pytest.mark.parametrize("printer", [twelve, nine])
def test_once_it_is_recorded_the_years_are_those_of_one_department(
    renamed: Department, book: Path, printer: Printer
) -> None:
    with files(renamed, printer) as (old, new):
        assert run(book, "import", old, "--adopt").code == 0
        refused = run(book, "import", old, new, "--adopt", "--json").json[1]
        assert refused["status"] == "refused"
        assert "UnitRenamed" in refused["why"][0]
        year = renamed.years[1].year
        paper = {"number": "编〔2022〕1号", "title": "更名", "date": f"{year - 1}-12-20"}
        event = {"kind": "UnitRenamed", "unit": OLD, "name": NEW}
        body = {"fiscal_year": year, "document": paper, "effective": f"{year}-01-01", "events": [event]}
        assert run(book, "record", "--file", "-", stdin=json.dumps(body).encode()).code == 0
        assert run(book, "import", old, new, "--adopt", "--json").json[1]["status"] == "opened"
        found = run(book, "bridge", str(year), "--json").json
        assert not any(step["change"] in ("joined", "left") for step in found["steps"])


def test_a_second_department_is_pointed_out_and_propose_knows_it(renamed: Department, book: Path) -> None:
    with files(renamed, twelve) as (old, new):
        assert run(book, "import", old, "--adopt").code == 0
        second = run(book, "import", new, "--adopt")
        assert (second.code, OLD in second.err, "UnitRenamed" in second.err) == (0, True, True)
        years = tuple(f"{year.year}/original" for year in renamed.years)
        found = run(book, "propose", *years, "--json").json["proposals"]
        assert [one["label"] for one in found if one["kind"] == "unit-renamed"] == [f"{OLD} → {NEW}"]
        assert run(book, "propose", *years, "--accept", "all").code == 0
        bridge = run(book, "bridge", str(renamed.years[1].year), "--mode", "restated", "--json").json
        assert not any(step["change"] in ("joined", "left") for step in bridge["steps"])
