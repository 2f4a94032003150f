"""See __init__. The rules of final accounts, one sentence each."""

MESSAGES: dict[str, tuple[str, str]] = {
    "rule.F1.1": ("表1：本年收入合计＝各项收入之和", "table 1: income of the year = the sum of its sources"),
    "rule.F1.2": (
        "表1：收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余",
        "table 1: total income = income of the year + own balances used + balance at the beginning of the year",
    ),
    "rule.F1.3": (
        "表1：本年支出合计＝各功能分类类级支出之和",
        "table 1: spending of the year = the sum of the function classes",
    ),
    "rule.F1.4": (
        "表1：支出总计＝本年支出合计＋结余分配＋年末结转和结余",
        "table 1: total spending = spending of the year + distribution of surplus + balance at the end of the year",
    ),
    "rule.F1.5": ("表1：收入总计＝支出总计", "table 1: total income = total spending"),
    "rule.F2.1": ("表2合计＝表1本年收入合计", "total of table 2 = income of the year in table 1"),
    "rule.F2.2": ("表2各项收入合计＝表1同项收入", "each source's total in table 2 = its row in table 1"),
    "rule.F2.h": ("表2：上级科目＝下级科目之和", "table 2: a code = the sum of the codes below it"),
    "rule.F2.x": ("表2：每行合计＝各项收入之和", "table 2: each row's total = the sum of its sources"),
    "rule.F3.1": ("表3合计＝表1本年支出合计", "total of table 3 = spending of the year in table 1"),
    "rule.F3.2": ("表3类级支出＝表1同类支出", "a class of table 3 = its row in table 1"),
    "rule.F3.h": ("表3：上级科目＝下级科目之和", "table 3: a code = the sum of the codes below it"),
    "rule.F3.x": ("表3：每行合计＝各支出性质之和", "table 3: each row's total = the sum over natures of spending"),
    "rule.F4.1": ("表4：本年收入合计＝三本预算之和", "table 4: income of the year = the sum of the three budgets"),
    "rule.F4.2": (
        "表4：本年支出合计＝各功能分类类级支出之和",
        "table 4: spending of the year = the sum of the function classes",
    ),
    "rule.F4.3": (
        "表4：总计＝本年合计＋年初（年末）财政拨款结转和结余；年初结转和结余＝三本预算之和",
        "table 4: a grand total = the total of the year + the balance at its beginning (end); the opening balance = the sum of the three budgets",
    ),
    "rule.F4.4": ("表4：收入总计＝支出总计", "table 4: total income = total spending"),
    "rule.F4.x": ("表4：支出合计＝三本预算之和", "table 4: each row's total = the sum of the three budgets"),
    "rule.F4.6": ("表4各项财政拨款收入＝表1同项收入", "each fiscal source of table 4 = its row in table 1"),
    "rule.F4.7": (
        "表4一般公共预算支出＝表5同类合计",
        "general public budget spending of table 4 = the same class and total of table 5",
    ),
    "rule.F4.8": (
        "表4政府性基金预算支出＝表8同类合计",
        "government fund spending of table 4 = the same class and total of table 8",
    ),
    "rule.F4.9": (
        "表4国有资本经营预算支出＝表9同类合计",
        "state capital spending of table 4 = the same class and total of table 9",
    ),
    "rule.F4.10": (
        "表1类级支出不小于表4同类支出（全为当年财政拨款时相等）",
        "a class of table 1 is at least that of table 4 (equal where all money is this year's fiscal money)",
    ),
    "rule.F5.1": (
        "表3基本、项目支出不小于表5、表8、表9同科目之和（全为当年财政拨款时相等）",
        "basic and project spending by code in table 3 is at least that of tables 5, 8 and 9 (equal where all money is this year's fiscal money)",
    ),
    "rule.F5.2": (
        "表5基本支出合计＝表6人员经费合计＋公用经费合计",
        "basic spending of table 5 = personnel + running costs of table 6",
    ),
    "rule.F5.h": ("表5：上级科目＝下级科目之和", "table 5: a code = the sum of the codes below it"),
    "rule.F5.x": ("表5：合计＝基本支出＋项目支出", "table 5: each row's total = basic + project"),
    "rule.F6.1": (
        "表6：人员经费合计、公用经费合计＝其各类级科目之和",
        "table 6: personnel and running costs = the sum of their classes",
    ),
    "rule.F6.2": ("表6：类级科目＝款级科目之和", "table 6: a class = the sum of its items"),
    "rule.F7.1": (
        "表7：“三公”经费＝因公出国（境）＋公务用车＋公务接待",
        "table 7: the three public expenses = travel abroad + official cars + receptions",
    ),
    "rule.F7.2": ("表7：公务用车购置及运行维护＝购置＋运行维护", "table 7: official cars = purchase + running"),
    "rule.F7.3": (
        "表7决算数不小于表6同项经济科目（无项目支出时相等）",
        "an outturn of table 7 is at least its economic code in table 6 (equal where there is no project spending)",
    ),
    "rule.F8.h": ("表8：上级科目＝下级科目之和", "table 8: a code = the sum of the codes below it"),
    "rule.F8.x": ("表8：本年支出合计＝基本支出＋项目支出", "table 8: spending of the year = basic + project"),
    "rule.F8.b": (
        "表8：年初结转和结余＋本年收入＝本年支出＋年末结转和结余",
        "table 8: opening balance + income of the year = spending of the year + closing balance",
    ),
    "rule.F8.1": (
        "表8本年收入合计＝表4政府性基金预算财政拨款收入",
        "income of table 8 = income of government funds in table 4",
    ),
    "rule.F8.2": (
        "表8年初结转和结余合计＝表4年初政府性基金预算结转和结余",
        "opening balance of table 8 = that of government funds in table 4",
    ),
    "rule.F9.h": ("表9：上级科目＝下级科目之和", "table 9: a code = the sum of the codes below it"),
    "rule.F9.x": ("表9：本年支出合计＝基本支出＋项目支出", "table 9: spending of the year = basic + project"),
    "rule.F9.b": (
        "表9：年初结转和结余＋本年收入＝本年支出＋年末结转和结余",
        "table 9: opening balance + income of the year = spending of the year + closing balance",
    ),
    "rule.F9.1": (
        "表9本年收入合计＝表4国有资本经营预算财政拨款收入",
        "income of table 9 = income of state capital in table 4",
    ),
    "rule.F9.2": (
        "表9年初结转和结余合计＝表4年初国有资本经营预算结转和结余",
        "opening balance of table 9 = that of state capital in table 4",
    ),
}
