"""The sample book's life: its revisions in the order of their recording, as a finance office would submit them."""

from __future__ import annotations

from . import sample_budget as budget
from .sample_budget import BUREAU, CENTRE, HOTLINE, OFFICE
from .sample_steps import (
    adjusted,
    approved_basic,
    approved_projects,
    basic,
    explained,
    goal,
    milestone,
    on,
    project_added,
    stated,
    step,
    transferred,
    unit_added,
)

LAN, QIU, MING = "周岚", "许知秋", "林启明"
"""The bureau's budget officer, its bookkeeper, and the one who stands in for them."""
RESERVED = "2024年市级信息化建设预留资金"

PREPARED = (
    step(
        "2023-09-01", "云数〔2023〕41号 云山市数字服务局关于启用部门预算台账的通知",
        *map(unit_added, budget.UNITS),
        {"kind": "SettingsChanged", "changes": {
            "name": "云山市（虚构）数字服务局部门预算台账",
            "code.function.21213": "城市基础设施配套费安排的支出",
            "code.function.2121301": "城市公共设施",
        }},
        by=LAN, authority="department", year=2024,
        reason="自2024年度预算编制起启用台账，登记本部门及所属单位，补录城市基础设施配套费支出科目名称。",
    ),
    step(
        "2023-09-21", "云数财〔2023〕26号 关于2024年度局本级项目入库评审结果的通知",
        *map(project_added, budget.BUREAU_PROJECTS), by=LAN, authority="department", year=2024,
        reason="局本级7个项目通过事前绩效评估和入库评审。",
    ),
    step(
        "2023-10-12", "云数财〔2023〕29号 关于2024年度所属单位项目入库评审结果的通知",
        *map(project_added, budget.UNIT_PROJECTS), by=QIU, authority="department", year=2024,
        reason="所属单位8个项目通过入库评审。",
    ),
)  # fmt: skip

