"""The collection ladder as one line, the present rung marked, and under it what usually comes next."""

from collections.abc import Iterable
from datetime import date

from textual.content import Content
from textual.geometry import Size

from duewatch.desk.names import bucket_words, confidence_name, stage_name, tier_name
from duewatch.desk.stage_words import pause_on, pause_words
from duewatch.desk.views import LoanDetail
from duewatch.model.platform import Rung, Source
from duewatch.model.text import Sentence, text
from duewatch.ui.cells import cell_len, wrapped
from duewatch.ui.signs import STYLES, stage_sign
from duewatch.ui.widgets.base import Spoken
from duewatch.ui.widgets.loan_table import short_day

_LINKS = (" ── ", " ─ ")
"""Between rungs; the short one where the whole ladder then fits on one line."""


class LadderLine(Spoken):
    """Rungs from the first reminder to the courts. A rung without a sourced day has no date."""

    def __init__(self) -> None:
        super().__init__(id="ladder")
        self._detail: LoanDetail | None = None

    def show(self, detail: LoanDetail) -> None:
        """A loan's ladder."""
        self._detail = detail
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as the rungs need."""
        return 1 if self._detail is None else len(self._lines(self._detail, width))

    def relabel(self) -> None:
        """Other words may need another number of lines."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """Rungs, pointer, next step, its source."""
        if self._detail is None:
            return Content("")
        return Content("\n").join(self._lines(self._detail, self.content_size.width))

    def _lines(self, detail: LoanDetail, width: int) -> list[Content]:
        row, today = detail.row, self.program.now().date()
        names = list(self._rung_names(detail, today))
        rungs_alone = sum(cell_len(words) for words, _ in names)
        fitting = (link for link in _LINKS if rungs_alone + cell_len(link) * (len(names) - 1) <= width)
        link = next(fitting, _LINKS[0])
        rows: list[list[tuple[str, bool]]] = [[]]
        room = width
        for words, here in names:
            last = words is names[-1][0]
            if rows[-1] and cell_len(words) + (0 if last else cell_len(link) - 1) > room:
                rows.append([])
                room = width
            rows[-1].append((words, here))
            room -= cell_len(words) + cell_len(link)
        since = short_day(row.stage_since_on, today) if row.stage_since_on else None
        now = self.say(text("now, since {day}", day=since) if since else text("now"))
        tone = STYLES[stage_sign(row.stage).tone]
        lines: list[Content] = []
        for index, rungs in enumerate(rows):
            parts: list[str | tuple[str, str]] = []
            pointer: int | None = None
            for words, here in rungs:
                if parts:
                    parts.append((link, "dim"))
                if here:
                    pointer = sum(cell_len(part if isinstance(part, str) else part[0]) for part in parts)
                    pointer += cell_len(words) // 2
                parts.append((words, f"bold {tone}" if here else ""))
            if index < len(rows) - 1:
                parts.append((link.rstrip(), "dim"))
            lines.append(Content.assemble(*parts))
            if pointer is not None:
                words = f"↑ {now}"
                left = max(0, min(pointer, width - cell_len(words)))
                lines.append(Content.styled(" " * left + words, tone))
        if detail.ageing is not None and detail.ageing.here is not None and row.days_past_due:
            said = self.say(text("in the trade's words: {bucket}", bucket=bucket_words(detail.ageing.here)))
            lines += [Content.styled(line, "dim") for line in wrapped(said, max(4, width))]
        lines += [Content(line) for words in self._next_step(detail) for line in wrapped(words, max(4, width))]
        return lines

    def _rung_names(self, detail: LoanDetail, today: date) -> Iterable[tuple[str, bool]]:
        """Each rung's words, and whether the loan stands there."""
        stage = detail.row.stage
        if stage not in {rung.id for rung in detail.ladder.rungs}:
            yield f"[{self.say(stage_name(stage))}]", True
        due = detail.row.overdue_since_on or detail.row.next_due_on
        for rung in detail.ladder.rungs:
            words = self.say(rung.name)
            if rung.id == "due-today" and due is not None:
                words = f"{words} {short_day(due, today)}"
            yield (f"[{words}]", True) if rung.id == stage else (words, False)

    def _next_step(self, detail: LoanDetail) -> Iterable[str]:
        row, rung = detail.row, detail.next_rung
        if row.stage == "paused":
            running = pause_on(detail.stage_history, self.program.now().date())
            if running is not None:
                yield self.say(pause_words(running))
        if row.stage_next is None:
            return
        name = self.say(rung.name if rung is not None else stage_name(row.stage_next))
        sources = () if rung is None else rung.sources
        if row.stage_next_on is not None:
            words = self.say(text("Next: {step}, about {day}", step=name, day=row.stage_next_on))
        elif row.stage_next == "formal-collection":
            words = self.say(text("Next: {step} (time not known, a call may come any time)", step=name))
        else:
            words = self.say(text("Next: {step} (time not known)", step=name))
        yield words + ("¹" if sources else "")
        if sources:
            yield "¹ " + self._cited(rung, sources[0])

    def _cited(self, rung: Rung | None, source: Source) -> str:
        words = cited(source)
        if rung is not None and rung.usual:
            words = text("usual practice in the trade; {source}", source=words)
        return self.say(words)


def cited(source: Source, confidence: str | None = None) -> Sentence:
    """A source in one line: title, date, what kind it is, and how sure."""
    day = source.published or text("no date")
    if confidence is None:
        return text("{title} ({day}, {tier})", title=source.title, day=day, tier=tier_name(source.tier))
    return text(
        "{title} ({day}, {tier}, {confidence})",
        title=source.title,
        day=day,
        tier=tier_name(source.tier),
        confidence=confidence_name(confidence),
    )
