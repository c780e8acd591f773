package reply

import "github.com/jinlin-project/jinlin/governance"

// New returns the book of public answers.
func New() (*governance.Book[Reply], error) {
	phases, cause := governance.Phases, governance.ByConsequence[Reply]()
	answerer := governance.By("answerer", "答复单位或中心", "the unit that answered or the centre", (*Reply).whoAnswers)
	return governance.NewBook(governance.Institution[Reply]{
		Kind: Kind, Path: "public-replies", Source: "4 G9", Schema: 1, Public: true, Class: "channel",
		Label:    governance.Text{Zh: "公开答复", En: "public reply"},
		Sentence: governance.Text{Zh: "经反映人同意公开的答复，不含个人信息", En: "an answer made public with the sender's consent, without personal data"},
		Table: governance.Table[Reply]{
			Phases: []governance.PhaseLabel{governance.PhaseOf(Shown, "公开中", "shown"), governance.FinalPhase(Taken, "已撤下", "taken down")},
			Verbs:  []governance.VerbLabel{governance.VerbOf("show", "公开", "Show"), governance.VerbOf("take-down", "撤下", "Take down")},
			Rules: []governance.Rule[Reply]{
				governance.On(phases(governance.Unopened), phases(Shown), cause, nil, (*Reply).show).
					As("public-reply.show", "4 G9 [D]", "反映人同意的，答复可以公开", "an answer may be public if the sender agrees"),
				governance.On(phases(Shown), phases(Taken), cause.Or(answerer), nil, (*Reply).takeDown).
					As("public-reply.take-down", "4 G9 [D]", "反映人撤回同意、追问或公开有误时撤下", "it is taken down when consent is taken back, when it is pressed further, or when it was wrong"),
				governance.On(phases(Taken), nil, cause, nil, func(*Reply, TakeDown, *governance.Moment) {}).
					As("public-reply.take-down.again", "4 G9 [D]", "已撤下的不再撤", "one that is down already stays down"),
			},
		},
		File: func(r *Reply, h *governance.Header) {
			h.Unit, h.Class, h.Title = string(r.Unit), string(r.Channel), r.Asked
		},
		Audience: func(r *Reply, to []governance.Address) []governance.Address {
			if r.Phase == Shown {
				to = append(to, governance.Public)
			}
			return r.whoAnswers(to)
		},
	})
}
