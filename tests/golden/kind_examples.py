"""An example of every kind of event, as a person writes it. `python -m tests.golden.kind_examples` freezes those that
are not frozen yet in tests/golden/kinds/. What was stored then (`log`) is replayed for ever and never made anew; what it
does is said anew, to be read before it is kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

from tests.support.builders import (
    CLOUD,
    OPENING,
    TRAINING,
    UPKEEP,
    WAGES,
    Clock,
    Json,
    SqliteLog,
    amount,
    body,
    line,
    new_book,
    printed_row,
    printed_table,
    scratch_folder,
    statement,
)
from tests.support.memory_store import MemoryStore
from tracker.messages import Language, render
from tracker.model.decide import acting
from tracker.model.events import KINDS
from tracker.model.line import Line
from tracker.model.money import exact_wan
from tracker.model.names import Names
from tracker.model.revision import Revision
from tracker.model.state import Roster
from tracker.store.protocol import Head
from tracker.store.replay import StorePast, replay

FROZEN = Path(__file__).parent / "kinds"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
VERSIONS = {model.__name__: model.model_fields["v"].default for model in KINDS}
"""By kind the version in which it is stored now."""


class Example(NamedTuple):
    """`given` is recorded first, in a book that holds builders.OPENING; then the revision."""

    revision: Json
    given: tuple[Json, ...] = ()


def written(kind: str, /, when: str = "2024-03-01", **fields: object) -> Json:
    """A revision with one event, under a document whose number follows from what it is."""
    own = {name: fields.pop(name) for name in ("authority", "proposed", "by") if name in fields}
    year = int(when[:4])
    number = f"例〔{year}〕{kind}-{when[5:]}号"
    document = {"number": number, "title": "关于示例的通知", "date": when, "parent": "上级〔2024〕1号"}
    event = {"kind": kind} | {name.rstrip("_"): value for name, value in fields.items()}
    return body(event, fiscal_year=year, effective=when, document=document, reason="示例", **own)


_HELD = Example(written("FundsFrozen", line=TRAINING, amount="8.00"))
_SURPLUS = written("SurplusDeclared", lines=[amount(TRAINING, "6.50")])
_SUPPLEMENT = written("AmountAdjusted", mode="supplement", line=CLOUD, amount="30.00", source="待分配")
_PROPOSED = written("AmountAdjusted", mode="cut", line=CLOUD, amount="-30.00", proposed=True)
_PRINTED = statement(
    "a", adopt=True, tables=(printed_table(3, ["合计", "基本支出"], printed_row("合计", "652.00", "102.00")),)
)
_AGAIN = statement(
    "b", adopt=True, tables=(printed_table(3, ["合计", "基本支出"], printed_row("合计", "652.10", None)),)
)


def _without_kind(event: Json) -> Json:
    return {name: value for name, value in event.items() if name != "kind"}


EXAMPLES: dict[str, Example] = {
    "UnitRegistered": Example(written("UnitRegistered", unit="丙中心", unit_kind="事业", parent="甲局")),
    "UnitRenamed": Example(written("UnitRenamed", unit="甲中心", name="甲数据中心")),
    "UnitKindChanged": Example(written("UnitKindChanged", unit="甲中心", unit_kind="参公")),
    "UnitMerged": Example(written("UnitMerged", unit="甲中心", into="甲局")),
    "ProjectAdded": Example(
        written(
            "ProjectAdded", project="SZ01", name="数据治理", unit="甲局", category="特定目标类",
            goal="编目 320 项\n验收合格", predecessor="云平台",
            lines=[amount(line(None, None, "项目支出", function="2060599", economic="30227"), "12.5")],
        )
    ),
    "ProjectRenamed": Example(written("ProjectRenamed", project="云平台", name="政务云平台")),
    "ProjectSplit": Example(
        written(
            "ProjectSplit", project="云平台",
            into=[{"project": "SZ02", "name": "云资源", "weight": "0.650"},
                  {"project": "SZ03", "name": "云安全", "weight": "0.35"}],
        )
    ),
    "ProjectMerged": Example(written("ProjectMerged", projects=["云平台", "培训"], into="信息化")),
    "ProjectMerged.into-one-of-them": Example(written("ProjectMerged", projects=["云平台", "培训"], into="云平台")),
    "ProjectClosed": Example(written("ProjectClosed", project="培训")),
    "GoalChanged": Example(written("GoalChanged", project="云平台", goal="可用率不低于99.9%")),
    "LinesReclassified": Example(
        written("LinesReclassified", moves=[{"from": CLOUD, "to": {**CLOUD, "function": "2060501"}, "amount": "100.000001"}]),
        (_SUPPLEMENT,),
    ),
    "CrosswalkAdopted": Example(
        written(
            "CrosswalkAdopted", system="function", from_year=2023, to_year=2024, basis="财预〔2023〕1号",
            maps=[{"from": "2010399", "to": "2060599", "weight": "0.250", "kind": "split"},
                  {"from": "2010399", "to": "2060501", "weight": "0.75", "kind": "split"},
                  {"to": "20140", "kind": "new"}],
        )
    ),
    "RequestFiled": Example(
        written("RequestFiled", round=2, lines=[amount(CLOUD, "520"), amount(WAGES, "101.00")], when="2024-01-10"),
        (written("RequestFiled", round=2, lines=[amount(CLOUD, "530.00"), amount(TRAINING, "25.00")], when="2024-01-05"),),
    ),
    "CeilingIssued": Example(
        written("CeilingIssued", limits=[amount({"unit": "甲局"}, "640.00"),
                                         amount({"project": "云平台", "fund": "一般公共预算"}, "510.00")])
    ),
    "BudgetApproved": Example(
        written("BudgetApproved", lines=[amount(line(economic="30102"), "88.5"), amount({**UPKEEP, "economic": "30227"}, "0.00")])
    ),
    "AmountAdjusted": Example(_SUPPLEMENT),
    "AmountAdjusted.reserve": Example(
        written("AmountAdjusted", mode="reserve", line={"project": "云平台"}, amount="+5", source=WAGES, authority="government")
    ),
    "AmountAdjusted.recovery": Example(
        written("AmountAdjusted", mode="recovery", line=TRAINING, amount="-8.00", when="2024-04-01"), (_SURPLUS,)
    ),
    "AmountsTransferred": Example(
        written("AmountsTransferred", legs=[amount(TRAINING, "-3.25"), amount(UPKEEP, "3.25")])
    ),
    "AllocationDetailed": Example(
        written("AllocationDetailed", from_=amount(CLOUD, "90.00"),
                to=[amount({**CLOUD, "economic": "30213"}, "60.00"), amount({**CLOUD, "economic": "30209"}, "30.00")])
    ),
    "FundsFrozen": _HELD,
    "FundsReleased": Example(
        written("FundsReleased", line=TRAINING, amount="3.00", when="2024-05-01"), (_HELD.revision,)
    ),
    "ExecutionRecorded": Example(written("ExecutionRecorded", line=WAGES, amount="8.333333")),
    "ExecutionRecorded.through": Example(
        written("ExecutionRecorded", line=WAGES, amount="50.00", through="2024-06-30", when="2024-07-05"),
        (written("ExecutionRecorded", line=WAGES, amount="8.333333"),),
    ),
    "YearClosed": Example(written("YearClosed", year=2024, when="2024-12-31")),
    "CarriedForward": Example(
        written("CarriedForward", lines=[amount(TRAINING, "4.00"), amount(CLOUD, "50.00")], when="2025-01-01")
    ),
    "SurplusDeclared": Example(_SURPLUS),
    "YearRolledOver": Example(
        written("YearRolledOver", from_year=2024, when="2025-01-01",
                projects=[{"project": "云平台"}, {"project": "培训", "predecessor": "-"},
                          {"project": "运维", "predecessor": "培训"}])
    ),
    "FinalAccountsReported": Example(
        written("FinalAccountsReported", lines=[amount(WAGES, "99.99"), amount(CLOUD, "480.00")], when="2024-12-31"),
        (written("ExecutionRecorded", line=WAGES, amount="8.333333"),),
    ),
    "StatementPublished": Example(
        written("StatementPublished", **_without_kind(_PRINTED), when="2023-01-01")
    ),
    "StatementRepublished": Example(
        written("StatementRepublished", **_without_kind(_AGAIN), when="2023-02-20"),
        (written("StatementPublished", **_without_kind(_PRINTED), when="2023-01-01"),),
    ),
    "DisclosureFactsStated": Example(
        written("DisclosureFactsStated", section="procurement", facts={"货物": "12.00", "服务": "480.00"})
    ),
    "SettingsChanged": Example(
        written("SettingsChanged", changes={"name": "甲局预算账", "warnings.hard": "I16", "code.function.2060598": "云",
                                            "authority.adjust.cut": "finance, over 50.00 government", "approval.required": None})
    ),
    "MilestoneNamed": Example(written("MilestoneNamed", name="2024/original", seq=1)),
    "ReasonWritten": Example(
        written("ReasonWritten", subject={"table": 3, "row": "合计"}, text="云平台扩容", current="652.00", prior="600.00")
    ),
    "RevisionReversed": Example(written("RevisionReversed", seq=2, when="2024-03-02"), (_SUPPLEMENT,)),
    "RevisionApproved": Example(written("RevisionApproved", seq=2, by="approver", when="2024-03-02"), (_PROPOSED,)),
    "RevisionRejected": Example(written("RevisionRejected", seq=2, by="approver", when="2024-03-02"), (_PROPOSED,)),
}  # fmt: skip
"""By kind, and after a point what more it shows."""

_OPENING = body(
    *OPENING, document={"number": "例〔2024〕1号", "title": "关于批复预算的通知", "date": "2024-01-15"}, reason="示例"
)


def recorded(example: Example) -> list[tuple[str, bytes]]:
    """The hash and the bytes of every revision, the example's last."""
    folder = scratch_folder()
    try:
        with new_book(folder / "book", Clock()) as book:
            for revision in (_OPENING, *example.given, example.revision):
                book.record(Revision.model_validate_json(json.dumps(revision)))
            return [(hash, stored) for _, _, hash, stored in SqliteLog(book.path)]
    finally:
        shutil.rmtree(folder)


