"""What is measured, against which floor, and the goal that was set for it."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from benchmarks.measure import Row, Sample, Screen, ScreenTimes, command, compare, on_terminal, peak, process, python

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HERE = Path(__file__).parent
EMPTY = Screen([python(), str(HERE / "empty_app.py")], ["READY", "Answer"], b"x", ["ANSWERED"])


def environment() -> dict[str, str]:
    """What every measured process sees."""
    return {**os.environ, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "", "TEXTUAL_ANIMATIONS": "none"}


def store(folder: Path, loans: int) -> Path:
    """A data directory with that many loans, built once, its projection fresh for the day."""
    data = folder / f"loans-{loans}"
    if not data.exists():
        from duewatch.config.schema import Settings
        from duewatch.desk.demo_many import fill_many
        from duewatch.desk.desk import Desk

        desk = Desk(Settings(), data)
        fill_many(desk, loans, NOW)
        desk.today(NOW)
        desk.close()
    return data


def headless(folder: Path, runs: int) -> Iterator[Row]:
    """A bare command: the whole process."""
    small, large = store(folder, 1_000), store(folder, 100_000)

    def today(data: Path) -> Callable[[], Sample]:
        line = [command(), "today", "--data", str(data), "--today", ON.isoformat()]
        return lambda: process(line, environment())

    def bare() -> Sample:
        return process([python(), "-c", "pass"], environment())

    yield compare("duewatch today, 1,000 loans / python -c pass", 4.5, today(small), bare, runs * 2)
    yield compare("duewatch today, 100,000 / 1,000 loans", 1.6, today(large), today(small), runs * 2)


def second_to_do(data: Path) -> str:
    """The name of the loan that the second thing to do is about."""
    from duewatch.config.schema import Settings
    from duewatch.desk.desk import Desk

    desk = Desk(Settings(), data)
    try:
        return desk.loan(str(desk.today(NOW).do[1].loan_id), NOW).loan.name
    finally:
        desk.close()


def screens(folder: Path, runs: int) -> Iterator[Row]:
    """The home screen against an empty Textual app: first paint, a settled key, memory."""
    few, many = store(folder, 10), store(folder, 100_000)
    taken: dict[str, list[ScreenTimes]] = {"few": [], "many": [], "empty": []}

    def home(data: Path) -> Screen:
        line = [command(), "--data", str(data), "--today", ON.isoformat(), "--lang", "en"]
        # The key: the cursor of the to-do list goes down to the second line.
        return Screen(line, ["To do today", "Lender", "F1 Keys"], b"\x1b[B", [f"▸ {second_to_do(data)}"])

    plan = {"few": home(few), "many": home(many), "empty": EMPTY}
    for number in range(runs + 1):
        for name, screen in plan.items():
            times = on_terminal(screen, environment())
            if number:
                taken[name].append(times)

    def row(
        figure: str, goal: float, ours: str, floor: str, part: Callable[[ScreenTimes], float], unit: str = "ms"
    ) -> Row:
        values = iter([(part(a), part(b)) for a, b in zip(taken[ours], taken[floor], strict=True)])
        pair: list[tuple[float, float]] = list(values)
        return Row(
            figure, median(a for a, _ in pair), median(b for _, b in pair), median(a / b for a, b in pair), goal, unit
        )  # fmt: skip

    yield row("first paint, 10 loans / empty app", 1.8, "few", "empty", lambda t: t.paint.seconds * 1e3)
    yield row("first paint, 100,000 loans / empty app", 1.8, "many", "empty", lambda t: t.paint.seconds * 1e3)
    yield row("first paint, 100,000 / 10 loans", 1.15, "many", "few", lambda t: t.paint.seconds * 1e3)
    yield row(
        "settled key to answer, 100,000 loans / empty app", 2.0, "many", "empty", lambda t: t.answer.seconds * 1e3
    )
    yield row("peak memory, 100,000 loans / empty app", 1.5, "many", "empty", lambda t: t.answer.mib, "MiB")


def alipay_file(folder: Path, count: int) -> Path:
    """A phone export of Alipay in GB18030 with that many rows, one in a hundred about a loan."""
    path = folder / f"支付宝交易明细-{count}.csv"
    if path.exists():
        return path
    head = ["-" * 80, "导出信息：", "姓名：测试", *[f"说明{n}" for n in range(20)]]
    head.append("-" * 24 + "支付宝（中国）网络技术有限公司  电子客户回单" + "-" * 24)
    columns = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
    start = datetime(2023, 1, 1, 8, 0)  # noqa: DTZ001 - local times of an export
    with path.open("w", encoding="gb18030", newline="") as file:
        file.write("\r\n".join([*head, columns]) + "\r\n")
        for number in range(count):
            at = start + timedelta(minutes=13 * number)
            amount = Decimal(number % 90_000 + 100) / 100
            if number % 100 == 0:
                month = f"{at:%Y年%m月}"
                row = f"{at},信用借还,花呗,/,花呗主动还款-{month}账单,不计收支,{amount},某银行储蓄卡(1234),还款成功"
            else:
                row = f"{at},日用百货,商店{number % 300},abc***@example.com,商品{number},支出,{amount},余额宝,交易成功"
            file.write(f"{row},2023{number:020d}\t,T{number:012d}\t,,\r\n")
    return path


def importing(folder: Path, runs: int) -> Iterator[Row]:
    """100,000 Alipay rows to the committed store, and the same file again."""
    source = alipay_file(folder, 100_000)
    number = iter(range(10_000))
    last: list[Path] = []

    def line(data: Path) -> list[str]:
        return [command(), "import", str(source), "--data", str(data), "--today", "2027-01-01"]

    def first() -> Sample:
        last[:] = [folder / f"import-{next(number)}"]
        return process(line(last[0]), environment())

    def again() -> Sample:
        return process(line(last[0]), environment())

    def bare() -> Sample:
        target = folder / f"bare-{next(number)}.sqlite3"
        return process([python(), str(HERE / "bare_import.py"), str(source), str(target)], environment())

    few = max(3, runs // 2)
    yield compare("import of 100,000 Alipay rows / csv.reader into SQLite", 2.5, first, bare, few)
    taken = [peak(line(folder / f"import-{next(number)}"), environment()) for _ in range(3)]
    alone = peak([python(), "-c", "pass"], environment())
    above = median(taken) - alone
    yield Row("  its memory above the interpreter / 64 MiB", above, 64.0, above / 64, 1.0, "MiB")
    yield compare("importing it again / the first import", 1.0, *_again(first, again), few)


def _again(
    first: Callable[[], Sample], again: Callable[[], Sample]
) -> tuple[Callable[[], Sample], Callable[[], Sample]]:
    """The second import of each pair must follow the first one of the same store, so both run in `ours`."""
    firsts: list[Sample] = []

    def ours() -> Sample:
        firsts.append(first())
        return again()

    return ours, lambda: firsts[-1]


def payment(folder: Path, runs: int) -> Iterator[Row]:
    """One durable payment through the desk, against writing 4 KiB and fdatasync."""
    from duewatch.config.schema import Settings
    from duewatch.desk.desk import Desk

    desk = Desk(Settings(), store(folder, 1_000))
    loans = [row.loan_id for row in desk.loan_rows(NOW, open_only=True, limit=400)]
    turn = iter(loans * 100)
    block = os.urandom(4096)
    handle = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT)

    def pay() -> Sample:
        loan_id = next(turn)
        started = time.perf_counter()
        desk.pay(loan_id, 100, NOW)
        return Sample(time.perf_counter() - started)

    def write() -> Sample:
        started = time.perf_counter()
        os.write(handle, block)
        os.fdatasync(handle)
        return Sample(time.perf_counter() - started)

    yield compare("one durable payment / write + fdatasync", 3.0, pay, write, runs * 30)
    os.close(handle)
    desk.close()
