"""2025 in the sample book, up to August: a four-eyes rule, a proposal that waits, and what was published wrongly."""

from __future__ import annotations

from . import sample_budget as budget
from .sample_cycle import approved, prepared, quarter
from .sample_published import published, reasons, replaced, republished
from .sample_steps import (
    LAN,
    MING,
    QIU,
    Life,
    adjusted,
    approves,
    goal,
    milestone,
    project_added,
    settings,
    stated,
    step,
    transferred,
)

REASONS = {
    "income": "数据共享交换平台二期建设完成，城市感知终端建设任务减少",
    "spending": "数据共享交换平台二期建设完成，城市感知终端建设任务减少",
    "three-public": "因公出国（境）团组减少",
    "abroad": "因公出国（境）团组由2个减为1个",
    "administration": "会议、差旅等一般性支出压减",
}
RECEPTIONS = "公务接待费4.64万元，比上年减少0.56万元，下降"
WRONG = (f"{RECEPTIONS}10.77%", f"{RECEPTIONS}12.07%，主要原因是公务接待批次减少")
"""What the text says of receptions, and what was typed into the publication: a percentage of this year's amount, and a
reason that nobody recorded."""
SILENT = (
    ("“三公”经费\t41.70\t41.70", "“三公”经费\t40.70\t40.70"),
    ("（三）公务接待费支出\t5.20\t5.20", "（三）公务接待费支出\t4.20\t4.20"),
    ("“三公”经费41.70万元，比上年增加1.54万元，增长3.83%", "“三公”经费40.70万元，比上年增加0.54万元，增长1.34%"),
    ("公务接待费5.20万元，比上年增加0.19万元，增长3.79%", "公务接待费4.20万元，比上年减少0.81万元，下降16.17%"),
)
"""What the second publication of 2024 changed, saying nothing."""

PREPARED: Life = (
    *prepared(2025),
    *approved(2025),
    step("2025-02-19", "云山财绩〔2025〕3号 关于批复2025年项目绩效目标的通知",
        goal("政务云资源租赁服务", "为全市66个部门231个业务系统提供云资源，可用率不低于99.95%。"),
        goal("12345热线话务服务外包", "全年受理诉求52万件，15秒接通率不低于92%。"),
        goal("政务服务适老化改造", "完成便民站点适老设施质保期维护，设施完好率100%。"),
        by=QIU, reason="随2025年预算同步批复绩效目标。", effective="2025-01-01"),
    step("2025-02-24", "云数财〔2025〕4号 关于加强预算台账科目管理的通知",
        settings(warnings__hard="I16 I24"),
        by=LAN, authority="department", reason="2025年起预算行必须细化到款级科目，不再接受待细化金额。"),
    step("2025-02-28", "",
        milestone("2025/original"),
        by=LAN, authority="department", reason="2025年年初预算，部门预算公开依据。", recorded="2025-02-28"),
    step("2025-03-03", "",
        stated("procurement", total="2436.80", goods="186.30", works="0.00", services="2250.50"),
        stated("assets", as_of="2024-12-31", fixed_assets="2876.45", building_area="5230", vehicles="7", equipment="3",
            planned_purchase="126.40", purpose="自助服务终端、服务器和办公设备"),
        by=QIU, authority="department", reason="公开2025年部门预算所需的采购和资产事实，据政府采购预算表和资产年报。"),
    *reasons(2025, "2025-03-03", REASONS),
    published(2025, "2025-03-04", replaced(WRONG)),
)  # fmt: skip

