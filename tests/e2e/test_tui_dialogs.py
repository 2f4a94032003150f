"""The dialogs, driven by keys: going anywhere, taking away what is seen, recording with a preview. The numbers in
the names are those of the checklist that the screens are built to."""

from __future__ import annotations

import csv
import json
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from textual import events

from tests.support.builders import CLOUD, record, supplement
from tests.support.shell import run
from tests.support.tui import HOSTILE, eventful_book, press, restart, running, screen_lines, screen_text
from tracker.book import Book
from tracker.tui.app import TrackerApp
from tracker.tui.book_screen import BookScreen
from tracker.tui.figures import amount
from tracker.tui.form_screen import FormScreen
from tracker.tui.seen import seen
from tracker.tui.tasks import Paper

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture
def lively(tmp_path: Path) -> Iterator[Book]:
    with eventful_book(tmp_path / "book") as book:
        yield book


async def test_08_escape_takes_one_layer_after_the_other_and_never_leaves(lively: Book) -> None:
    async with running(lively, "2", "space", "/", "2", "0", "6") as (app, pilot):
        assert app.screen.query("#search")
        await press(pilot, "escape")
        assert not app.screen.query("#search")
        assert (app.state.filter, app.state.mark) == ("", 8)
        await press(pilot, "colon", "escape")
        assert app.state.mark == 8
        await press(pilot, "escape")
        assert app.state.mark is None
        await press(pilot, "escape", "escape")
        assert app.is_running


async def test_20_the_palette_finds_codes_names_commands_and_versions(lively: Book) -> None:
    async with running(lively, "2", "left_parenthesis") as (app, pilot):
        first = app.trail
        for typed, holds in (
            ("20605", lambda s: s.row == "20605"),
            ("运维", lambda s: (s.screen, s.row[-2:]) == ("table", "运维") or s.row != ""),
            ("reconciliation", lambda s: s.screen == "checks"),
            ("勾稽", lambda s: s.screen == "checks"),
            ("2024/adjusted", lambda s: s.version == 6),
            ("@3", lambda s: s.version == 3),
            ("@2..@5", lambda s: (s.screen, s.mark, s.version) == ("diff", 2, 5)),
            ("12/云平台", lambda s: (s.table, s.screen) == (12, "table")),
            ("表5", lambda s: (s.table, s.screen) == (5, "table")),
        ):
            await restart(app, pilot, first)
            await press(pilot, "colon")
            app.screen.query_one("#typed").value = typed  # type: ignore[attr-defined]
            await pilot.pause()
            await press(pilot, "enter")
            assert holds(app.state), (typed, app.state)
        await press(pilot, "less_than_sign")
        assert app.state == first.here


async def test_20_the_palette_says_nothing_fits_and_takes_hostile_text(lively: Book) -> None:
    async with running(lively, "2", "colon") as (app, pilot):
        app.screen.query_one("#typed").value = "[/red]\x1b[31m \u202e"  # type: ignore[attr-defined]
        await pilot.pause()
        assert "\x1b" not in screen_text(app)
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, BookScreen)


# Taking away


async def test_24_what_is_copied_is_exact(lively: Book) -> None:
    async with running(lively, "2", "(") as (app, pilot):
        await press(pilot, "y", "c")
        assert app.clipboard == "771.00"
        assert "771.00 万元 (7710012.34元)" in screen_lines(app)[-1]
        await press(pilot, "j", "y", "r")
        assert app.clipboard.split("\t")[:2] == ["201", "一般公共服务支出"]
        assert "," not in app.clipboard
        await press(pilot, "y", "t")
        assert len(app.clipboard.splitlines()) == 3 + len(seen(app.reader, app.state).rows)
        assert "2024年 | 口径:现行数 | 单位:万元" in app.clipboard
        await press(pilot, "k", "y", "s")
        for said in ("甲局2024年部门预算", "表3 / 合计 / 合计", "771.00万元", "@8", "追加 2024-01-15"):
            assert said in app.clipboard
        await press(pilot, "y", "l")
        words = shlex.split(app.clipboard)
        assert words[:2] == ["tracker", "--book"]
        printed = run(lively.path, *words[3:], lang="zh")
        assert printed.code == 0
        assert "771.00" in printed.out
        await press(pilot, "3", "y", "c")
        assert "此行不对应唯一的格" in screen_text(app)


