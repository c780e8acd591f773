package annual

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// Cite takes the reference opinions on the unit within the period, the newest
// edition of each, for an indicator that takes opinions.
type Cite struct {
	Leaf string `json:"leaf" zh:"指标" en:"Indicator" rule:"required,max=64"`
	// Rules is the rule set that is meant where a period has opinions by several.
	Rules string `json:"rules,omitempty" zh:"规则编号（同一周期有多套规则时）" en:"Id of the rule set, where a period has opinions by several" rule:"max=64"`
	// Periods are those that are meant where some overlap: no matter enters twice.
	Periods []string `json:"periods,omitempty" zh:"引用的周期（周期重叠时）" en:"The periods that are meant, where some overlap" rule:"max=60"`
}

// Verb is "cite".
func (Cite) Verb() string { return "cite" }

// takes notes that an indicator is none, or takes something else.
func (a *Assessment) takes(id string, what func(*assessment.Node) bool) error {
	s := a.scheme()
	if n := leaf(s.Nodes, id); n == nil || !what(n) {
		var f governance.Faults
		f.Add("leaf", "unknown-leaf", "没有取此类材料的这个指标", "is not an indicator that takes this")
		return f.Err()
	}
	return nil
}

func takesOpinions(n *assessment.Node) bool { return n.Opinion != nil }

func takesFigure(n *assessment.Node) bool { return n.Figure != nil }

func (a *Assessment) canCite(cmd Cite, m *governance.Moment) error {
	if err := a.takes(cmd.Leaf, takesOpinions); err != nil {
		return err
	}
	found, ok := citable(m)
	if ok && len(found) == 0 {
		return governance.Refuse("周期内没有已印发的参考意见，应说明不引用的理由", "no opinion was issued within the period: say why none is cited")
	}
	var f governance.Faults
	if ok {
		found = cmd.chosen(found, &f)
	}
	for i := 1; i < len(found) && len(f) == 0; i++ {
		switch one, next := found[i-1].Content.Period, found[i].Content.Period; { // they come by period
		case one == next:
			f.Add("rules", "ambiguous", "同一周期有多套规则的参考意见，请指明规则编号", "a period has opinions by several rule sets: say which is meant")
		case next.From().Before(one.To()):
			f.Add("periods", "ambiguous", "参考意见的周期相互重叠，请指明引用哪些周期", "some periods overlap: say which are meant")
		}
	}
	return f.Err()
}

// chosen are the opinions on the periods that are meant: all, when none is named.
func (cmd *Cite) chosen(found []appraisal.Cited, f *governance.Faults) []appraisal.Cited {
	if len(cmd.Periods) == 0 {
		return found
	}
	var out []appraisal.Cited
	for _, o := range found {
		if slices.ContainsFunc(cmd.Periods, means(o.Content.Period)) {
			out = append(out, o)
		}
	}
	for i, text := range cmd.Periods {
		if !slices.ContainsFunc(found, func(o appraisal.Cited) bool { return means(o.Content.Period)(text) }) {
			f.Add(fmt.Sprintf("periods[%d]", i), "no-opinion", "没有该周期已印发的参考意见", "has no opinion that was issued")
		}
	}
	return out
}

// means tells of a text whether it is a period, however it is written.
func means(p scoring.Period) func(text string) bool {
	return func(text string) bool {
		q, err := scoring.ParsePeriod(text)
		return err == nil && p == q
	}
}

// citable are the opinions that may be cited, as they were asked for.
func citable(m *governance.Moment) ([]appraisal.Cited, bool) {
	return governance.Answered[[]appraisal.Cited](m, appraisal.KindOpinion, "citable")
}

func (a *Assessment) cite(cmd Cite, m *governance.Moment) {
	found, _ := citable(m)
	c := Citing{Leaf: cmd.Leaf}
	for _, o := range cmd.chosen(found, new(governance.Faults)) {
		c.Opinions = append(c.Opinions, o.ID)
	}
	a.give(c)
}

// wantsCitable asks for the opinions that an indicator may cite.
func (a *Assessment) wantsCitable(cmd Cite, _ *governance.Moment) appraisal.CitableWanted {
	w := appraisal.CitableWanted{District: a.District, Unit: a.Unit, Prefer: cmd.Rules, From: a.Period.From(), To: a.Period.To()}
	s := a.scheme()
	if n := leaf(s.Nodes, cmd.Leaf); n != nil && n.Opinion != nil {
		w.Side = n.Opinion.Side
	}
	return w
}

