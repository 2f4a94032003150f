"""What can be wrong with a document. Each says file and place, and what to do."""

_ZH, _EN = "{file} {where} 表{table}", "{file}, {where}, table {table}"

MESSAGES = {
    "document.too-large": (
        "{file}：超过 {limit} MB，请拆分后再导入",
        "{file}: larger than {limit} MB; split it and import the parts",
    ),
    "document.too-long": (
        "{file}：共 {lines} 行，超过 {limit} 行，不像预算文档",
        "{file}: {lines} lines, more than {limit}; this is no budget document",
    ),
    "document.binary": ("{file}：不是文本文件，请先转换为文本", "{file}: not a text file; convert it to text first"),
    "document.damaged": (
        "{file}：文件已损坏或不完整（{why}），请重新取得原件",
        "{file}: damaged or not whole ({why}); get the original again",
    ),
    "document.not-understood": (
        "{file}：读取时本程序出错（{why}，{place}），文件未必有问题；请另存为 xlsx、docx 或文本后再导入，并报告此错误",
        "{file}: the tracker itself failed on it ({why} in {place}), the file need not be wrong; save it as xlsx, docx or"
        " text and import that, and report this",
    ),
    "document.encrypted": (
        "{file}：文件已加密，请去掉密码后另存再导入",
        "{file}: locked with a password; save it without one and import that",
    ),
    "document.other-format": (
        "{file}：不能读取 {format} 格式，请另存为 xlsx、docx、pdf、html、csv 或文本",
        "{file}: the format {format} is not read; save it as xlsx, docx, pdf, html, csv or text",
    ),
    "document.unpacks-too-large": (
        "{file}：解压后过大（超过 {limit} MB）或压缩比异常，不予读取",
        "{file}: unpacks to more than {limit} MB, or far more than it seems; it is not read",
    ),
    "document.too-many-cells": (
        "{file}：有值的单元格超过 {limit} 个，不像预算文档",
        "{file}: more than {limit} cells with values; this is no budget document",
    ),
    "document.uncomputed": (
        "{file}：{cell} 的公式没有计算结果，请用电子表格程序打开并保存",
        "{file}: formula without a value in {cell}; open and save it in a spreadsheet program",
    ),
    "document.nested-too-deep": (
        "{file}：标签嵌套过深，不像预算文档",
        "{file}: tags are nested too deep; this is no budget document",
    ),
    "document.takes-too-long": (
        "{file}：{seconds} 秒内未能读完，已停止；请拆分，或另存为其他格式",
        "{file}: not read within {seconds} seconds and given up; split it or save it in another format",
    ),
    "document.takes-too-much": (
        "{file}：读取所需内存超过 {megabytes} MB，已停止；请拆分，或另存为其他格式",
        "{file}: takes more than {megabytes} MB of memory and was given up; split it or save it in another format",
    ),
    "document.too-many-pages": (
        "{file}：超过 {limit} 页，请拆分后再导入",
        "{file}: more than {limit} pages; split it and import the parts",
    ),
    "document.no-text-layer": (
        "{file}：没有文字层（可能是扫描件），请先做文字识别",
        "{file}: has no text, perhaps a scan; recognise its characters first",
    ),
    "document.no-characters": (
        "{file}：字体没有字符对照，文字读不出来，请先做文字识别，或向发布单位索取原件",
        "{file}: its fonts do not say which characters they print; recognise them first, or ask for the original",
    ),
    "document.encoding": (
        "{file}：编码不是 UTF-8、UTF-16 或 GB18030，请另存为 UTF-8",
        "{file}: not UTF-8, UTF-16 or GB18030; save it as UTF-8",
    ),
    "document.empty": ("{file}：文件为空", "{file}: the file is empty"),
    "document.not-a-budget": (
        "{file}：没有找到任何已知格式的预算表，请检查表名，单元格之间须用制表符分隔",
        "{file}: no table of a known form found; check the titles, cells must be separated by tabs",
    ),
    "document.no-year": (
        "{file}：未写明预算年度，请用 --year 指定",
        "{file}: states no fiscal year; give it with --year",
    ),
    "document.no-entity": ("{file}：没有“单位名称”，请补上", "{file}: names no department (单位名称); add it"),
    "document.no-header": (
        _ZH + "：表头无法识别，应有：{expected}",
        _EN + ": header not recognised; expected {expected}",
    ),
    "document.no-money-unit": (
        _ZH + "：没有注明金额单位，请补上（如“单位：万元”）",
        _EN + ": states no money unit; add one such as 单位：万元",
    ),
    "document.units-differ": (
        _ZH + "：金额单位前后不一（{units}），请对照原件更正",
        _EN + ": states more than one money unit ({units}); correct it from the original",
    ),
    "document.magnitude": (
        "表{table}（单位：{unit}）的 {amount} 是表{other}（单位：{other_unit}）的 {other_amount} 的{times}倍，其中一处单位有误",
        "{amount} in table {table} ({unit}) is {times} times {other_amount} in table {other} ({other_unit}): one of the units must be wrong",
    ),
    "document.columns-differ": (
        _ZH + "：本页各栏与前页或另一侧不同，应为：{expected}",
        _EN + ": columns differ from the page before or the other side; expected {expected}",
    ),
    "document.cells": (
        _ZH + "“{text}”：应有 {expected} 个单元格，实有 {found} 个",
        _EN + ", “{text}”: {expected} cells expected, {found} found",
    ),
    "document.amount": (
        _ZH + "“{column}”栏：“{cell}”不是可用的金额，请对照原件更正",
        _EN + ", column {column}: “{cell}” is no usable amount; correct it from the original",
    ),
    "document.no-column": (
        _ZH + "：“{cell}”所在的栏没有表头，请对照原件更正",
        _EN + ": “{cell}” stands in a column without a header; correct it from the original",
    ),
    "document.off-page": (
        _ZH + "：表格超出纸边，右边的栏可能没有印出；请缩小打印，或用原来的表格文件导入",
        _EN
        + ": the table reaches over the edge of the page, and columns at its right may be lost; print it smaller, or"
        " import the workbook that it was printed from",
    ),
    "document.header-in-name": (
        _ZH + "：表头与名称“{text}”混在一起，请对照原件更正",
        _EN + ": the header has run into the name “{text}”; correct it from the original",
    ),
    "document.no-amounts": (_ZH + "“{text}”：缺少金额，请补上", _EN + ", “{text}”: the amounts are missing; add them"),
    "document.no-label": (_ZH + "：有金额而无名称（{text}）", _EN + ": amounts without a name ({text})"),
    "document.name-too-long": (
        _ZH + "：名称超过 {limit} 字（{text}…）",
        _EN + ": name longer than {limit} characters ({text}…)",
    ),
    "document.code-twice": (
        _ZH + "：{code} 重复，已见于{first}，请删去一行",
        _EN + ": {code} stands twice, first on {first}; remove one",
    ),
    "document.row-twice": (
        _ZH + "：“{row}”重复，已见于{first}，请删去一行",
        _EN + ": “{row}” stands twice, first on {first}; remove one",
    ),
    "document.page-twice": (
        _ZH + "：本页与{first}开始的一页相同，请删去一页",
        _EN + ": this page repeats the one from {first}; remove one",
    ),
    "document.more-problems": ("{file}：另有 {n} 处问题未列出", "{file}: {n} more problems not listed"),
    "document.unreadable": ("{file} 读不了：{why}", "{file} can't be read: {why}"),
    "document.not-text": ("{file} 既不是 UTF-8 也不是 GB18030 文本", "{file} is neither UTF-8 nor GB18030 text"),
    "document.other-year": (
        "{file} 写明是 {found} 年，与 --year {year} 不同",
        "{file} says {found}, not the {year} of --year",
    ),
}
