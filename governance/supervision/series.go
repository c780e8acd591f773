package supervision

import (
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The kinds of records.
const (
	KindSeries = "supervision-series"
	KindRound  = "supervision"
)

// The phases of a series.
const (
	Recurring governance.Phase = "recurring" // 定期开展
	Stopped   governance.Phase = "stopped"   // 已停止
)

// A Form is what a round is for.
type Form string

// The forms of rounds [R].
const (
	Reporting  Form = "reporting"  // 调度通报
	Inspection Form = "inspection" // 督察指导
	Tracking   Form = "tracking"   // 跟踪问效
	Evaluation Form = "evaluation" // 综合考评
)

// Choices lists the forms with their labels.
func (Form) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Reporting, "调度通报", "reporting"), governance.ChoiceOf(Inspection, "督察指导", "inspection"),
		governance.ChoiceOf(Tracking, "跟踪问效", "tracking"), governance.ChoiceOf(Evaluation, "综合考评", "evaluation"),
	}
}

// A Series has rounds fall due at set intervals (定期安排).
type Series struct {
	governance.Head
	Title  string                `json:"title" zh:"名称" en:"Title"`
	Form   Form                  `json:"form" zh:"形式" en:"Form"`
	Unit   orgtree.Code          `json:"unit" zh:"组织单位" en:"Who holds them"`
	Scope  orgtree.Code          `json:"scope" zh:"对象（含下级）" en:"Over whom, with those below"`
	Rule   governance.Recurrence `json:"rule" zh:"周期" en:"When"`
	Next   civil.Date            `json:"next,omitzero" zh:"下一轮" en:"Next"`
	Rounds int                   `json:"rounds,omitempty" zh:"已开展轮数" en:"Rounds begun"`
	Closed int                   `json:"closedRounds,omitempty" zh:"已办结轮数" en:"Rounds at an end"`
}

// SetUp sets a series up (安排).
type SetUp struct {
	Title string                `json:"title" zh:"名称" en:"Title" rule:"required,max=100"`
	Form  Form                  `json:"form" zh:"形式" en:"Form" rule:"required"`
	Unit  orgtree.Code          `json:"unit" zh:"组织单位" en:"Who holds them" rule:"required"`
	Scope orgtree.Code          `json:"scope" zh:"对象（含下级）" en:"Over whom, with those below" rule:"required"`
	Rule  governance.Recurrence `json:"rule" zh:"周期" en:"When" rule:"required"`
}

// Verb is "set-up".
func (SetUp) Verb() string { return "set-up" }

// Site is who holds the rounds.
func (s SetUp) Site() orgtree.Code { return s.Unit }

// Reschedule sets other intervals (调整周期).
type Reschedule struct {
	Rule governance.Recurrence `json:"rule" zh:"周期" en:"When" rule:"required"`
}

// Verb is "reschedule".
func (Reschedule) Verb() string { return "reschedule" }

// FallDue is given by time when a round begins.
type FallDue struct{}

// Verb is "fall-due".
func (FallDue) Verb() string { return "fall-due" }

// Stop ends the series; rounds begun go on (停止).
type Stop struct{}

// Verb is "stop".
func (Stop) Verb() string { return "stop" }

func (s *Series) canSetUp(cmd SetUp, m *governance.Moment) error {
	var f governance.Faults
	checkScope(&f, cmd.Unit, cmd.Scope, m)
	checkRule(&f, cmd.Rule, m)
	return f.Err()
}

// checkScope names a scope that the unit does not stand above.
func checkScope(f *governance.Faults, unit, scope orgtree.Code, m *governance.Moment) {
	over := governance.LevelOf(unit, m.Org)
	if above, ok := m.Org.Nearest(unit, over.Kind()); !ok || !m.Org.Within(scope, above) {
		f.Add("scope", "not-below", "不在组织单位的范围内", "is not within what the unit answers for")
	}
}

// checkRule names a rule that is none, or never falls due.
func checkRule(f *governance.Faults, rule governance.Recurrence, m *governance.Moment) {
	before := len(*f)
	rule.Faults(f, "rule")
	if len(*f) > before {
		return
	}
	if _, ok := rule.Next(m.Today(), m.Calendar); !ok {
		f.Add("rule", "never", "不会到来", "never falls due")
	}
}

