"""Screen 7: the explanation with its claims, gaps and reasons; reasons are written and confirmed in place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.support.builders import CLOUD, Clock, cut, goal, line, project, record, supplement, unit
from tests.support.explained import ASSETS, PROCUREMENT, named_originals, only_document
from tests.support.shell import run
from tests.support.tui import HOSTILE, LONG, explained_book, press, running, screen_lines, screen_text
from tracker.book import Book
from tracker.tui.app import TrackerApp
from tracker.tui.book_screen import BookScreen
from tracker.tui.lines import Lines
from tracker.tui.reason_screen import ReasonScreen, one_line
from tracker.tui.text_view import TextView
from tracker.tui.view_state import ViewState

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Book]:
    with explained_book(tmp_path / "book") as book:
        yield book


def view(app: TrackerApp) -> TextView:
    return app.screen.query_one(TextView)


def details(app: TrackerApp) -> str:
    """What stands beside the text about the place under the cursor, however it is wrapped."""
    return "\n".join("".join(text for text, _ in one) for one in app.screen.query_one("#detail", Lines).lines)


def whole_text(app: TrackerApp) -> str:
    return "\n".join(paragraph.text for paragraph in view(app).plan.manuscript.paragraphs)


def style_of(app: TrackerApp, said: str) -> Style:
    """How a piece of text is drawn; it stands on one line of the screen in one piece."""
    strips = app.screen._compositor.render_strips()  # there is no public way to the lines
    segment = next(segment for strip in strips for segment in strip if segment.text == said)
    assert segment.style is not None
    return segment.style


async def stand_on(app: TrackerApp, pilot: Pilot[None], key: str) -> None:
    places = [row.key for row in view(app).shown.rows]
    await press(pilot, "g", *["j"] * places.index(key))
    assert app.state.spot == key


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (120, 30), (160, 45)], ids=str)
async def test_the_text_its_basis_and_what_is_open_show_at_every_size(told: Book, size: tuple[int, int]) -> None:
    async with running(told, "7", size=size) as (app, _):
        text = screen_text(app)
        for said in ("2025年现行数 @4 比 2024年现行数 @4", "一、部门预算收支增减变化情况", "口径:现行数", "2025年"):
            assert said in text
        assert re.search(r"待办 \d+ 处", text)
        assert "712.35万元" in details(app)
        assert {cell_len(one) for one in screen_lines(app)} == {size[0]}


async def test_it_speaks_english_around_the_text(told: Book) -> None:
    async with running(told, "7", language="en") as (app, pilot):
        text = screen_text(app)
        assert "[7 Text]" in text
        assert "2025 current @4 against 2024 current @4" in text
        await press(pilot, "tab")
        assert "written as @3 by 周岚" in details(app)


@pytest.mark.parametrize("keys", ["", "[", "v", "("], ids=["newest", "older", "standing", "year before"])
async def test_23_every_number_is_the_one_of_the_command_line(told: Book, tmp_path: Path, keys: str) -> None:
    record(told, PROCUREMENT, ASSETS, fiscal_year=2025)
    named_originals(told)
    async with running(told, "7", *keys, size=(160, 45)) as (app, pilot):
        at = app.reader.explained_at(app.state)
        point = ["--at", at] if at else []
        found = run(tmp_path / "book", "explain", str(app.state.year), "--json", *point, lang="zh").json
        written = [section["text"].replace("\t", "｜") for section in found["sections"]]
        assert all(text in whole_text(app) for text in written)
        claims = [claim for section in found["sections"] for claim in section["claims"]]
        keys_of_claims = [row.key for row in view(app).shown.rows if row.key.split("|")[2] != "reason"]
        assert len(keys_of_claims) == len(claims)
        traced = run(tmp_path / "book", "explain", str(app.state.year), "--trace", *point, lang="zh").out
        await press(pilot, "g")
        standing = iter(claims)
        for row in view(app).shown.rows:
            assert app.state.spot == row.key or row.key == view(app).shown.rows[0].key
            if row.key in keys_of_claims:
                claim = next(standing)
                about = details(app)
                assert f"  {claim['text']}{claim['unit']}  " in about.splitlines()[0] + "  "
                assert row.cells[0] == claim["text"]
                if claim["formula"]:
                    assert f"{claim['formula']} = {claim['text']}{claim['unit']}" in about
                if claim["basis"]:
                    assert claim["basis"]["text"] in about
                for origin in re.findall(r"^(?:出处|对比) (.*)$", about, re.M):
                    assert origin in traced
            await pilot.press("j")
            await pilot.pause()


async def test_a_claim_shows_displayed_and_exact_value_source_formula_basis_and_events(told: Book) -> None:
    async with running(told, "7", size=(160, 45)) as (app, pilot):
        await stand_on(app, pilot, "1|income|percent|1")
        assert re.sub(r"〕\d+号", "〕号", details(app)).splitlines() == [
            "收入预算  9.26%  增减幅度",
            "出处 表1 收入总计 [预算] 2025 年 @4",
            "对比 表1 收入总计 [预算] 2024 年 @4",
            "算式 |712.35 − 652.00| ÷ 652.00 = 9.26%",
            "口径：2025 年预算（HEAD，@4），甲局；比 2024 年预算（HEAD，@4），甲局",
            "income 收入预算：652.00 → 712.35，须重新确认：云平台扩容至2期（@3 周岚）",
            "@4 2025-03-01 追加 +12.35  测〔2024〕号",
            "@2 2025-01-15 预算批复 +700.00  测〔2024〕号",
        ]
        await press(pilot, "k", "k")
        assert details(app).splitlines()[0] == "收入预算  712.35万元  数额  精确数 712.345678 万元"


async def test_a_fact_says_which_revision_stated_it(told: Book) -> None:
    record(told, PROCUREMENT, fiscal_year=2025)
    async with running(told, "7") as (app, pilot):
        await stand_on(app, pilot, "4|goods|amount|1")
        assert "2025 年登记事项 procurement/goods，@5" in details(app)
        await press(pilot, "enter")
        assert "不出自表格" in screen_lines(app)[-1]
        assert app.state.screen == "text"


async def test_gaps_and_stale_reasons_have_signs_and_tones_and_tab_goes_round_them(told: Book) -> None:
    async with running(told, "7", size=(160, 45)) as (app, pilot):
        signs = {row.key: row.mark for row in view(app).shown.rows if row.mark.strip()}
        assert signs["1|income|reason|1"] == "?"
        assert signs["1|spending|reason|1"] == "!"
        gutters = {one[:4] for one in screen_lines(app)}
        assert " >? " in gutters or " >! " in gutters
        seen = []
        for _ in range(len(signs) + 1):
            await press(pilot, "tab")
            seen.append(app.state.spot)
        assert seen[:-1] == [*signs]
        assert seen[-1] == seen[0]
        await press(pilot, "n")
        assert app.state.spot == seen[1]
        await press(pilot, "N", "N")
        assert app.state.spot == seen[0]


async def test_nothing_rests_on_colour_alone(told: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(told, "7", size=(160, 45)) as (app, _):
        assert style_of(app, "60.35").underline
        assert style_of(app, "712.35").reverse
        assert style_of(app, "【待填写】").bold
        assert style_of(app, "云平台扩容至2期").underline


async def test_enter_goes_to_the_cell_b_to_its_history_and_back_to_the_same_claim(told: Book) -> None:
    async with running(told, "7") as (app, pilot):
        await stand_on(app, pilot, "2|three-public|amount|1")
        start = app.state
        await press(pilot, "enter")
        assert app.state.screen == "table"
        assert "表7 / “三公”经费 / 合计 = 2.50" in screen_text(app)
        await press(pilot, "<")
        assert app.state == start
        await press(pilot, "b")
        assert "= 2.50 万元" in screen_text(app)
        await press(pilot, "<")
        assert app.state == start


async def test_a_reason_leads_to_the_cell_that_it_explains(told: Book) -> None:
    async with running(told, "7", "tab", "enter") as (app, _):
        assert (app.state.screen, app.state.row) == ("table", "收入/收入总计")


async def test_a_reason_is_written_in_place_and_stands_in_the_text_as_an_event(told: Book) -> None:
    async with running(told, "7") as (app, pilot):
        await stand_on(app, pilot, "1|spending|reason|1")
        assert "-5.00 培训" in details(app)
        await press(pilot, "E")
        assert isinstance(app.screen, ReasonScreen)
        for said in ("spending 支出预算：652.00 → 712.35", "+49.85 云平台", "甲局 测〔2024〕"):
            assert said in screen_text(app)
        await press(pilot, *"云平台二期q7[", "enter", "!", "ctrl+s")
        assert isinstance(app.screen, BookScreen)
        assert (app.state.version, app.state.spot) == (5, "1|spending|reason|1")
        assert "主要原因是云平台二期q7[!。" in whole_text(app)
        assert "增减原因已记为 @5" in screen_lines(app)[-1]
        assert "周岚 写于" in details(app)
    header = next(iter(told.log())).header
    assert (header.seq, header.by, header.fiscal_year) == (5, "周岚", 2025)
    reason = next(r for r in told.explain(2025).reasons if r.subject.id == "spending")
    assert (reason.status, reason.text) == ("confirmed", "云平台二期q7[!")


async def test_the_box_opens_with_the_present_text_from_any_number_of_the_sentence(told: Book) -> None:
    async with running(told, "7", "j", "E") as (app, pilot):
        area = app.screen.query_one(TextArea)
        assert area.text == "云平台扩容至2期"
        await press(pilot, *"及维护", "ctrl+s")
        assert "主要原因是云平台扩容至2期及维护；" in whole_text(app)


async def test_escape_records_nothing_and_keeps_what_was_typed(told: Book) -> None:
    async with running(told, "7", "E", *"甲", "escape") as (app, pilot):
        assert isinstance(app.screen, BookScreen)
        assert told.head.seq == 4
        assert "没有登记" in screen_lines(app)[-1]
        await press(pilot, "E")
        assert app.screen.query_one(TextArea).text == "云平台扩容至2期甲"
        await press(pilot, "ctrl+s")
        assert told.head.seq == 5


async def test_an_empty_reason_is_not_recorded(told: Book) -> None:
    async with running(told, "7", "tab", "tab", "E", "space", "ctrl+s") as (app, _):
        assert isinstance(app.screen, ReasonScreen)
        assert "还没有写" in screen_text(app)
        assert told.head.seq == 4


async def test_what_is_pasted_becomes_one_paragraph_without_control_characters(told: Book) -> None:
    async with running(told, "7", "tab", "tab", "E") as (app, pilot):
        app.post_message(events.Paste("云平台\n二期\x1b[31m [b]two\r\nyears[/b]"))
        await press(pilot)
        assert "\x1b" not in screen_text(app)
        await press(pilot, "ctrl+s")
        assert "主要原因是云平台二期\ufffd[31m [b]two years[/b]。" in whole_text(app)
    assert one_line("") == ""


async def test_a_refused_text_stays_in_the_box(told: Book) -> None:
    async with running(told, "7", "tab", "tab", "E") as (app, pilot):
        app.screen.query_one(TextArea).load_text("长" * 100_000)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ReasonScreen)
        assert len(app.screen.query_one(TextArea).text) == 100_000
        assert "Ctrl+S" not in screen_lines(app)[-1]
        assert told.head.seq == 4


async def test_a_stale_reason_is_confirmed_for_the_present_numbers(told: Book) -> None:
    async with running(told, "7", "tab") as (app, pilot):
        assert "须重新确认" in details(app)
        assert "@3 周岚 写于" in details(app)
        assert "说明的是 652.00 → 700.00" in details(app)
        await press(pilot, "Y")
        assert (app.state.version, app.state.spot) == (5, "1|income|reason|1")
        assert "增减原因已记为 @5" in screen_lines(app)[-1]
        assert view(app).cursor_row is not None
        assert view(app).cursor_row.mark == " "  # type: ignore[union-attr] # as asserted above
        await press(pilot, "Y")
        assert "不必再确认" in screen_lines(app)[-1]
        await press(pilot, "tab", "Y")
        assert "还没有写过原因：按 E 写" in screen_lines(app)[-1]
    assert told.head.seq == 5


async def test_where_no_reason_is_asked_for_that_is_said(told: Book) -> None:
    async with running(told, "7") as (app, pilot):
        for place, said in (
            ("2|car-purchase|amount|1", "不要求写增减原因"),
            ("4|procurement|reason|1", "尚未登记"),
            ("6|云平台|amount|1", "不要求写增减原因"),
        ):
            await stand_on(app, pilot, place)
            for key in "EY":
                await press(pilot, key)
                assert said in screen_lines(app)[-1]
    assert told.head.seq == 4


async def test_what_others_recorded_meanwhile_is_shown_before_anything_is_recorded(told: Book, tmp_path: Path) -> None:
    async with running(told, "7", "tab", "E", *"乙") as (app, pilot):
        with Book.open(tmp_path / "book") as other:
            record(other, supplement(CLOUD, "100.00"), fiscal_year=2025, effective="2025-04-01")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ReasonScreen)
        assert told.head.seq == 5
        assert app.screen.query_one(TextArea).text == "云平台扩容至2期乙"
        assert "652.00 → 812.35" in screen_text(app)
        assert "@5" in screen_lines(app)[-1]
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BookScreen)
        assert app.state.version == 6
        assert "主要原因是云平台扩容至2期乙；" in whole_text(app)


async def test_a_forked_book_is_explained_and_not_written(told: Book, tmp_path: Path) -> None:
    import shutil

    path = tmp_path / "book"
    told.close()
    copy = Path(shutil.copytree(path, tmp_path / "copy"))
    for folder, name in ((path, "戊局"), (copy, "己局")):
        with Book.open(folder, Clock()) as book:
            record(book, unit(name), effective="2024-07-01")
    shutil.rmtree(path / "events")
    shutil.copytree(copy / "events", path / "events")
    with Book.open(path) as book:
        async with running(book, "7", "tab") as (app, pilot):
            assert "712.35万元" in screen_text(app)
            for key in "EY":
                await press(pilot, key)
                assert isinstance(app.screen, BookScreen)
                assert "@5" in screen_lines(app)[-1]
        assert book.head.seq == 5


async def test_a_disk_that_cannot_be_written_is_said_and_the_text_stays(
    told: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(told, "record", full)
    async with running(told, "7", "tab", "E", *"丙", "ctrl+s") as (app, _):
        assert isinstance(app.screen, ReasonScreen)
        assert "No space left on device" in screen_lines(app)[-1]
        assert app.screen.query_one(TextArea).text.endswith("丙")


async def test_the_original_budgets_are_explained_until_the_present_one_is_asked_for(told: Book) -> None:
    named_originals(told)
    async with running(told, "7") as (app, pilot):
        assert "2025年年初预算 @2 比 2024年年初预算 @1" in screen_text(app)
        assert "口径:年初预算" in screen_text(app)
        assert "700.00" in screen_text(app)
        await press(pilot, "v")
        assert "2025年现行数 @5 比 2024年现行数 @5" in screen_text(app)
        assert "712.35" in screen_text(app)
        await press(pilot, "[", "v")
        assert "只有这一种口径" in screen_lines(app)[-1]
        assert "2025年现行数 @4 比" in screen_text(app)


async def test_writing_beside_a_named_budget_of_the_past_keeps_it_in_view(told: Book) -> None:
    named_originals(told)
    record(told, cut(CLOUD, "-1.00"), fiscal_year=2025, effective="2025-05-01")
    told.tag("2025/adjusted", 4)
    async with running(told, "7", "[", "[", "[") as (app, pilot):
        assert app.state.version == 4
        assert "712.35" in screen_text(app)
        await press(pilot, "tab", "Y")
        assert (app.state.version, told.head.seq) == (4, 8)
        assert "增减原因已记为 @8" in screen_lines(app)[-1]
        assert view(app).cursor_row is not None
        assert view(app).cursor_row.mark == " "  # type: ignore[union-attr] # as asserted above


async def test_a_year_without_a_year_before_has_gaps_and_no_comparison(book: Book) -> None:
    async with running(book, "7", "tab") as (app, pilot):
        assert "2024年现行数 @1 比 2023 年数不明" in screen_text(app)
        assert "上年数不明" in details(app)
        await press(pilot, "E")
        assert "两年数额不全" in screen_lines(app)[-1] or "上年数不明" in screen_lines(app)[-1]


async def test_a_year_in_which_nothing_is_known_yet_is_all_gaps(told: Book) -> None:
    async with running(told, "7", "0") as (app, pilot):
        assert (app.state.year, app.state.version) == (2025, 1)
        assert "待办" in screen_text(app)
        await press(pilot, "j", "G", "b", "enter")
        assert {cell_len(one) for one in screen_lines(app)} == {80}


async def test_a_published_document_is_explained_against_what_its_own_text_implies(empty: Book) -> None:
    sentence = "2024年本部门收入预算110.00万元，比上年增加10.00万元，增长10%；支出预算110.00万元，与上年持平。"
    record(empty, unit("甲局"), only_document("一、部门预算收支增减变化情况\n" + sentence))
    async with running(empty, "7", size=(160, 45)) as (app, pilot):
        assert "比 2023年数（文字反推）" in screen_text(app)
        await press(pilot, "j")
        assert "算式 |110.00 − 100.00| = 10.00万元" in details(app)
        assert "反推" in details(app)
        await press(pilot, "enter")
        assert (app.state.screen, app.state.table) == ("table", 1)


async def test_an_empty_book_has_no_text_and_says_what_to_do(empty: Book) -> None:
    async with running(empty, "7", "tab", "E", "Y", "j", "enter") as (app, _):
        assert "还没有版本" in screen_text(app)
        assert isinstance(app.screen, BookScreen)
        assert "账本是空的" in screen_lines(app)[-1]


@pytest.mark.parametrize("width", [60, 80, 97, 120, 161])
async def test_hostile_and_endless_names_are_shown_literally(told: Book, width: int) -> None:
    new = project(HOSTILE, "甲局"), project(LONG, "甲局")
    lines = supplement(line("甲局", HOSTILE), "5000.00"), supplement(line("甲局", LONG), "6000.00")
    record(told, *new, *lines, goal(HOSTILE, "目标[/bold] [="), fiscal_year=2025, effective="2025-06-01")
    told.write_reason(2025, "spending", HOSTILE + LONG)
    async with running(told, "7", size=(width, 24)) as (app, pilot):
        assert HOSTILE in whole_text(app)
        assert LONG in whole_text(app)
        await press(pilot, "G")
        for _ in range(6):
            await press(pilot, "k")
            assert {cell_len(one) for one in screen_lines(app)} == {width}
        await stand_on(app, pilot, "1|spending|reason|1")
        await press(pilot, "E")
        assert {cell_len(one) for one in screen_lines(app)} == {width}
        await press(pilot, "escape")


async def test_a_wrong_template_is_said_in_the_place_of_the_text(told: Book) -> None:
    record(told, {"kind": "SettingsChanged", "changes": {"template.explanation": "{{ nothing() }}"}})
    async with running(told, "7", "E", "Y", "tab") as (app, pilot):
        assert "模板第 1 行" in screen_text(app)
        await press(pilot, "1", "2")
        assert app.state.screen == "table"


async def test_pages_read_the_whole_text_and_the_cursor_follows(told: Book) -> None:
    async with running(told, "7") as (app, pilot):
        assert "2025年部门预算情况说明" in screen_text(app)
        read = set(screen_lines(app)[2:13])
        for _ in range(8):
            await press(pilot, "pagedown")
            read |= set(screen_lines(app)[2:13])
        shown = "".join(one[3:].strip() for one in read)
        assert all(paragraph.text[-8:].strip() in shown for paragraph in view(app).plan.manuscript.paragraphs)
        assert app.state.spot == view(app).shown.rows[-1].key
        await press(pilot, "pageup", "home")
        assert app.state.spot == view(app).shown.rows[0].key
        assert "2025年部门预算情况说明" in screen_text(app)
        await press(pilot, "ctrl+d", "ctrl+u")
        await press(pilot, "g")


async def test_resizing_keeps_the_claim_in_view(told: Book) -> None:
    async with running(told, "7", "G") as (app, pilot):
        spot = app.state.spot
        for size in ((40, 10), (160, 45), (60, 16), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            if size == (40, 10):
                assert "窗口太小" in screen_text(app)
            else:
                assert any(one.lstrip().startswith(">") for one in screen_lines(app))
        assert app.state.spot == spot


async def test_a_filter_and_only_what_is_open_limit_where_the_cursor_goes(told: Book) -> None:
    async with running(told, "7", "/", *"三公", "enter") as (app, pilot):
        assert {row.key.split("|")[1] for row in view(app).shown.rows} >= {"three-public"}
        assert "筛选: 三公" in screen_text(app)
        await press(pilot, "escape", "c")
        assert all(row.mark.strip() for row in view(app).shown.rows)


async def test_a_click_chooses_a_claim_and_a_second_one_opens_its_cell(told: Book) -> None:
    async with running(told, "7", "j") as (app, pilot):
        y, x = next((y, one.index("712.35")) for y, one in enumerate(screen_lines(app)) if "712.35" in one)
        cells = cell_len(screen_lines(app)[y][:x])
        await pilot.click(offset=(cells + 1, y))
        await pilot.pause(0.1)
        assert app.state.spot == "1|income|amount|1"
        await pilot.click(offset=(cells + 1, y), times=2)
        await pilot.pause(0.1)
        assert app.state.screen == "table"
        assert isinstance(app.state, ViewState)


def test_explaining_is_imported_only_when_the_screen_is_opened(told: Book, tmp_path: Path) -> None:
    script = """
import asyncio, sys
from tracker.book import Book
from tracker.tui.app import TrackerApp
HEAVY = ("tracker.explain", "jinja2", "tracker.tui.text_view", "tracker.tui.reason_screen")
async def main():
    with Book.open(sys.argv[1]) as book:
        async with TrackerApp(book, "zh").run_test() as pilot:
            for key in "123456":
                await pilot.press(key)
            print([name for name in HEAVY if name in sys.modules])
            await pilot.press("7")
            await pilot.pause()
            print([name for name in HEAVY if name in sys.modules])
asyncio.run(main())
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "book")], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.splitlines() == ["[]", "['tracker.explain', 'jinja2', 'tracker.tui.text_view']"]


async def test_keys_in_quick_succession_act_on_where_the_cursor_is(told: Book) -> None:
    async with running(told, "7") as (app, pilot):
        for key in ("tab", "tab", "E"):
            app.simulate_key(key)
        await pilot.pause(0.2)
        assert isinstance(app.screen, ReasonScreen)
        assert "spending 支出预算" in screen_text(app)
