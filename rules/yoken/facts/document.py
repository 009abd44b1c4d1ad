"""Reading a whole document of facts (see the facts' JSON Schema)."""

from collections.abc import Mapping

from yoken.facts.model import Facts, Judgement, Value
from yoken.facts.tables import Tables
from yoken.facts.values import likely
from yoken.plain import key, plain
from yoken.rulebook import Question

FORMAT = 1
KNOWN = {"yoken", "training", "timetable", "answers", "model_hours", "judgements", "people", "as_of"}
# What a worked example says of itself; it may be checked like any other facts document.
ABOUT = {"example", "title", "summary", "check", "expect"}
# What is written for the forms of the 2006 notice alone: no check reads it.
BESIDE = {"forms"}


class Reader(Tables):
    """Reads one facts document against one rulebook, collecting problems as it goes."""

    def document(self, raw: object) -> Facts:
        """The facts of a whole document (see the facts' JSON Schema)."""
        if not isinstance(raw, Mapping):
            self.problem("", "入力", type(raw).__name__, "項目と値の組として読めません", "training: 第1号")
            return Facts()
        for name in raw:
            if name not in KNOWN | ABOUT | BESIDE:
                hint = likely(str(name), KNOWN)
                self.problem(str(name), "入力", name, "知らない項目です" + hint)
        version = raw.get("yoken", FORMAT)
        if plain(version) != str(FORMAT):
            self.problem(
                "yoken",
                "入力の版",
                version,
                f"この版では読めません。版{FORMAT}の書き方が要ります",
                f"yoken: {FORMAT}",
            )
        training = self.training(raw.get("training"))
        sessions, others = self.timetable(raw.get("timetable"))
        people = self.people(raw.get("people"))
        self.named_alike((*(sessions or ()), *others), people or ())
        return Facts(
            training=training,
            sessions=sessions,
            answers=self.answers(raw.get("answers")),
            model_minutes=self.model_hours(raw.get("model_hours")),
            judgements=self.judgements(raw.get("judgements")),
            people=people,
            others=others,
        )

    def training(self, raw: object) -> str | None:
        """The id of the training, from its id, short or full name."""
        if not plain(raw):
            return None
        for curriculum in self.book.curricula.values():
            if key(raw) in (key(curriculum.id), key(curriculum.short), key(curriculum.title)):
                self.curriculum = curriculum
                return curriculum.id
        names = "、".join(curriculum.short for curriculum in self.book.curricula.values())
        self.problem(
            "training", "研修の種類", raw, f"研修の種類ではありません。次から選びます: {names}", "第1号"
        )
        return None

    def answers(self, raw: object) -> dict[str, Value]:
        """Typed answers by question id."""
        answers: dict[str, Value] = {}
        for name, written in self.mapping("answers", "答え", raw).items():
            question = self.book.questions.get(str(name))
            if question is None:
                hint = likely(str(name), self.book.questions)
                self.problem(f"answers/{name}", "答え", name, "知らない質問です" + hint)
            elif (value := self.answer(question, written)) is not None:
                answers[question.id] = value
        return answers

    def answer(self, question: Question, written: object) -> Value | None:
        """The answer to one question, None where it is empty or cannot be read."""
        return self.value(question.type, f"answers/{question.id}", question.ask, written, question)

    def model_hours(self, raw: object) -> dict[tuple[str, str], int]:
        """Minutes of the user's own copy of a model curriculum, by (training, subject)."""
        minutes: dict[tuple[str, str], int] = {}
        for training, subjects in self.mapping("model_hours", "モデルカリキュラムの時間数", raw).items():
            curriculum = self.book.curricula.get(str(training))
            if curriculum is None:
                self.problem(
                    f"model_hours/{training}",
                    "モデルカリキュラムの時間数",
                    training,
                    "研修の種類ではありません",
                    "visiting",
                )
                continue
            names = {subject.id: subject.name for subject in curriculum.subjects}
            for subject, written in self.mapping(
                f"model_hours/{training}", curriculum.short, subjects
            ).items():
                path = f"model_hours/{training}/{subject}"
                if subject not in names:
                    self.problem(
                        path,
                        f"{curriculum.short}の時間数",
                        subject,
                        "科目ではありません" + likely(str(subject), names),
                    )
                elif (value := self.duration(path, f"{names[subject]}の時間数", written)) is not None:
                    minutes[str(training), str(subject)] = value
        return minutes

    def judgements(self, raw: object) -> dict[str, Judgement]:
        """People's recorded judgements by criterion id."""
        found: dict[str, Judgement] = {}
        for name, entry in self.mapping("judgements", "人の判断", raw).items():
            result = plain(entry.get("result") if isinstance(entry, Mapping) else entry)
            note = plain(entry.get("note")) if isinstance(entry, Mapping) else ""
            if result in ("確認済み", "認められない"):
                found[str(name)] = Judgement(result == "確認済み", note)
            elif result:
                self.problem(
                    f"judgements/{name}",
                    "人の判断",
                    result,
                    "「確認済み」か「認められない」で書きます",
                    "確認済み",
                )
        return found
