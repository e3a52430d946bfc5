"""Composes personal credit reports in PDF, brief (简版) and detailed (详版). Synthetic: no real report was seen;
sentences and labels are those that public parsers quote, names and sums are made up.

brief: sentences that break anywhere, over pages with a foot "第 1 页，共 2 页". detailed: "账户1" blocks of label rows
with the values in the middle of the cell below, long values and labels on two lines, a grid "… 的还款记录" of years by
months (codes above amounts, the year between them), an account that goes on over the page.
"""

from collections.abc import Sequence

from tests.builders.pdf import Words, build

NAME, IDENTITY = "张三", "110101199001010011"
HEAD = "报告编号：2026112010111200000012 报告时间：2026-11-20 10:11:12"
CARDS = (
    "从未逾期过的贷记卡及透支未超过60天的准贷记卡账户明细如下：",
    "1. 2019年03月11日招商银行股份有限公司信用卡中心发放的贷记卡（人民币账户，卡片尾号：1234）。"
    "截至2026年10月，信用额度54,000，已使用额度20,932。",
    "2. 2018年02月28日某某银行股份有限公司上海市分行发放的贷记卡（美元账户），2024年10月销户。",
)
LOANS = (
    "发生过逾期的账户明细如下：",
    "1. 2026年02月06日怀化邦昇小额贷款有限公司发放的8,000元（人民币）个人消费贷款，2027年02月06日到期。"
    "截至2026年10月，余额为5,210，当前逾期金额410。最近5年内有3个月处于逾期状态，其中1个月逾期超过90天。",
    "从未发生过逾期的账户明细如下：",
    "2. 2025年01月15日重庆蚂蚁消费金融有限公司为其他个人消费贷款授信，额度有效期至2028年02月15日，可循环使用。"
    "截至2026年10月，信用额度3,000元（人民币），余额为1,200，当前无逾期。",
    "3. 2025年03月06日某某消费金融有限公司发放的2,000元（人民币）其他个人消费贷款，2026年01月已结清。",
    "4. 这一句的写法没有见过。",
)
DUTY = (
    "2024年04月01日，为李四（证件类型：身份证，证件号码：110101199001010099）在某某银行股份有限公司虹口支行办理的贷款承担"
    "相关还款责任，责任人类型为保证人，相关还款责任金额50,000。截至2026年10月20日，贷款余额30,000（人民币元）。",
)
INQUIRIES = (
    ("1", "2026年11月02日", "某某消费金融有限公司", "贷款审批"),
    ("2", "2026年10月09日", "招商银行股份有限公司信用卡中心", "贷后管理"),
    ("3", "2026年09月01日", "某某银行股份有限公司", "信用卡审批"),
)
GRID = {
    2026: "NN12NNN**N",
    2025: "**NNNNNNNNNN",
}


def brief(
    *, sentences: Sequence[str] = (*CARDS, "贷款", *LOANS, "相关还款责任信息", *DUTY), head: str = HEAD,
    old: bool = False, counts: tuple[str, ...] = ("2", "--", "3", "--"), password: str | None = None,
) -> bytes:  # fmt: skip
    """The brief edition. old: as before 2020, months unpadded and loans split by housing and other."""
    page = _Pages()
    page.line("个人信用报告")
    page.line("（个人版）")
    page.line(head)
    page.line(f"姓名：{NAME} 证件类型：身份证 证件号码：{IDENTITY} 未婚")
    page.line("信贷记录")
    page.cells(["", "信用卡", "购房贷款", "其他贷款"] if old else ["", "信用卡", "购房", "其他", "其他业务"])
    page.cells(["账户数", *counts])
    page.cells(["未结清/未销户账户数", "1", "--", "2", "--"])
    page.line("发生过逾期的信用卡账户，指曾经“未按时还最低还款额”的贷记卡账户和“透支超过60天”的准贷记卡账户。")
    page.line("信用卡")
    for sentence in sentences:
        page.prose(sentence)
    page.line("非信贷交易记录")
    page.line("公共记录")
    page.line("查询记录")
    page.line("机构查询记录明细")
    page.cells(["编号", "查询日期", "查询机构", "查询原因"])
    for row in INQUIRIES:
        page.cells(list(row))
    page.line("本人查询记录明细")
    page.cells(["编号", "查询日期", "查询机构", "查询原因"])
    page.cells(["1", "2026年11月20日", "本人", "本人查询（互联网个人信用信息服务平台）"])
    page.line("说明")
    page.line("1. 本报告由中国人民银行征信中心出具。")
    return build(page.done(), password=password)


