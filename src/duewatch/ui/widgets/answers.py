"""What a free question is answered: how it was read, kindness first where it is needed, then each answer."""

from collections.abc import Iterable

from duewatch.desk.understood import understood
from duewatch.desk.views import Answers
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.ui.widgets.base import Paragraph, Prose
from duewatch.ui.widgets.explanation import explanation_paragraphs


class ReadingLine(Prose):
    """How the question was understood, so that a wrong reading is seen."""

    def __init__(self) -> None:
        super().__init__(id="reading")
        self._answers: Answers | None = None

    def show(self, answers: Answers) -> None:
        """Another question's."""
        self._answers = answers
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """One line."""
        if self._answers is None:
            if not self.words.hide_amounts:  # an example has to name a platform
                yield Paragraph(self.say(text("For example: Huabei 3 days late, is it on the credit record?")), "muted")
            return
        parts = [self.say(part) for part in understood(self._answers)]
        if not parts:
            yield Paragraph(self.say(text("Understood: a general question")), "muted")
            return
        yield Paragraph(self.say(text("Understood: {reading}", reading=self.say(text(", ")).join(parts))), "muted")


class AnswersPaper(Prose):
    """The answers."""

    def __init__(self) -> None:
        super().__init__(id="answers")
        self._answers: Answers | None = None
        self._problem: InputProblem | None = None
        self._waiting = False

    def wait(self) -> None:
        """A question is on its way."""
        self._answers, self._problem, self._waiting = None, None, True
        self.refresh(layout=True)

    def show(self, answers: Answers) -> None:
        """What was answered."""
        self._answers, self._problem, self._waiting = answers, None, False
        self.refresh(layout=True)

    def show_problem(self, problem: InputProblem) -> None:
        """Why there is no answer."""
        self._answers, self._problem, self._waiting = None, problem, False
        self.refresh(layout=True)

    def paragraphs(self) -> Iterable[Paragraph]:
        """Everything, in the words of now."""
        say = self.say
        if self._waiting:
            yield Paragraph(say(text("Looking it up.")), "muted")
        if self._problem is not None:
            yield Paragraph(say(self._problem.what), "warning")
            if self._problem.mend is not None:
                yield Paragraph(say(self._problem.mend))
        if self._answers is not None:
            yield from self._said(self._answers)
        elif not self._waiting and self._problem is None:
            hint = text(
                "Ask in your own words, in Chinese or English. What is said here comes from dated sources and rules; "
                "what is not known is said to be not known. The question stays on this computer."
            )
            yield Paragraph(say(hint), "muted")

    def _said(self, answers: Answers) -> Iterable[Paragraph]:
        say = self.say
        if answers.kindness is not None:
            yield Paragraph(say(answers.kindness), "primary", True)
            yield Paragraph("")
        if self.words.hide_amounts:
            yield Paragraph(say(text("Hidden. Press h to show names and amounts again.")), "muted")
            return
        for notice in (answers.unknown, answers.help):
            if notice is not None:
                yield Paragraph(say(notice), "primary")
                yield Paragraph("")
        for number, answer in enumerate(answers.answers):
            if number:
                yield Paragraph("")
            name = text("For any loan") if answer.platform_name is None else answer.platform_name
            yield Paragraph(say(name), "primary", True)
            yield from explanation_paragraphs(self, answer)
