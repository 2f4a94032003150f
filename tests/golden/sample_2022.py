"""2022 in the sample book: the ledger is set up, and its first year runs from the first request to final accounts."""

from __future__ import annotations

from . import sample_budget as budget
from .sample_budget import BUREAU, CALLS, PLATFORM, PLATFORM_BEFORE
from .sample_cycle import Left, approved, carried, closed, ended, prepared, quarter, rolled_over, settled, surplus
from .sample_published import published
from .sample_steps import (
    LAN,
    MING,
    QIU,
    Act,
    Life,
    adjusted,
    frozen,
    goal,
    milestone,
    project_added,
    released,
    settings,
    stated,
    step,
    transferred,
    unit_added,
)

WITHDRAWN = "云山财行〔2022〕133号 关于追加智慧社区服务站试点经费的通知"
LEFT: Left = {
    ("数据共享交换平台一期", "31007", 0): "86.40",
    ("电子证照库建设", "31007", 0): "38.50",
    ("政务大厅搬迁改造", "31002", 0): "22.60",
    ("智慧社区服务站试点", "30227", 0): "6.20",
}

PREPARED: Life = (
    step("2021-08-30", "云数〔2021〕36号 云山市数字服务局关于启用部门预算台账的通知",
        *map(unit_added, budget.UNITS),
        settings(name="云山市（虚构）数字服务局部门预算台账", code__function__21213="城市基础设施配套费安排的支出",
            code__function__2121301="城市公共设施"),
        by=LAN, authority="department", year=2022,
        reason="自2022年度预算编制起启用台账，登记本部门及所属单位，补录城市基础设施配套费支出科目名称。"),
    step("2021-09-03", "云数财〔2021〕24号 关于2022年度局本级项目入库评审结果的通知",
        *(project_added(p) for p in budget.PROJECTS_FOR_2022 if p.unit == BUREAU),
        by=LAN, authority="department", year=2022, reason="局本级7个项目通过事前绩效评估和入库评审。"),
    step("2021-09-08", "云数财〔2021〕25号 关于2022年度所属单位项目入库评审结果的通知",
        *(project_added(p) for p in budget.PROJECTS_FOR_2022 if p.unit != BUREAU),
        by=QIU, authority="department", year=2022, reason="所属单位10个项目通过入库评审。"),
    *prepared(2022),
    step("2022-01-27", "",
        stated("procurement", total="2168.40", goods="205.60", works="145.00", services="1817.80"),
        stated("assets", as_of="2021-12-31", fixed_assets="2411.08", building_area="4680", vehicles="8", equipment="2",
            planned_purchase="142.80", purpose="大厅自助设备、服务器和办公设备"),
        by=QIU, authority="department", reason="公开2022年部门预算所需的采购和资产事实。"),
    *approved(2022, milestone("2022/original")),
    published(2022, "2022-02-28"),
)  # fmt: skip