YEAR_2024 = (
    step(
        "2024-02-05", "云山财预〔2024〕12号 云山市财政局关于批复2024年部门预算的通知",
        approved_basic(budget.BASIC_2024, budget.OWN_INCOME[0]), by=LAN, authority="congress", effective="2024-01-01",
        reason="市人民代表大会批准2024年预算后批复，基本支出部分。",
    ),
    step(
        "2024-02-05", "云山财预〔2024〕12号 云山市财政局关于批复2024年部门预算的通知",
        approved_projects(budget.PROJECTS_2024), milestone("2024/original"),
        by=LAN, authority="congress", effective="2024-01-01",
        reason="市人民代表大会批准2024年预算后批复，项目支出及经营支出部分。",
    ),
    step(
        "2024-03-08", "云山财绩〔2024〕5号 关于完善2024年部分项目绩效目标的通知",
        goal("数据共享交换平台建设", "完成交换平台二期建设并通过验收，新增共享目录320项，日均交换数据不少于800万条。"),
        goal("窗口受理服务外包", "综合窗口36个，平均等候时间不超过12分钟，群众满意率不低于98%。"),
        by=LAN, reason="财政部门绩效审核要求补充可量化的产出和满意度指标。",
    ),
    step(
        "2024-03-20", "云山财行〔2024〕31号 关于下达2024年省级数字政府建设专项资金的通知",
        *adjusted("from-above", on("一网通办平台运维", "2060599 未分类", "180.00"), source="省财行〔2024〕27号"),
        by=QIU, reason="省级专项资金，用于政务服务事项标准化改造；经济科目待实施方案批准后细化。",
    ),
    step(
        "2024-04-02", "云数财〔2024〕9号 关于细化省级数字政府建设专项资金预算的批复",
        transferred(
            on("一网通办平台运维", "2060599 未分类", "-180.00"),
            on("一网通办平台运维", "2060599 31007", "142.00"),
            on("一网通办平台运维", "2060599 30227", "38.00"),
        ),
        by=QIU, reason="实施方案已经批准，将省级专项资金细化到部门预算支出经济分类款级科目。",
    ),
    step(
        "2024-04-17", "云数财〔2024〕11号 关于调剂政务网络与数据安全运营项目经济科目的批复",
        transferred(
            on("政务网络与数据安全运营", "2060599 30214", "-12.00"),
            on("政务网络与数据安全运营", "2060599 30213", "12.00"),
        ),
        by=QIU, authority="department", reason="两条备用线路退租，腾出的租赁费用于核心交换设备延保维护。",
    ),
    step(
        "2024-04-25", "云山财行〔2024〕44号 关于调剂数字服务局项目支出预算的批复",
        transferred(
            on("公共数据资源普查登记", "2010399 30227", "-15.00"), on("数字素养宣传推广", "2060702 30227", "15.00")
        ),
        by=LAN, reason="普查登记公开招标后中标价低于预算，结余资金调剂用于新增的10场进社区活动。",
    ),
    step(
        "2024-05-10", "云山府函〔2024〕37号 云山市人民政府关于动支预备费保障防汛应急话务的批复",
        *adjusted("reserve", on("12345热线话务服务外包", "", "36.50"), source="2024年市级预备费"),
        by=LAN, authority="government", reason="4月下旬持续强降雨，热线话务量增至平时3倍，需临时增加应急坐席40个。",
    ),
    step(
        "2024-05-22", "云山财行〔2024〕58号 关于追加数据共享交换平台建设经费的通知",
        *adjusted("supplement", on("数据共享交换平台建设", "2060599 31007", "1250.00"), source=RESERVED),
        by=QIU, reason="扩容交换节点，保障与省级平台对接。",
    ),
    step(
        "2024-05-22", "云山财行〔2024〕58号 关于追加数据共享交换平台建设经费的通知",
        {"kind": "RevisionReversed", "seq": 12}, by=LAN, recorded="2024-05-27",
        reason="复核发现金额录入错误：文件为125.00万元，误录为1,250.00万元，予以冲销后重新登记。",
    ),
    step(
        "2024-05-22", "云山财行〔2024〕58号 关于追加数据共享交换平台建设经费的通知",
        *adjusted("supplement", on("数据共享交换平台建设", "2060599 31007", "125.00"), source=RESERVED),
        by=QIU, recorded="2024-05-27", reason="扩容交换节点，保障与省级平台对接。按文件金额重新登记。",
    ),
    step(
        "2024-06-06", "云山府办〔2024〕22号 关于落实过紧日子要求压减2024年一般性支出的通知",
        *adjusted(
            "cut",
            basic(BUREAU, "2010301 30211", "-1.55"), basic(BUREAU, "2010301 30212", "-6.00"),
            basic(BUREAU, "2010301 30215", "-1.00"), basic(BUREAU, "2010301 30217", "-0.36"),
            basic(OFFICE, "2010301 30211", "-0.65"), basic(OFFICE, "2010301 30217", "-0.12"),
            basic(CENTRE, "2010350 30211", "-0.60"), on("一网通办平台运维", "2060599 30227", "-6.40"),
            on("城市运行指挥平台运维", "2060599 30227", "-7.63"),
        ),
        by=LAN, authority="government",
        reason="会议费压减20%，差旅费、公务接待费和委托业务费压减10%，取消1个因公出国团组。",
    ),
    step(
        "2024-06-20", "云山财行〔2024〕71号 关于在所属单位间调剂项目支出预算的批复",
        transferred(
            on("政务服务大厅综合运行", "2010302 30213", "-8.00"), on("热线智能辅助系统运维", "2010399 30213", "8.00")
        ),
        by=LAN, reason="热线坐席迁入政务服务大厅三楼，机房维护改由热线中心承担。",
    ),
    step(
        "2024-06-30", "", milestone("2024/mid-year"), by=MING, authority="department", recorded="2024-07-01",
        reason="上半年预算执行分析所用版本。",
    ),
    step(
        "2024-07-11", "云山财行〔2024〕80号 关于将办公设备购置经费调剂为项目支出的批复",
        transferred(
            basic(BUREAU, "2010301 31002", "-5.40"), on("政务网络与数据安全运营", "2060599 31002", "5.40")
        ),
        by=LAN, reason="机关办公终端国产化替代并入安全运营项目统一采购，基本支出相应调减。",
    ),
    step(
        "2024-08-07", "云山财行〔2024〕97号 关于追加政务服务适老化改造经费的通知",
        project_added(
            budget.ACCESSIBILITY,
            on(budget.ACCESSIBILITY.name, "2010302 31002", "22.60"),
            on(budget.ACCESSIBILITY.name, "2010302 30213", "26.00"),
        ),
        by=MING, reason="市政府年度民生实事项目，年中新增；资金由2024年市级民生实事预留资金安排。",
    ),
    step(
        "2024-09-24", "云山人常〔2024〕18号 云山市人大常委会关于批准2024年市级预算调整方案的决议",
        *adjusted(
            "statutory", on("政务云资源租赁服务", "", "300.00"), on("城市感知终端建设", "2121301 31099", "-148.25")
        ),
        by=LAN, authority="standing_committee",
        reason="38个系统年内集中上云，增加云资源租赁；城市基础设施配套费短收，相应调减基金项目。",
    ),
    step(
        "2024-09-27", "云数财〔2024〕33号 关于2025年度新增项目入库评审结果的通知",
        *map(project_added, budget.NEXT_YEAR_PROJECTS), by=LAN, authority="department", year=2025,
        reason="2个新增项目分别承接普查登记和智能辅助系统的成果，通过入库评审。",
    ),
    step(
        "2024-06-18", "云山财行〔2024〕69号 关于追加窗口受理服务外包经费的通知",
        *adjusted("supplement", on("窗口受理服务外包", "", "26.4033"), source="2024年市级待分配资金"),
        by=MING, effective="2024-07-01", recorded="2024-10-16",
        reason="大厅自7月1日起延时服务，增加综合窗口4个。与财政对账时发现此件漏登，补记。",
    ),
    step(
        "2024-11-05", "云山财预〔2024〕55号 关于追加2024年人员经费的通知",
        *adjusted(
            "supplement",
            basic(BUREAU, "2010301 30103", "31.2456"), basic(BUREAU, "2080505 30108", "4.6872"),
            basic(BUREAU, "2080506 30109", "2.3436"), basic(OFFICE, "2010301 30103", "17.8042"),
            basic(CENTRE, "2010350 30107", "22.415"), basic(HOTLINE, "2010350 30107", "13.207"),
            source="2024年市级人员经费预留",
        ),
        by=QIU, reason="按核定标准追加年度考核奖励及缴费基数调整所需经费。",
    ),
    step(
        "2024-11-19", "云山财预〔2024〕61号 关于调剂数字服务局基本支出功能科目的批复",
        transferred(basic(BUREAU, "2101101 30110", "-3.10"), basic(BUREAU, "2080501 30302", "3.10")),
        by=QIU, reason="年内2名职工退休，医疗保险缴费减少，退休人员补助增加。",
    ),
    step(
        "2024-12-11", "云山财预〔2024〕70号 关于收回2024年部门预算结余资金的通知",
        *adjusted(
            "recovery",
            on("公共数据资源普查登记", "2010399 30227", "-21.48"), on("城市感知终端建设", "2121301 30227", "-13.25"),
        ),
        by=LAN, reason="项目已完成验收，当年不再需要的资金由财政收回统筹。",
    ),
    step(
        "2024-12-31", "", milestone("2024/adjusted", 25), by=LAN, authority="department", recorded="2025-01-02",
        reason="2024年全年预算数，决算编报依据。",
    ),
)  # fmt: skip