def detailed(*, password: str | None = None) -> bytes:
    """The detailed edition of the second generation."""
    page = _Pages()
    page.line("个人信用报告")
    page.line("（本人版）")
    page.line(HEAD.replace("2026-11-20", "2026.11.20"))
    page.row({70: "被查询者姓名", 190: "被查询者证件类型", 320: "被查询者证件号码", 440: "查询机构", 540: "查询原因"})
    page.row({70: NAME, 190: "身份证", 320: IDENTITY, 440: "本人", 540: "本人查询"})
    page.line("一 个人基本信息")
    page.line("二 信息概要")
    page.line("三 信贷交易信息明细")
    page.line("（一）非循环贷账户")
    page.line("账户1")
    page.row({80: "管理机构", 190: "账户标识", 290: "开立日期", 370: "到期日期", 450: "借款金额", 540: "账户币种"})
    page.row({80: "怀化邦昇小额贷", 190: "D1000000"}, gap=10)
    page.row({80: "款有限公司", 190: "H0001", 290: "2026.02.06", 370: "2027.02.06", 450: "8,000", 540: "人民币元"})
    page.row({80: "业务种类", 190: "担保方式", 290: "还款期数", 370: "还款频率", 450: "还款方式", 540: "共同借款标志"})
    page.row({80: "个人消费贷款", 190: "信用/免担保", 290: "12", 370: "月", 450: "分期等额本息", 540: "无"})
    page.line("截至2026年10月31日", x=250)
    page.row({80: "账户状态", 190: "五级分类", 290: "余额", 400: "剩余还款期数"})
    page.row({80: "逾期", 190: "关注", 290: "5,210", 400: "4"})
    page.row({450: "最近一次"}, gap=10)
    page.row({80: "本月应还款", 190: "应还款日", 300: "本月实还款", 450: "还款日期"})
    page.row({80: "410", 190: "2026.10.06", 300: "0", 450: "2026.08.06"})
    page.row({300: "逾期31-60天"}, gap=10)
    page.row({80: "当前逾期期数", 190: "当前逾期总额", 300: "未还本金", 420: "逾期61-90天未还本金"})
    page.row({80: "1", 190: "410", 300: "0", 420: "0"})
    page.turn()
    page.grid("2025年03月—2026年10月的还款记录", GRID, {(2026, 3): "410", (2026, 4): "820"})
    page.row({80: "特殊交易类型", 190: "发生日期", 290: "变更月数", 370: "发生金额", 480: "明细记录"})
    page.row({80: "展期", 190: "2026.05.06", 290: "3", 370: "1,000", 480: "借款展期"})
    page.line("（二）循环贷账户二")
    page.line("账户1(授信协议标识：D10053310H0001)")
    page.row({80: "管理机构", 190: "账户标识", 290: "开立日期", 370: "到期日期", 460: "账户授信额度", 550: "账户币种"})
    page.row({80: "重庆蚂蚁消费金", 190: "D2000000"}, gap=10)
    page.row({80: "融有限公司", 190: "H0002", 290: "2025.01.15", 370: "2028.02.15", 460: "3,000", 550: "人民币元"})
    page.line("截至2026年10月31日", x=250)
    page.row({80: "账户状态", 190: "五级分类", 290: "余额", 400: "剩余还款期数"})
    page.row({80: "正常", 190: "正常", 290: "1,200", 400: "--"})
    page.grid("2026年09月—2026年10月的还款记录", {2026: "NN"}, {}, first=9)
    page.line("（三）贷记卡账户")
    page.line("账户1")
    page.row({80: "发卡机构", 190: "账户标识", 290: "开立日期", 380: "账户授信额度", 470: "币种", 550: "业务种类"})
    page.row({80: "招商银行股份有", 190: "B10411000"}, gap=10)
    page.row({80: "限公司", 190: "H0003", 290: "2019.03.11", 380: "54,000", 470: "人民币元", 550: "贷记卡"})
    page.line("截至2026年10月31日", x=250)
    page.row({80: "账户状态", 190: "余额", 290: "已用额度", 400: "最大使用额度"})
    page.row({80: "正常", 190: "21,000", 290: "20,932", 400: "53,000"})
    page.line("账户2")
    page.row({80: "发卡机构", 190: "账户标识", 290: "开立日期", 380: "账户授信额度", 470: "币种", 550: "业务种类"})
    page.row({80: "某某银行", 190: "B20411000", 290: "2018.02.28", 380: "5,000", 470: "美元", 550: "贷记卡"})
    page.line("截至2024年10月31日", x=250)
    page.row({80: "账户状态", 190: "账户关闭日期"})
    page.row({80: "销户", 190: "2024.10.31"})
    page.line("四 非信贷交易信息明细")
    page.line("五 公共信息明细")
    page.line("八 查询记录")
    page.line("机构查询记录明细")
    page.row({60: "编号", 150: "查询日期", 320: "查询机构", 500: "查询原因"})
    for number, day, by, why in INQUIRIES:
        if len(by) > 12:
            page.row({320: by[:10]}, gap=8)
            page.row({60: number, 150: day.replace("年", ".").replace("月", ".").replace("日", ""), 500: why}, gap=8)
            page.row({320: by[10:]})
        else:
            page.row({60: number, 150: day.replace("年", ".").replace("月", ".").replace("日", ""), 320: by, 500: why})
    page.line("报告说明")
    return build(page.done(), password=password)


