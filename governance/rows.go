package governance

// The rows of tables and policies in one line each, for institutions to write.

// PhaseOf is a phase with its label.
func PhaseOf(p Phase, zh, en string) PhaseLabel { return PhaseLabel{Phase: p, Label: Text{zh, en}} }

// FinalPhase is a phase in which nothing is left to do.
func FinalPhase(p Phase, zh, en string) PhaseLabel {
	return PhaseLabel{Phase: p, Label: Text{zh, en}, Final: true}
}

// VerbOf is a command with its label.
func VerbOf(verb, zh, en string) VerbLabel { return VerbLabel{verb, Text{zh, en}} }

// ChoiceOf is a code with its label.
func ChoiceOf[C ~string](code C, zh, en string) Choice { return Choice{string(code), Text{zh, en}} }

// LimitOf is a time limit, with its source; [Limit.Say] gives it its words.
func LimitOf(name string, n int, unit PeriodUnit, source string) Limit {
	return Limit{Name: name, Period: Period{n, unit}, Source: source}
}

// Say gives a limit its label and its sentence.
func (l Limit) Say(zh, en, sayZh, sayEn string) Limit {
	l.Label, l.Sentence = Text{zh, en}, Text{sayZh, sayEn}
	return l
}