IN_YEAR: Life = (
    step("2025-03-18", "云山财行〔2025〕22号 关于下达2025年省级数据要素发展专项资金的通知",
        *adjusted("from-above", "公共数据授权运营平台 2060599 31007 95.00", source="省财行〔2025〕19号"),
        by=QIU, parent="省财行〔2025〕19号", reason="省级专项资金，用于数据产品研发环境建设，不得改变用途。"),
    quarter(2025, "03-31", 15),
    step("2025-04-10", "云山财行〔2025〕30号 关于在所属单位间调剂项目支出预算的批复",
        transferred("城市运行指挥平台运维 2060599 30227 -9.2575", "热线知识库智能升级 2010399 30213 4.00",
            "热线知识库智能升级 2010399 31007 5.2575"),
        by=LAN, reason="指挥平台与热线知识库共用语义引擎，由热线中心统一采购。"),
    step("2025-05-15", "云山府办〔2025〕14号 关于压减2025年一般性支出的通知",
        *adjusted("cut", "局本级 2010301 30211 -1.39", "局本级 2010301 30215 -0.80", "局本级 2010301 30217 -0.32",
            "管理办 2010301 30217 -0.08"),
        by=LAN, authority="government", reason="落实过紧日子要求，会议费压减20%，差旅费、公务接待费压减10%左右。"),
    step("2025-06-05", "云山财绩〔2025〕11号 关于调整公共数据授权运营平台绩效目标的批复",
        goal("公共数据授权运营平台", "建成授权运营平台，上线数据产品不少于16个，服务市场主体不少于50家。"),
        by=QIU, reason="省级专项资金下达后，产出目标相应提高。"),
    step("2025-06-10", "云数财〔2025〕15号 关于实行预算调剂复核的通知",
        settings(approval__required="AmountsTransferred"),
        by=LAN, authority="department", reason="审计整改：自2025年6月起，预算调剂须由登记人以外的人批准后生效。"),
    step("2025-06-18", "云山财行〔2025〕49号 关于追加政务云资源租赁经费的通知",
        *adjusted("supplement", "政务云资源租赁服务 120.00", source="2025年市级信息化建设预留资金"),
        by=QIU, effective="2025-09-01", reason="智能算力资源自2025年9月1日起租用，按4个月安排。"),
    step("2025-06-26", "云山财行〔2025〕53号 关于追加人工智能政务助手试点经费的通知",
        project_added(budget.ASSISTANT),
        *adjusted("supplement", "人工智能政务助手试点 2060599 30227 60.00", "人工智能政务助手试点 2060599 31007 45.50",
            source="2025年市级信息化建设预留资金"),
        by=MING, reason="列入省级试点，年中新增。"),
    step("2025-07-02", "云数财〔2025〕19号 关于调剂政务网络与数据安全运营项目经济科目的请示",
        transferred("政务网络与数据安全运营 2060599 30214 -6.00", "政务网络与数据安全运营 2060599 30227 6.00"),
        by=QIU, authority="department", reason="一条专线提前退租，用于增加攻防演练服务。",
        proposed=True, label="drill"),
    step("2025-07-07", "云数财〔2025〕21号 关于调剂政务网络与数据安全运营项目经济科目的批复",
        approves("drill"),
        by=LAN, authority="department", reason="同意调剂。"),
    quarter(2025, "06-30", 32),
    step("2025-07-16", "云山财预〔2025〕36号 关于收回部分政府性基金预算资金的通知",
        *adjusted("recovery", "城市感知终端建设 2121301 30227 -21.6708"),
        by=LAN, reason="监理服务由建设单位统一委托，本项目监理费当年不再需要。"),
    republished(2024, "2025-07-22", replaced(*SILENT)),
    step("2025-08-05", "云数财〔2025〕24号 关于在局本级项目间调剂预算的请示",
        transferred("数据共享交换平台建设 2060599 31007 -18.00", "人工智能政务助手试点 2060599 31007 18.00"),
        by=QIU, reason="交换平台尾款核减，拟用于助手试点增配算力，待财政部门批准。", proposed=True),
    step("2025-08-20", "云山府函〔2025〕52号 云山市人民政府关于动支预备费保障台风应急话务的批复",
        *adjusted("reserve", "12345热线话务服务外包 18.60", source="2025年市级预备费"),
        by=LAN, authority="government", reason="8月中旬台风过境，热线话务量增至平时2倍，临时增加应急坐席20个。"),
    step("2025-08-27", "云编〔2025〕47号 关于12345便民热线中心参照公务员法管理的通知",
        {"kind": "UnitKindChanged", "unit": budget.HOTLINE, "unit_kind": "参公"},
        by=LAN, authority="government", effective="2026-01-01",
        reason="列入参照公务员法管理单位，自2026年度起按行政单位编制预算。"),
)  # fmt: skip

LIFE: Life = (*PREPARED, *IN_YEAR)