YEAR_2025 = (
    step(
        "2025-02-12", "云山财预〔2025〕9号 云山市财政局关于批复2025年部门预算的通知",
        approved_basic(budget.BASIC_2025, budget.OWN_INCOME[1]), by=LAN, authority="congress", effective="2025-01-01",
        reason="市人民代表大会批准2025年预算后批复，基本支出部分。",
    ),
    step(
        "2025-02-12", "云山财预〔2025〕9号 云山市财政局关于批复2025年部门预算的通知",
        approved_projects(budget.PROJECTS_2025), by=LAN, authority="congress", effective="2025-01-01",
        reason="市人民代表大会批准2025年预算后批复，项目支出及经营支出部分。",
    ),
    step(
        "2025-02-19", "云山财绩〔2025〕3号 关于批复2025年项目绩效目标的通知",
        goal("政务云资源租赁服务", "为全市66个部门231个业务系统提供云资源，可用率不低于99.95%。"),
        goal("12345热线话务服务外包", "全年受理诉求52万件，15秒接通率不低于92%。"),
        goal("政务服务适老化改造", "完成便民站点适老设施质保期维护，设施完好率100%。"),
        by=QIU, reason="随2025年预算同步批复绩效目标。", effective="2025-01-01",
    ),
    step(
        "2025-02-24", "云数财〔2025〕4号 关于加强预算台账科目管理的通知",
        {"kind": "SettingsChanged", "changes": {"warnings.hard": "I16 I24"}}, by=LAN, authority="department",
        reason="2025年起预算行必须细化到款级科目，不再接受待细化金额。",
    ),
    step(
        "2025-02-28", "", milestone("2025/original"), by=LAN, authority="department",
        reason="2025年年初预算，部门预算公开依据。", recorded="2025-02-28",
    ),
    step(
        "2025-03-03", "",
        stated("procurement", total="2436.80", goods="186.30", works="0.00", services="2250.50"),
        stated("assets", as_of="2024-12-31", fixed_assets="2876.45", building_area="5230", vehicles="7", equipment="3",
               planned_purchase="126.40", purpose="自助服务终端、服务器和办公设备"),
        by=QIU, authority="department", reason="公开2025年部门预算所需的采购和资产事实，据政府采购预算表和资产年报。",
    ),
    step(
        "2025-03-04", "",
        *(
            explained(place, "数据共享交换平台二期建设完成，城市感知终端建设任务减少", "7608.84", "7611.76")
            for place in ("1/收入/收入总计", "1/支出/支出总计")
        ),
        explained("7/三公经费", "因公出国（境）团组减少", "35.14", "41.70"),
        explained("7/因公出国", "因公出国（境）团组由2个减为1个", "6.00", "12.00"),
        explained("7/行政经费", "会议、差旅等一般性支出压减", "1207.41", "1253.59"),
        by=LAN, authority="department", reason="公开2025年部门预算说明前，逐项核对增减原因。",
    ),
    step(
        "2025-03-18", "云山财行〔2025〕22号 关于下达2025年省级数据要素发展专项资金的通知",
        *adjusted("from-above", on("公共数据授权运营平台", "2060599 31007", "95.00"), source="省财行〔2025〕19号"),
        by=QIU, reason="省级专项资金，用于数据产品研发环境建设，不得改变用途。",
    ),
    step(
        "2025-04-10", "云山财行〔2025〕30号 关于在所属单位间调剂项目支出预算的批复",
        transferred(
            on("城市运行指挥平台运维", "2060599 30227", "-9.2575"),
            on("热线知识库智能升级", "2010399 30213", "4.00"),
            on("热线知识库智能升级", "2010399 31007", "5.2575"),
        ),
        by=LAN, reason="指挥平台与热线知识库共用语义引擎，由热线中心统一采购。",
    ),
    step(
        "2025-05-15", "云山府办〔2025〕14号 关于压减2025年一般性支出的通知",
        *adjusted(
            "cut",
            basic(BUREAU, "2010301 30211", "-1.39"), basic(BUREAU, "2010301 30215", "-0.80"),
            basic(BUREAU, "2010301 30217", "-0.32"), basic(OFFICE, "2010301 30217", "-0.08"),
        ),
        by=LAN, authority="government", reason="落实过紧日子要求，会议费压减20%，差旅费、公务接待费压减10%左右。",
    ),
    step(
        "2025-06-05", "云山财绩〔2025〕11号 关于调整公共数据授权运营平台绩效目标的批复",
        goal("公共数据授权运营平台", "建成授权运营平台，上线数据产品不少于16个，服务市场主体不少于50家。"),
        by=QIU, reason="省级专项资金下达后，产出目标相应提高。",
    ),
    step(
        "2025-06-18", "云山财行〔2025〕49号 关于追加政务云资源租赁经费的通知",
        *adjusted("supplement", on("政务云资源租赁服务", "", "120.00"), source="2025年市级信息化建设预留资金"),
        by=QIU, effective="2025-09-01", reason="智能算力资源自2025年9月1日起租用，按4个月安排。",
    ),
    step(
        "2025-06-26", "云山财行〔2025〕53号 关于追加人工智能政务助手试点经费的通知",
        project_added(
            budget.ASSISTANT,
            on(budget.ASSISTANT.name, "2060599 30227", "60.00"),
            on(budget.ASSISTANT.name, "2060599 31007", "45.50"),
        ),
        by=MING, reason="列入省级试点，年中新增；资金由2025年市级信息化建设预留资金安排。",
    ),
    step(
        "2025-07-16", "云山财预〔2025〕36号 关于收回部分政府性基金预算资金的通知",
        *adjusted("recovery", on("城市感知终端建设", "2121301 30227", "-21.6708")),
        by=LAN, reason="监理服务由建设单位统一委托，本项目监理费当年不再需要。",
    ),
)  # fmt: skip

LIFE = (*PREPARED, *YEAR_2024, *YEAR_2025)