def first_generation() -> bytes:
    """The detailed edition of the first generation: a sentence, a table, 24 codes in a row, a list of late months."""
    page = _Pages()
    page.line("个人信用报告")
    page.line("报告编号:2019100810111200000012 报告时间:2019.10.08 10:11:12")
    page.line("三 信贷交易信息明细")
    page.line("（三）贷款")
    page.prose(
        "1.2016年10月29日机构“某某银行股份有限公司”发放的445,000元（人民币）个人住房贷款，业务号X，抵押担保，240期，按月归还，"
        "2036年10月29日到期。截至2019年09月30日，"
    )
    page.row(
        {60: "账户状态", 140: "五级分类", 220: "本金余额", 310: "剩余还款期数", 400: "本月应还款", 490: "应还款日"}
    )
    page.row({60: "正常", 140: "正常", 220: "405,607", 310: "205", 400: "3,738", 490: "2019.09.29"})
    page.row({60: "当前逾期期数", 160: "当前逾期金额"})
    page.row({60: "0", 160: "0"})
    page.line("2017年10月-2019年09月的还款记录", x=200)
    page.row({60 + 20 * index: "*" if index == 3 else "N" for index in range(24)})
    page.line("2014年10月-2017年09月的逾期记录", x=200)
    page.row(
        {80: "逾期月份", 180: "逾期持续月数", 280: "逾期金额", 360: "逾期月份", 450: "逾期持续月数", 540: "逾期金额"}
    )
    page.row({80: "2017.03", 180: "2", 280: "7,422", 360: "2017.02", 450: "1", 540: "3,711"})
    page.line("五 公共信息明细")
    page.line("八 查询记录")
    return build(page.done())


class _Pages:
    """Lines from the top down, over as many pages as it takes."""

    def __init__(self) -> None:
        self._pages: list[list[Words]] = [[]]
        self._y = 800.0

    def _put(self, x: float, words: str) -> None:
        self._pages[-1].append((x, self._y, words))

    def _down(self, gap: float) -> None:
        self._y -= gap
        if self._y < 50:
            self.turn()

    def turn(self) -> None:
        """The next page."""
        self._pages.append([])
        self._y = 800.0

    def line(self, words: str, x: float = 40) -> None:
        """One line; a second cell begins at a blank."""
        for part in words.split(" "):
            self._put(x, part)
            x += 10 * len(part) + 14
        self._down(18)

    def prose(self, words: str, width: int = 46) -> None:
        """Lines that break anywhere."""
        for start in range(0, len(words), width):
            self._put(40, words[start : start + width])
            self._down(14)

    def cells(self, cells: Sequence[str]) -> None:
        """Cells that begin at fixed places."""
        for x, words in zip((40, 160, 260, 440, 520), cells, strict=False):
            if words:
                self._put(x, words)
        self._down(16)

    def row(self, cells: dict[int, str], gap: float = 18) -> None:
        """Cells by their middle."""
        for middle, words in cells.items():
            self._put(middle - _width(words) / 2, words)
        self._down(gap)

    def grid(self, title: str, codes: dict[int, str], amounts: dict[tuple[int, int], str], first: int = 1) -> None:
        """A grid of months; first: the month of each year's first code (2025's grid begins in March)."""
        columns = {month: 80 + 42 * month for month in range(1, 13)}
        self.line(title, x=220)
        self.row({columns[month]: str(month) for month in columns})
        for year, own in codes.items():
            told = {first + index: code for index, code in enumerate(own)}
            self.row({columns[month]: code for month, code in told.items()}, gap=8)
            self.row({60: str(year)}, gap=8)
            self.row({columns[month]: amounts.get((year, month), "0") for month in told})

    def done(self) -> list[list[Words]]:
        """The pages with their feet."""
        total = len(self._pages)
        return [[*words, (260, 25, f"第 {index} 页，共 {total} 页")] for index, words in enumerate(self._pages, 1)]


def _width(words: str) -> float:
    return sum(5 if ord(letter) < 128 else 10 for letter in words)