def shown(log: list[tuple[str, bytes]]) -> Json:
    """What the last revision of a log does, as a reader can check it. Raises CorruptBook."""
    store, before, after = MemoryStore(), Roster(), Roster()
    past = StorePast(store)
    bodies = ((seq, hash, stored) for seq, (hash, stored) in enumerate(log, 1))
    for entry in replay(bodies, past, Head(), after):
        store.append(entry)
    last = store.entries[-1]
    for dated in store.changes(upto=last.header.seq - 1):
        before.apply(dated)
    names = Names(before, after)
    events = list(acting(Revision.model_validate_json(last.body), past))

    def label(of: Line) -> str:
        parts = (str(of.year), names.unit(of.unit), names.project(of.project), *of[3:8])
        return " ".join(filter(None, parts)) + (f" ({of.origin_year})" if of.origin_year else "")

    return {
        "stored": json.loads(last.body),
        "postings": [f"{p.measure.name} {exact_wan(p.amount_fen)} {label(p.line)}" for p in last.postings],
        "changes": [list(dated.change[: 5 if dated.change.undoes else 4]) for dated in last.changes],
        "described": {name: [render(event.describe(names), name) for event in events] for name in LANGUAGES},
        "kinds": list(last.header.kinds),
        "delta": exact_wan(last.header.delta_fen),
    }


def frozen_name(example: str) -> str:
    kind, point, more = example.partition(".")
    return f"{kind}.v{VERSIONS[kind]}{point}{more}.json"


def frozen_log(frozen: Json) -> list[tuple[str, bytes]]:
    return [(entry["hash"], entry["body"].encode()) for entry in frozen["log"]]


def main() -> None:
    """Freezes what is not frozen yet, and says anew of what is what it does."""
    for name, example in EXAMPLES.items():
        path = FROZEN / frozen_name(name)
        if not path.exists():
            log = [{"hash": hash, "body": stored.decode()} for hash, stored in recorded(example)]
            path.write_text(json.dumps({"written": example.revision, "log": log}), "utf-8")
    for path in FROZEN.glob("*.json"):
        frozen = json.loads(path.read_text("utf-8"))
        whole = {"written": frozen["written"], **shown(frozen_log(frozen)), "log": frozen["log"]}
        path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