// Waive says why an indicator cites no opinion: it is for reference [R], but it is
// not passed over in silence [D].
type Waive struct {
	Leaf   string `json:"leaf" zh:"指标" en:"Indicator" rule:"required,max=64"`
	Reason string `json:"reason" zh:"不引用的理由" en:"Why none is cited" rule:"required,max=500"`
}

// Verb is "waive".
func (Waive) Verb() string { return "waive" }

// citing is what the command says of the indicator.
func (w *Waive) citing() Citing {
	return Citing{Leaf: w.Leaf, Waiver: strings.Join(strings.Fields(w.Reason), " ")}
}

func (a *Assessment) canWaive(cmd Waive, _ *governance.Moment) error {
	if err := a.takes(cmd.Leaf, takesOpinions); err != nil {
		return err
	}
	c, s := cmd.citing(), a.scheme()
	m := assessment.Material{Opinions: []assessment.OpinionsGiven{{Leaf: c.Leaf, Waiver: c.Waiver}}}
	return fitting("opinions[0]", m.Validate(&s), map[string]string{"": "reason", ".waiver": "reason"})
}

// fitting is what of an error is about one piece of material, as faults of the
// fields it came in: what could not be combined is refused at the door.
func fitting(path string, err error, fields map[string]string) error {
	var f governance.Faults
	for _, fault := range within(path, err) {
		if fault.Path == ".num" { // the bound is what was sent
			fault.Detail = governance.Text{Zh: "分子应在0与分母之间", En: "is not between 0 and the denominator"}
		}
		fault.Path = fields[fault.Path]
		f = append(f, fault)
	}
	return f.Err()
}

func (a *Assessment) waive(cmd Waive, _ *governance.Moment) { a.give(cmd.citing()) }

// SetFigure gives an indicator its figure: a ratio, or one number.
type SetFigure struct {
	Leaf   string         `json:"leaf" zh:"指标" en:"Indicator" rule:"required,max=64"`
	Num    *scoring.Fixed `json:"num,omitempty" zh:"分子" en:"Numerator"`
	Den    *scoring.Fixed `json:"den,omitempty" zh:"分母" en:"Denominator"`
	Number *scoring.Fixed `json:"number,omitempty" zh:"数值" en:"Number"`
	Source string         `json:"source" zh:"来源" en:"Where it comes from" rule:"required,max=200"`
}

// Verb is "set-figure".
func (SetFigure) Verb() string { return "set-figure" }

// given is the figure as the indicator takes it.
func (f *SetFigure) given() assessment.FigureGiven {
	return assessment.FigureGiven{Leaf: f.Leaf, Num: f.Num, Den: f.Den, Number: f.Number, Source: strings.Join(strings.Fields(f.Source), " ")}
}

func (a *Assessment) canSetFigure(cmd SetFigure, _ *governance.Moment) error {
	if err := a.takes(cmd.Leaf, takesFigure); err != nil {
		return err
	}
	m, s := assessment.Material{Figures: []assessment.FigureGiven{cmd.given()}}, a.scheme()
	return fitting("figures[0]", m.Validate(&s), map[string]string{"": "num", ".num": "num", ".den": "den", ".number": "number", ".source": "source"})
}

func (a *Assessment) setFigure(cmd SetFigure, _ *governance.Moment) { a.figure(cmd.given()) }

// DrawFigures takes figures from the institutions themselves, for indicators whose
// figure is called "KIND.on-time", "KIND.opened", "KIND.closed" or
// "KIND.outcome.CODE".
type DrawFigures struct{}

// Verb is "draw-figures".
func (DrawFigures) Verb() string { return "draw-figures" }

func (a *Assessment) wantsFigures(DrawFigures, *governance.Moment) governance.FigureParams {
	return governance.FigureParams{Unit: a.Unit, From: a.Period.From().Format(time.RFC3339), To: a.Period.To().Format(time.RFC3339)}
}

func (a *Assessment) drawFigures(_ DrawFigures, m *governance.Moment) {
	s := a.scheme()
	leaves(s.Nodes, func(n *assessment.Node) {
		if n.Figure == nil {
			return
		}
		kind, name, _ := strings.Cut(n.Figure.Figure, ".")
		if f, ok := governance.Answered[*governance.Figures](m, kind, "figures"); ok {
			given, ok := figureOf(f, name)
			given.Leaf, given.Source = n.ID, n.Figure.Figure
			m := assessment.Material{Figures: []assessment.FigureGiven{given}}
			if ok && len(within("figures[0]", m.Validate(&s))) == 0 { // not a number without a scale, nor a share of more than there is
				a.figure(given)
			}
		}
	})
}

