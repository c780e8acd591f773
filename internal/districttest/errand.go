package districttest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// An Errand is whatever an institution refers to another: it is done or not, and
// tells where it came from. It stands for the other institution in tests.
type Errand struct {
	governance.Head
	Title string `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text  string `json:"text" zh:"内容" en:"Text" personal:"content"`
}

// Finish ends an errand.
type Finish struct {
	Outcome string `json:"outcome" zh:"结果" en:"Outcome" rule:"required"`
}

// Verb is "finish".
func (Finish) Verb() string { return "finish" }

// Resume takes an errand up again that was done.
type Resume struct{}

// Verb is "resume".
func (Resume) Verb() string { return "resume" }

// Errands returns an institution of a kind to which others refer; anyone may finish
// its records, and take them up again.
func Errands(tb testing.TB, kind string) *governance.Shelf {
	phases, anyone := governance.Phases, governance.ByAnyone[Errand]()
	book, err := governance.NewBook(governance.Institution[Errand]{
		Kind: kind, Path: kind + "s", Source: "test", Schema: 1,
		Label: governance.Text{Zh: "转办事项", En: "errand"}, Sentence: governance.Text{Zh: "转来的事项", En: "what was referred"},
		Table: governance.Table[Errand]{
			Phases: []governance.PhaseLabel{governance.PhaseOf("to-do", "待办", "to do"), governance.FinalPhase("done", "办结", "done")},
			Verbs:  []governance.VerbLabel{governance.ReferVerbs()[0], governance.VerbOf("finish", "办结", "Finish"), governance.VerbOf("resume", "再办", "Resume")},
			Rules: []governance.Rule[Errand]{
				governance.On(phases(governance.Unopened), phases("to-do"), governance.ByConsequence[Errand](), nil, func(e *Errand, cmd governance.Refer, m *governance.Moment) {
					e.Title, e.Text, e.Subject, e.Origin = cmd.Title, cmd.Text, cmd.Subject, m.Origin()
				}).As(kind+".refer", "test", "转入", "referred"),
				governance.On(phases("to-do"), phases("done"), anyone, nil, func(e *Errand, cmd Finish, m *governance.Moment) { e.Close(m, cmd.Outcome) }).
					As(kind+".finish", "test", "办结", "finished"),
				governance.On(phases("done"), phases("to-do"), anyone, nil, func(e *Errand, _ Resume, _ *governance.Moment) { e.Reopen() }).
					As(kind+".resume", "test", "再办", "taken up again"),
			},
		},
		Audience: func(_ *Errand, to []governance.Address) []governance.Address { return append(to, governance.Public) },
	})
	require.NoError(tb, err)
	return book.Shelf
}