IN_YEAR: Life = (
    step("2022-03-16", "云山财行〔2022〕24号 关于下达2022年省级一网通办专项资金的通知",
        *adjusted("from-above", "一网通办平台建设 2060503 31007 120.00", source="省财行〔2022〕18号"),
        by=QIU, parent="省财行〔2022〕18号", reason="省级专项资金，用于与省级政务服务平台对接，不得改变用途。"),
    quarter(2022, "03-31", 14),
    step("2022-04-13", "云数财〔2022〕13号 关于调剂防疫数据专班保障项目经济科目的批复",
        transferred("防疫数据专班保障 2100410 30211 -3.00", "防疫数据专班保障 2100410 30227 3.00"),
        by=QIU, authority="department", reason="专班改为集中值守，减少差旅，增加数据核验服务。"),
    step("2022-05-11", "云山府函〔2022〕41号 云山市人民政府关于动支预备费保障防疫数据专班的批复",
        *adjusted("reserve", "防疫数据专班保障 2100410 30227 86.00", source="2022年市级预备费"),
        by=LAN, authority="government", reason="数据核验量增加，专班延长运行至年底。"),
    step("2022-05-30", "云山财绩〔2022〕16号 关于调整防疫数据专班保障项目绩效目标的批复",
        goal("防疫数据专班保障", "保障专班运行至年底，日均核验数据不少于60万条，推送及时率达到99%。"),
        by=QIU, reason="动支预备费后，产出目标相应调整。"),
    step("2022-06-14", "云山府办〔2022〕25号 关于压减2022年一般性支出的通知",
        *adjusted("cut", "局本级 2010301 30212 -6.00", "局本级 2010301 30215 -0.90", "局本级 2010301 30217 -0.34",
            "管理办 2010301 30217 -0.11", "一网通办平台建设 2060503 30227 -8.60",
            "城市运行指挥平台运维 2060503 30227 -6.40"),
        by=LAN, authority="government",
        reason="落实过紧日子要求，压减会议费、公务接待费和委托业务费，取消1个出国团组。"),
    quarter(2022, "06-30", 31),
    step("2022-07-20", "云山财行〔2022〕90号 关于暂停电子证照库建设项目部分资金使用的通知",
        frozen("电子证照库建设 2060503 31007 60.00"),
        by=QIU, reason="项目变更方案未批复，先行冻结对应合同款。"),
    step("2022-08-17", "云山财行〔2022〕104号 关于追加政务服务大厅综合运行经费的通知",
        *adjusted("supplement", "政务服务大厅综合运行 2010302 30213 18.00", source="2022年市级待分配资金"),
        by=MING, reason="大厅中央空调机组故障，追加应急维修经费。"),
    step("2022-09-07", "云山财行〔2022〕112号 关于调剂数字服务局项目支出预算的批复",
        transferred("智慧社区服务站试点 2060503 30227 -9.00", "数字素养宣传推广 2060702 30227 9.00"),
        by=LAN, reason="2个社区服务站推迟建设，资金用于新增的6场进社区活动。"),
    step("2022-09-28", "云山财行〔2022〕119号 关于恢复电子证照库建设项目部分资金使用的通知",
        released("电子证照库建设 2060503 31007 60.00"),
        by=QIU, reason="变更方案已经批复，冻结资金全部解冻。"),
    quarter(2022, "09-30", 52),
    step("2022-10-26", "云山人常〔2022〕21号 云山市人大常委会关于批准2022年市级预算调整方案的决议",
        *adjusted("statutory", "政务云与安全服务 2060503 30227 160.00"),
        by=LAN, authority="standing_committee", parent="云山人常〔2022〕21号",
        reason="24个系统年内集中上云，增加云资源租赁。"),
    step("2022-11-08", WITHDRAWN,
        *adjusted("supplement", "智慧社区服务站试点 2060503 30227 24.00", source="2022年市级信息化建设预留资金"),
        by=QIU, reason="追加3个社区服务站的系统接入费。"),
    step("2022-11-08", WITHDRAWN,
        *adjusted("supplement", "智慧社区服务站试点 2060503 31002 11.50", source="2022年市级信息化建设预留资金"),
        by=QIU, reason="追加3个社区服务站的设备购置费。"),
    Act("2022-11-23", lambda book, _,
    __: book.withdraw(WITHDRAWN.split()[0], by=LAN, reason="财政来函：文件所附金额有误，指标文作废，不再重新下达。")),
    step("2022-11-30", "云山财预〔2022〕66号 关于追加2022年人员经费的通知",
        *adjusted("supplement", "局本级 2010301 30103 26.80", "管理办 2010301 30103 15.20",
            "数据中心 2010350 30107 18.65", "热线中心 2010350 30107 10.42", source="2022年市级人员经费预留"),
        by=QIU, reason="按核定标准追加年度考核奖励。"),
    step("2022-12-21", "云山财行〔2022〕158号 关于追加窗口受理服务外包经费的通知",
        *adjusted("supplement", "窗口受理服务外包 6.482", source="2022年市级待分配资金"),
        by=MING, recorded="2023-01-03", reason="11月至12月延时服务结算。此件年后收到，补记入2022年度。"),
)  # fmt: skip

CLOSED: Life = (
    ended(2022, 2, LEFT),
    surplus("2023-01-09", 3, "搬迁改造设备和社区服务站委托业务已按合同办结，余款不再需要。",
        "政务大厅搬迁改造 2010302 31002 22.60", "智慧社区服务站试点 2060503 30227 6.20"),
    step("2023-01-13", "云山财预〔2023〕3号 关于收回2022年部门预算结余资金的通知",
        *adjusted("recovery", "政务大厅搬迁改造 2010302 31002 -22.60"),
        by=LAN, year=2022, effective="2022-12-31", reason="结余资金由财政收回统筹。"),
    closed("2023-01-18", 4),
    settled("2023-08-16", 37, (BUREAU, "30211", "-0.36")),
)  # fmt: skip

NEXT: Life = (
    step("2022-08-30", "云数财〔2022〕22号 关于2023年度新增项目入库评审结果的通知",
        *map(project_added, budget.PROJECTS_FOR_2023),
        by=LAN, authority="department", year=2023, reason="5个新增项目通过事前绩效评估和入库评审。"),
    step("2022-09-01", "云数财〔2022〕23号 关于调整2023年度项目设置的通知",
        {"kind": "ProjectMerged", "projects": ["12345话务坐席外包", "12345话务质量监测"], "into": "SZ2214M",
            "name": CALLS}, {"kind": "ProjectRenamed", "project": PLATFORM_BEFORE, "name": PLATFORM},
        goal(CALLS, "全年受理诉求40万件，15秒接通率不低于88%，回访满意率不低于95%。"),
        by=LAN, authority="department", year=2023, effective="2023-01-01",
        reason="坐席与质检并为一个外包合同；一网通办平台建成验收，转入运维。"),
    rolled_over("2023-01-06", 1),
    carried("2023-03-14", 21, "合同执行跨年度，按原用途结转使用。",
        "数据共享交换平台一期 2060503 31007 86.40", "电子证照库建设 2060503 31007 38.50"),
)  # fmt: skip

LIFE: Life = (*PREPARED, *IN_YEAR, *CLOSED, *NEXT)