async def test_25_an_export_is_what_is_seen_and_replaces_nothing_unasked(
    lively: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(lively, "2", "(", "T", "T", "T", "/") as (app, pilot):
        await press(pilot, *"应急", "enter")
        view = seen(app.reader, app.state)
        assert len(view.rows) < 8
        await press(pilot, "e", "enter")
        assert "已写出" in screen_lines(app)[-1]
        [file] = tmp_path.glob("*.csv")
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
        assert [tuple(row[1:]) for row in rows[4:]] == [*view.values()]
        assert rows[1] == [view.caption]
        assert all(said in view.caption for said in ("@8", "2024年", "口径:现行数", "单位:万元"))
        await press(pilot, "e", "enter")
        assert "已存在" in screen_lines(app)[-1]
        before = file.stat().st_mtime_ns
        await press(pilot, "escape")
        assert file.stat().st_mtime_ns == before
        for steps, suffix in enumerate(("xlsx", "md", "json", "txt"), 1):
            await press(pilot, "e", *["tab"] * steps, "enter")
            assert next(tmp_path.glob(f"*.{suffix}")).stat().st_size > 100
        sheet = load_workbook(next(tmp_path.glob("*.xlsx"))).active
        assert sheet is not None
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
        assert [f"{sheet.cell(5 + n, 3).value:.2f}" for n in range(len(view.rows))] == [row[1] for row in view.rows]
        saved = json.loads(next(tmp_path.glob("*.json")).read_text("utf-8"))
        assert [tuple(row["cells"]) for row in saved["rows"]] == [*view.values()]
        assert HOSTILE.replace("[", "\\[")[:6] in next(tmp_path.glob("*.md")).read_text("utf-8")


async def test_25_a_format_that_is_none_and_a_folder_are_said(lively: Book, tmp_path: Path) -> None:
    async with running(lively, "2", "e") as (app, pilot):
        for name, said in (
            ("x.doc", "没有“doc”这种格式"),
            (str(tmp_path), "请写文件名"),
            ("no/such/x.csv", "系统出错"),
        ):
            app.screen.query_one("#path").value = name  # type: ignore[attr-defined]
            await press(pilot, "enter")
            assert said in screen_lines(app)[-1]


# Recording


def test_a_document_is_written_in_one_line() -> None:
    assert Paper.read("甲财〔2025〕1号 2025-02-03 财政") == ("甲财〔2025〕1号", "2025-02-03", "finance")
    assert Paper.read("2025-02-03 甲 号 congress") == ("甲 号", "2025-02-03", "congress")
    assert Paper.read("") == ("", "", "")


def fields(app: TrackerApp) -> dict[str, str]:
    assert isinstance(app.screen, FormScreen)
    return app.screen.values


async def fill(app: TrackerApp, pilot: object, **said: str) -> None:
    """Types into the fields of the form that is open."""
    assert isinstance(app.screen, FormScreen)
    for name, value in said.items():
        app.screen.field(name).value = value
    await pilot.pause()  # type: ignore[attr-defined]


async def test_21_a_supplement_is_previewed_and_recorded_as_previewed(lively: Book) -> None:
    async with running(lively, "a") as (app, pilot):
        await press(pilot, "enter", *"甲号", "enter", *"运维", "enter", *"1.5", "enter")
        assert fields(app)["place"] == "甲中心/运维"
        await press(pilot, "ctrl+s")
        assert "还缺" in screen_lines(app)[-1] or "缺" in screen_lines(app)[-1]
        await fill(app, pilot, doc="甲号 2025-02-01 财政", reason="扩容")
        await press(pilot, "ctrl+s")
        text = screen_text(app)
        assert "预览：将为 @9，尚未写入" in text
        assert lively.head.seq == 8
        assert "+1.50" in text
        shown = [line.split() for line in screen_lines(app) if "表3 合计" in line]
        await press(pilot, "y")
        assert "预算变动申请" in app.clipboard
        assert "\t1.50\t" in app.clipboard
        await press(pilot, "ctrl+s", "ctrl+s")
        assert lively.head.seq == 9
        assert "已登记 @9" in screen_lines(app)[-1]
        table = lively.table(lively.view(2025, lively.point().point), 3)
        assert shown[0][-2] == amount(table.cell("合计", "合计"))


async def test_21_keys_in_quick_succession_go_where_they_were_meant(lively: Book) -> None:
    typed = "enter", "enter", *"运维", "enter", *"1.5", "enter", "enter", *"扩容", "enter"
    async with running(lively, "a") as (app, pilot):
        app.recorder._by = "recorder"  # whose document is at hand
        for key in typed:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause(0.5)
        said = {"kind": "追加", "place": "甲中心/运维", "amount": "1.5", "reason": "扩容"}
        assert {name: fields(app)[name] for name in said} == said


async def test_21_what_is_wrong_is_said_and_leaving_changes_no_byte(lively: Book) -> None:
    log = (lively.path / "events" / "2025.jsonl").read_bytes()
    async with running(lively, "a") as (app, pilot):
        for said, what in (
            ({"kind": "追加", "doc": "甲号 2025-02-01 财政", "place": "没有这个", "amount": "1"}, "没有这个"),
            ({"place": "甲中心/运维", "amount": "一百"}, "一百"),
            ({"amount": "0"}, "金额为零"),
            ({"amount": "1", "doc": "甲号 2025-02-31 财政"}, "2025-02-31"),
        ):
            await fill(app, pilot, **said)
            await press(pilot, "ctrl+s")
            assert what in screen_lines(app)[-1]
            assert isinstance(app.screen, FormScreen)
            assert app.screen.previewed is None
        await fill(app, pilot, doc="甲号 2025-02-01 财政", amount="3", reason="[/red]\x1b[31m理由")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, FormScreen)
        assert app.screen.previewed is not None
        assert "\x1b" not in screen_text(app)
        await press(pilot, "escape")
        assert fields(app)["amount"] == "3"
        await press(pilot, "escape")
        assert isinstance(app.screen, BookScreen)
        assert "没有登记" in screen_lines(app)[-1]
    assert (lively.path / "events" / "2025.jsonl").read_bytes() == log
    assert lively.head.seq == 8