// figureOf reads one figure by its name.
func figureOf(f *governance.Figures, name string) (assessment.FigureGiven, bool) {
	whole := func(n int64) *scoring.Fixed { return new(scoring.Fixed(n) * scoring.One) }
	outcome, isOutcome := strings.CutPrefix(name, "outcome.")
	switch {
	case name == "on-time":
		return assessment.FigureGiven{Num: whole(f.OnTime.Num), Den: whole(f.OnTime.Den)}, true
	case name == "opened":
		return assessment.FigureGiven{Number: whole(f.Opened)}, true
	case name == "closed":
		return assessment.FigureGiven{Number: whole(f.Closed)}, true
	case isOutcome:
		return assessment.FigureGiven{Num: whole(f.ByOutcome[outcome]), Den: whole(f.Closed)}, true
	}
	return assessment.FigureGiven{}, false
}

// Combine brings the material together by the scheme.
type Combine struct{}

// Verb is "combine".
func (Combine) Verb() string { return "combine" }

// combined is the result of what was collected, and the sheets it was made of, once
// the row's questions are answered.
func (a *Assessment) combined(m *governance.Moment) (r assessment.Result, from *handed, err error) {
	opinions, ok := governance.Answered[[]appraisal.Cited](m, appraisal.KindOpinion, "contents")
	from, too := governance.Answered[*handed](m, KindSheet, "handed")
	if !ok || !too {
		return r, nil, nil
	}
	r, err = assessment.Combine(a.scheme(), a.material(opinions, from.sheets))
	return r, from, err
}

func (a *Assessment) canCombine(_ Combine, m *governance.Moment) error {
	_, _, err := a.combined(m)
	return err
}

func (a *Assessment) combine(_ Combine, m *governance.Moment) {
	r, from, _ := a.combined(m)
	a.Result, a.Sum, a.Handed = &r, r.Digest(), len(from.sheets)
	for _, id := range a.Sheets {
		m.Send(governance.Ref{Kind: KindSheet, ID: id}, Lock{Hands: from.hands[id]})
	}
}

// wantsContents asks for the opinions that are cited.
func (a *Assessment) wantsContents(Combine, *governance.Moment) appraisal.ContentsWanted {
	return appraisal.ContentsWanted{Opinions: append([]uuid.UUID{}, a.opinions()...)}
}

func (a *Assessment) wantsHanded(_ Combine, m *governance.Moment) handedWanted {
	return handedWanted{m.Ref.ID}
}

// CollectAgain takes a combination back, to go on collecting.
type CollectAgain struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "collect-again".
func (CollectAgain) Verb() string { return "collect-again" }

func (a *Assessment) collectAgain(_ CollectAgain, m *governance.Moment) {
	a.Result, a.Sum, a.Handed = nil, scoring.Digest{}, 0
	a.sheets(m, Unlock{})
}

// Publish makes the result known to the unit, and says at each opinion that it was
// cited.
type Publish struct{}

// Verb is "publish".
func (Publish) Verb() string { return "publish" }

func (a *Assessment) publish(_ Publish, m *governance.Moment) {
	cited := true
	for _, id := range a.opinions() {
		m.Send(governance.Ref{Kind: appraisal.KindOpinion, ID: id}, appraisal.RecordUse{Assessment: a.Scheme.Title.Zh, Cited: &cited, Text: "纳入" + a.Period.Text().Zh + "考核"})
	}
	a.sheets(m, TakeBack{})
	a.Close(m, string(Published))
}

// RecordUse notes what the result was used for (结果运用) [R].
type RecordUse struct {
	For  string `json:"for" zh:"用途" en:"For what" rule:"required,max=100"`
	Text string `json:"text" zh:"说明" en:"How" rule:"required,max=1000"`
}

// Verb is "record-use".
func (RecordUse) Verb() string { return "record-use" }

const mostUses = 50

func (a *Assessment) canRecordUse(RecordUse, *governance.Moment) error {
	if len(a.Uses) >= mostUses {
		return governance.Refuse("运用记录过多", "there are too many uses on record")
	}
	return nil
}

func (a *Assessment) recordUse(cmd RecordUse, m *governance.Moment) {
	a.Uses = append(a.Uses, Use{At: m.Now(), For: cmd.For, Text: cmd.Text})
}