func (s *Series) setUp(cmd SetUp, m *governance.Moment) {
	s.Title, s.Form, s.Unit, s.Scope, s.Rule = strings.TrimSpace(cmd.Title), cmd.Form, cmd.Unit, cmd.Scope, cmd.Rule
	s.goOn(m)
}

func (s *Series) canReschedule(cmd Reschedule, m *governance.Moment) error {
	var f governance.Faults
	checkRule(&f, cmd.Rule, m)
	return f.Err()
}

func (s *Series) reschedule(cmd Reschedule, m *governance.Moment) {
	s.Rule = cmd.Rule
	s.goOn(m)
}

// goOn arranges for the next round, as its day begins.
func (s *Series) goOn(m *governance.Moment) {
	next, ok := s.Rule.Next(m.Today(), m.Calendar)
	if !ok {
		s.Next = 0
		return
	}
	s.Next = next
	s.Schedule(next.Start(), "fall-due")
}

func (s *Series) fallDue(_ FallDue, m *governance.Moment) {
	m.Open(KindRound, Begin{Title: s.Title, Form: s.Form, Unit: s.Unit, Scope: s.Scope})
	s.Rounds++
	s.goOn(m)
}

func (s *Series) hearEnd(governance.Concluded, *governance.Moment) { s.Closed++ }

func (s *Series) stop(_ Stop, m *governance.Moment) {
	s.Next = 0
	s.Close(m, string(Stopped))
}

func seriesTable(holder governance.Authority[Series]) governance.Table[Series] {
	phases, on := governance.Phases, governance.VerbOf
	every := phases(Recurring, Stopped)
	return governance.Table[Series]{
		Kind:   KindSeries,
		Phases: []governance.PhaseLabel{governance.PhaseOf(Recurring, "定期开展", "recurring"), governance.FinalPhase(Stopped, "已停止", "stopped")},
		Verbs: []governance.VerbLabel{
			on("set-up", "安排", "Set up"), on("reschedule", "调整周期", "Reschedule"), on("fall-due", "到期开展", "Fall due"), governance.ReferVerbs()[1], on("stop", "停止", "Stop"),
		},
		Rules: []governance.Rule[Series]{
			governance.On(phases(governance.Unopened), phases(Recurring), holder, (*Series).canSetUp, (*Series).setUp).
				As("supervision-series.set-up", "4 G2 [R]", "定期开展调度通报、督察指导、跟踪问效、综合考评，周期由规则定", "reporting, inspection, tracking and evaluation recur at set intervals, by a rule"),
			governance.On(phases(Recurring), nil, holder, (*Series).canReschedule, (*Series).reschedule).
				As("supervision-series.reschedule", "4 G2 [D]", "周期可以调整，从下一轮起", "the intervals may be set anew, from the next round on"),
			governance.On(phases(Recurring), nil, governance.BySystem[Series](), nil, (*Series).fallDue).
				As("supervision-series.fall-due", "4 G2 [R]", "到期自动开展一轮", "a round begins by itself when it falls due"),
			governance.On(every, nil, governance.ByConsequence[Series](), nil, (*Series).hearEnd).
				As("supervision-series.concluded", "4 G2 [D]", "一轮办结相应计数", "a round that ends is counted"),
			governance.On(phases(Recurring), phases(Stopped), holder, nil, (*Series).stop).
				As("supervision-series.stop", "4 G2 [D]", "可以停止，已开展的继续", "the series may be stopped; rounds begun go on"),
		},
	}.Kept(holder, holder)
}

func newSeries() (*governance.Book[Series], error) {
	holder := governance.ByUnitOf("holder", "组织单位", "who holds them", func(s *Series) orgtree.Code { return s.Unit })
	scope := governance.ByUnitOf("scope", "督导范围", "whom they concern", func(s *Series) orgtree.Code { return s.Scope })
	return governance.NewBook(governance.Institution[Series]{
		Kind: KindSeries, Path: "supervision-series", Source: "4 G2 [R]", Schema: 1, Class: "form",
		Label:    governance.Text{Zh: "定期督导安排", En: "series of rounds"},
		Sentence: governance.Text{Zh: "定期开展调度通报、督察指导、跟踪问效、综合考评", En: "rounds of reporting, inspection, tracking and evaluation at set intervals"},
		Table:    seriesTable(holder),
		File: func(s *Series, h *governance.Header) {
			h.Unit, h.Class, h.Title = string(s.Unit), string(s.Form), s.Title
		},
		Audience: governance.Seen(holder, scope),
	})
}
