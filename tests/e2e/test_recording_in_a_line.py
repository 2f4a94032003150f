"""`tracker record KIND …`: what it stores and says is missing, the originals it keeps, what a dry run shows."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.builders import (
    CLOUD,
    TRAINING,
    UPKEEP,
    WAGES,
    Clock,
    Json,
    SqliteLog,
    adjusted,
    amount,
    body,
    fingerprint,
    goal,
    opened_book,
    printed_row,
    printed_table,
    project,
    statement,
    supplement,
    transferred,
)
from tests.support.shell import Ran, run

PAPER = {"number": "甲号", "title": "通知", "date": "2024-05-01"}
SAID = ("--doc", "甲号", "--title", "通知", "--date", "2024-05-01", "--authority", "congress", "--reason", "理由",
        "--by", "recorder")  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    opened_book(tmp_path / "book", Clock("2024-06-01")).close()
    return tmp_path / "book"


def file_of(folder: Path, *revisions: Json) -> str:
    file = folder / "r.json"
    file.write_text(json.dumps(list(revisions), ensure_ascii=False), "utf-8")
    return str(file)


def stored(folder: Path) -> Json:
    """The newest revision as the log holds it, without the instant of recording."""
    whole = json.loads(list(SqliteLog(folder))[-1][3])
    del whole["recorded"]
    return whole  # type: ignore[no-any-return] # JSON


def journal(folder: Path) -> list[str]:
    return [line for file in sorted(folder.glob("events/*")) for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("words", "event"),
    [
        (["追加", "云", "20", "--source", "待分配"], supplement(CLOUD, "20.00")),
        (["supplement", "甲局/云平台", "1,191.44", "--source", "待分配"], supplement(CLOUD, "1191.44")),
        (["追减", "培训", "50000元"], adjusted("cut", TRAINING, "-5")),
        (["收回", "培训", "0.000001"], adjusted("recovery", TRAINING, "-0.000001")),
        (["动支预备费", "云", "1", "--source", "预备费"], adjusted("reserve", CLOUD, "1", source="预备费")),
        (["from-above", "云", "1万元", "--source", "上号"], adjusted("from-above", CLOUD, "1", source="上号")),
        (["预算调整", "甲局", "-1.5", "--economic", "30101"], adjusted("statutory", WAGES, "-1.5")),
        (["调剂", "培训", "运维", "5"], transferred(amount(TRAINING, "-5"), amount(UPKEEP, "5"))),
        (
            ["transfer", "培训", "运维", "5", "--economic", "30216", "--to-economic", "30227"],
            transferred(amount(TRAINING, "-5"), amount(UPKEEP | {"economic": "30227"}, "5")),
        ),
        (["冻结", "云", "5"], {"kind": "FundsFrozen", "line": CLOUD, "amount": "5"}),
        (["执行", "云", "5"], {"kind": "ExecutionRecorded", "line": CLOUD, "amount": "5"}),
        (
            ["执行", "云", "5", "--through", "2024-04-30"],
            {"kind": "ExecutionRecorded", "line": CLOUD, "amount": "5", "through": "2024-04-30"},
        ),
        (["终止", "云"], {"kind": "ProjectClosed", "project": "云平台"}),
        (["更名", "云", "云资源"], {"kind": "ProjectRenamed", "project": "云平台", "name": "云资源"}),
        (["目标", "云", "扩容"], goal("云平台", "扩容")),
        (["新增", "新平台", "--unit", "甲局"], project("新平台", "甲局")),
        (
            ["追加", "云", "3", "--origin-year", "2023", "--source", "待分配"],
            supplement(CLOUD | {"origin_year": 2023}, "3"),
        ),
    ],
)
def test_a_line_stores_what_the_spelt_out_file_stores(
    tmp_path: Path, path: Path, words: list[str], event: Json
) -> None:
    shutil.copytree(path, tmp_path / "other")
    spelt = body(event, document=PAPER, effective=event.get("through", "2024-05-01"), authority="congress",
                 reason="理由")  # fmt: skip
    assert run(tmp_path / "other", "record", "--file", file_of(tmp_path, spelt)).code == 0
    ran = run(path, "record", *words, *SAID)
    assert ran.code == 0, ran.err
    assert stored(path) == stored(tmp_path / "other")


def test_flags_are_stored_only_where_they_are_said(path: Path, tmp_path: Path) -> None:
    assert run(path, "record", "追加", "云", "1", *SAID, "--observed", "--propose").code == 0
    assert stored(path).items() >= {"observed": True, "proposed": True}.items()
    assert run(path, "record", "追加", "云", "2", *SAID).code == 0
    assert stored(path).keys() & {"observed", "proposed"} == set()
    assert run(path, "record", "--file", file_of(tmp_path, body(supplement(CLOUD, "3.00"))), "--observed").code == 0
    assert stored(path)["observed"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "KIND"),
        (["追加"], "PROJECT (or a UNIT, for its basic spending), AMOUNT"),
        (["追加", "云"], "AMOUNT"),
        (["增加", "云", "1"], "追加 supplement"),
        (["追加", "云", "1", "2"], "“2” is too much"),
        (["追加", "云", "二十"], "is no amount"),
        (["追加", "码头", "1"], "no project or unit"),
        (["追加", "甲局", "1"], "--economic 30231    current 2.00, available 2.00"),
        (["调剂", "云", "运维", "-1"], "above zero"),
        (["新增", "新"], "--unit"),
        (["追加", "云", "1", "--to-economic", "30201"], "追加 takes no such thing: --to-economic"),
        (["调剂", "云", "运维", "1", "--source", "x"], "--source"),
        (["目标", "云", "x", "--fund", "其他收入"], "--fund"),
        (["追加", "云", "1", "--file", "r.json"], "leave out 追加"),
        (["--doc", "x", "--file", "r.json"], "leave out --doc"),
        (["--year", "2024", "--file", "r.json"], "leave out --year"),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_recorded(path: Path, words: list[str], said: str) -> None:
    files = fingerprint(path)
    ran = run(path, "record", *words, "--by", "recorder") if "--file" not in words else run(path, "record", *words)
    assert ran.code == 2, ran
    assert said in ran.err
    assert all(line.startswith("tracker: ") for line in ran.err.splitlines())
    assert fingerprint(path) == files


@pytest.mark.parametrize(
    "words", [["追减", "培训", "500"], ["预算调整", "云", "1"], ["动支预备费", "云", "1"], ["追加", "云", "-1"]]
)
def test_the_rules_are_those_of_any_revision(path: Path, words: list[str]) -> None:
    assert run(path, "record", *words, "--doc", "x", "--date", "2024-05-01", "--authority", "finance").code == 3


def test_without_a_document_the_last_one_is_used_and_said_so(path: Path) -> None:
    assert run(path, "record", "追加", "云", "1", *SAID).code == 0
    ran = run(path, "record", "追加", "培训", "1", "--by", "recorder")
    assert ran.code == 0
    assert "under the document of @2: 甲号 通知 (2024-05-01)" in ran.err
    assert stored(path).items() >= {"document": PAPER, "effective": "2024-05-01", "authority": "congress"}.items()


def test_what_is_recorded_twice_under_a_document_is_refused(path: Path) -> None:
    assert run(path, "record", "追加", "云", "1", *SAID).code == 0
    assert run(path, "record", "追加", "云", "1", *SAID).code == 3


# Originals


def kept(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("evidence/*")}


def test_the_original_of_a_revision_file_is_kept_by_its_digest(path: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "notice.pdf").write_bytes(b"%PDF notice")
    digest = sha256(b"%PDF notice").hexdigest()
    revision = body(supplement(CLOUD, "1.00"), document=PAPER | {"file": "papers/notice.pdf"})
    assert run(path, "record", "--file", file_of(tmp_path, revision)).code == 0
    assert stored(path)["document"] == PAPER | {"file": "notice.pdf", "sha256": digest}
    assert kept(path) == {digest: b"%PDF notice"}
    assert run(path, "verify", "--json").json["documents"] == 1
    (path / "evidence" / digest).unlink()
    ran = run(path, "verify")
    assert (ran.code, ran.err) == (1, "the original of @2, notice.pdf, is not in evidence/\n")


def test_a_line_attaches_an_original_and_the_next_one_under_it_names_it_too(path: Path, tmp_path: Path) -> None:
    (tmp_path / "notice.pdf").write_bytes(b"notice")
    ran = run(path, "record", "追加", "云", "1", *SAID, "--attach", str(tmp_path / "notice.pdf"))
    assert ran.code == 0
    document = stored(path)["document"]
    assert document == PAPER | {"file": "notice.pdf", "sha256": sha256(b"notice").hexdigest()}
    assert run(path, "record", "追加", "培训", "1", "--by", "recorder").code == 0
    assert stored(path)["document"] == document


def test_a_dry_run_keeps_no_original(path: Path, tmp_path: Path) -> None:
    (tmp_path / "notice.pdf").write_bytes(b"notice")
    files = fingerprint(path)
    ran = run(path, "record", "追加", "云", "1", *SAID, "--attach", str(tmp_path / "notice.pdf"), "--dry-run")
    assert ran.code == 0
    assert fingerprint(path) == files


def test_where_one_original_is_not_there_nothing_is_recorded(path: Path, tmp_path: Path) -> None:
    files = fingerprint(path)
    missing = body(supplement(CLOUD, "2.00"), document=PAPER | {"file": "nowhere.pdf"})
    ran = run(path, "record", "--file", file_of(tmp_path, body(supplement(CLOUD, "1.00")), missing))
    assert ran.code == 2
    assert "nowhere.pdf" in ran.err
    assert run(path, "record", "追加", "云", "1", *SAID, "--attach", "nowhere.pdf").code == 2
    assert fingerprint(path) == files


def test_a_digest_without_its_file_is_left_alone_and_a_wrong_one_refused(path: Path, tmp_path: Path) -> None:
    document = PAPER | {"file": "notice.pdf", "sha256": "a" * 64}
    revision = body(supplement(CLOUD, "1.00"), document=document)
    assert run(path, "record", "--file", file_of(tmp_path, revision)).code == 0
    assert stored(path)["document"] == document
    (tmp_path / "notice.pdf").write_bytes(b"another")
    other = body(supplement(CLOUD, "2.00"), document=document)
    assert run(path, "record", "--file", file_of(tmp_path, other)).code == 2


# Dry runs


def test_a_dry_run_tells_which_sentences_change(path: Path) -> None:
    files = fingerprint(path)
    ran = run(path, "record", "追加", "云", "2", *SAID, "--dry-run", "--json")
    assert ran.code == 0
    changed = [item for item in ran.json["explanation"] if item["section"] == 1]
    assert changed
    assert "652.00万元" in changed[0]["before"]
    assert "654.00万元" in changed[0]["after"]
    assert ran.json["checks"] == []
    assert fingerprint(path) == files
    assert "explanation, section 1 (--at HEAD): " in run(path, "record", "追加", "云", "2", *SAID, "--dry-run").out


def opened(*function_rows: Json) -> Json:
    """The adoption of a document that has only table 3."""
    table = printed_table(
        3, ("合计", "基本支出", "项目支出"), printed_row("合计", "10.00", "4.00", "6.00"), *function_rows
    )
    return statement(adopt=True, tables=(table,))


def test_a_dry_run_tells_which_checks_change(path: Path, tmp_path: Path) -> None:
    one = printed_row("科学技术支出", "9.00", "4.00", "5.00", code="206")
    adoption = body(opened(one), fiscal_year=2025, effective="2025-01-01", document=None)
    ran = run(path, "record", "--file", file_of(tmp_path, adoption), "--dry-run", "--json")
    failing = [item for item in ran.json["checks"] if item["after"] == "fails"]
    assert [(item["id"], item["before"], item["where"]["column"]) for item in failing] == [
        ("R3.h", None, "合计"), ("R3.h", None, "项目支出"),
    ]  # fmt: skip
    told = run(path, "record", "--file", file_of(tmp_path, adoption), "--dry-run").out
    assert "check R3.h, table 3, 合计 [合计]: — → fails" in told


def refused_in_words(ran: Ran) -> bool:
    return ran.code == 2 and ran.err.startswith("tracker: ")


def test_a_dry_run_with_a_broken_template_still_shows_the_cells(path: Path, tmp_path: Path) -> None:
    broken = {"kind": "SettingsChanged", "changes": {"template.explanation": "{{ nothing"}}
    assert run(path, "record", "--file", file_of(tmp_path, body(broken))).code == 0
    assert refused_in_words(run(path, "explain", "2024"))
    ran = run(path, "record", "追加", "云", "2", *SAID, "--dry-run", "--json")
    assert ran.code == 0
    assert ran.json["effects"]
    assert ran.json["explanation"] == []