async def test_22_what_others_recorded_meanwhile_renews_the_preview(lively: Book) -> None:
    async with running(lively, "a") as (app, pilot):
        await fill(app, pilot, kind="追加", doc="甲号 2025-02-01 财政", place="甲中心/运维", amount="2", reason="r")
        await press(pilot, "ctrl+s")
        record(lively, supplement(CLOUD, "1.00"), fiscal_year=2025, effective="2025-02-01")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert "他人已先登记" in screen_lines(app)[-1]
        assert "将为 @10" in screen_text(app)
        await press(pilot, "ctrl+s", "ctrl+s")
        assert lively.head.seq == 10


async def test_21_a_new_line_asks_for_its_codes(lively: Book) -> None:
    async with running(lively, "a") as (app, pilot):
        await fill(app, pilot, kind="追加", doc="甲号 2025-02-01 财政", place="甲局/" + HOSTILE, amount="2", reason="r")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, FormScreen)
        assert app.screen.previewed is None or "+2.00" in screen_text(app)
        if app.screen.previewed is None:
            await press(pilot, "enter", "ctrl+s")
            assert "+2.00" in screen_text(app)


async def test_a_transfer_has_six_fields_and_a_proposal_waits_until_it_is_approved(lively: Book) -> None:
    async with running(lively, "a") as (app, pilot):
        await fill(app, pilot, kind="调剂")
        assert list(fields_shown(app)) == ["kind", "doc", "place", "to", "amount", "reason"]
        await press(pilot, "ctrl+t")
        assert "只提议" in screen_lines(app)[0]
        said = {"place": "甲局/云平台", "to": "甲中心/运维", "amount": "4", "reason": "r"}
        await fill(app, pilot, doc="甲号 2025-02-01 主管部门", **said)
        await press(pilot, "ctrl+s", "ctrl+s", "ctrl+s")
        assert lively.head.seq == 9
        assert "[待批准]" in screen_text(app)
        await press(pilot, "X")
        assert "否决 @9" in screen_text(app)
        await press(pilot, "escape", "A")
        assert "批准 @9" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert "单位之间的调剂需要财政部门" in screen_lines(app)[-1]
        await fill(app, pilot, **{"own-doc": "财政"})
        await press(pilot, "ctrl+s", "ctrl+s", "ctrl+s")
        assert lively.head.seq == 10, screen_text(app)
        assert "[已批准]" in screen_text(app)
        await press(pilot, "A")
        assert "不是待批准的提议" in screen_lines(app)[-1]


def fields_shown(app: TrackerApp) -> tuple[str, ...]:
    assert isinstance(app.screen, FormScreen)
    return app.screen.names


async def test_a_revision_is_reversed_and_a_version_is_named(lively: Book) -> None:
    async with running(lively, "{", "U") as (app, pilot):
        await press(pilot, *"录错", "ctrl+s")
        assert "预览：将为 @9" in screen_text(app)
        assert "-89.00" in screen_text(app)
        await press(pilot, "ctrl+s", "ctrl+s")
        assert lively.head.seq == 9
        await press(pilot, "M")
        await fill(app, pilot, milestone="2025/original")
        await press(pilot, "ctrl+s", "ctrl+s")
        assert lively.roster.value("milestone", "2025/original", "seq") == 9
        await press(pilot, "M")
        await fill(app, pilot, milestone="not a name /")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, FormScreen)


async def test_30_pasted_chinese_lands_in_filter_and_form(lively: Book) -> None:
    async with running(lively, "2", "/") as (app, pilot):
        focused = app.focused
        assert focused is not None
        focused.post_message(events.Paste("养老\x1b[31m金"))
        await pilot.pause(0.05)
        assert app.state.filter.startswith("养老")
        assert "\x1b" not in app.state.filter
        await press(pilot, "escape", "a")
        focused = app.focused
        assert focused is not None
        focused.post_message(events.Paste("追加"))
        await pilot.pause(0.05)
        assert fields(app)["kind"] == "追加"


async def test_what_is_opened_to_be_read_records_nothing(lively: Book) -> None:
    app = TrackerApp(lively, "zh", by="周岚", read_only=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key in "aUM":
            await press(pilot, key)
            assert "只读" in screen_lines(app)[-1]
            assert isinstance(app.screen, BookScreen)
