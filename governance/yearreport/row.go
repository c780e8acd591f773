package yearreport

import "github.com/jinlin-project/jinlin/governance"

// A Section is a part of the report: what one institution, or one field of work,
// has done.
type Section struct {
	ID     string
	Source string // the section of the domain
	Label  governance.Text
	Rows   []Row
	Runs   []Run
}

// A Row is one figure: what is asked, and where in the answer it stands.
type Row struct {
	ID      string // stable, "g13.agreed"
	Label   governance.Text
	Measure governance.Text // unit of measure; a rate has none
	Ask     Ask
	Pick    string // where the number stands, as a JSON pointer; an element of a list may be named by one of its fields: /class=main/average
	Over    string // where the denominator stands, of a rate
	Given   string // where stands how much an average was made from: of nothing there is none
	Basis   Basis
	Said    Said // what the founding report says of it
}

// An Ask is a question with its parameters, in which {unit}, {from}, {to}, {last},
// {year} and {quarter} stand for what the report is about: last is the last day of
// the period, or today where it goes on; year is that day's; quarter is the last one
// that had ended with it.
type Ask struct {
	Kind     string
	Question string
	Params   map[string]string
}

// A Run is a series of figures by which the report shows a course or a comparison.
type Run struct {
	ID      string
	Label   governance.Text
	Measure governance.Text
	By      By
	Ask     Ask
	Picks   []Pick // one for each value of a point
	Where   [2]string
}

// A Pick is one of the values of a run's points: in a listing the name of a column.
type Pick struct {
	Label governance.Text
	At    string
}

// By is what a run runs along.
type By string

// What runs run along.
const (
	ByMonth By = "month" // 按月: months, or quarters or years where those would be too many
	ByBelow By = "below" // 按下级单位: a district's towns, a town's communities, a community's compounds
	ByRow   By = "row"   // 按名单: the rows of a listing, by their column "name"
)

// A Basis is what of the records a figure is about.
type Basis string

// The bases of figures.
const (
	Within Basis = ""     // 期间: what was begun, or done, within the period
	AtEnd  Basis = "end"  // 期末: what there was at its end
	Now    Basis = "now"  // 编制时: how what was there by its end stands when the report is made
	OfYear Basis = "year" // 年度: the budget year in which the period ends
)

// Choices lists the bases with their labels.
func (Basis) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Within, "期间", "within the period"), governance.ChoiceOf(AtEnd, "期末", "at its end"),
		governance.ChoiceOf(Now, "编制时", "when it was made"), governance.ChoiceOf(OfYear, "年度", "of the year in which it ends"),
	}
}

// Said is what the founding report says of a figure [F]. It tells of one district's
// years: nothing is computed from it, and it stands in no report, only beside one.
type Said struct {
	Text   string // as it says it; empty: nothing
	Number string // in the figure's unit of measure; of a rate, in percent
	Match  Match
}

// A Match is how far what was said means the number itself.
type Match string

// How far it does.
const (
	Exactly Match = "exactly"
	AtLeast Match = "at-least" // 余、以上
	About   Match = "about"    // 近、约
)

// exactly, atLeast and about add to a row what was said of it.
func (r Row) exactly(text, number string) Row { r.Said = Said{text, number, Exactly}; return r }
func (r Row) atLeast(text, number string) Row { r.Said = Said{text, number, AtLeast}; return r }
func (r Row) about(text, number string) Row   { r.Said = Said{text, number, About}; return r }

// of sets where stands how much the row's average was made from.
func (r Row) of(pointer string) Row { r.Given = pointer; return r }

// on sets what of the records a row is about.
func (r Row) on(b Basis) Row { r.Basis = b; return r }

// count is a row of one number.
func count(id, zh, en string, measure governance.Text, ask Ask, pick string) Row {
	return Row{ID: id, Label: governance.Text{Zh: zh, En: en}, Measure: measure, Ask: ask, Pick: pick}
}

// rate is a row of two counts.
func rate(id, zh, en string, ask Ask, num, den string) Row {
	return Row{ID: id, Label: governance.Text{Zh: zh, En: en}, Ask: ask, Pick: num, Over: den}
}

// ratio is a row of a rate that an answer gives whole.
func ratio(id, zh, en string, ask Ask, at string) Row {
	return rate(id, zh, en, ask, at+"/num", at+"/den")
}

// within asks what was begun or done within the period.
func within(kind, question string) Ask {
	return Ask{kind, question, map[string]string{"unit": "{unit}", "from": "{from}", "to": "{to}"}}
}

// figures asks for the figures of the period.
func figures(kind string) Ask { return within(kind, "figures") }

// byEnd asks for the figures of what there was by the end of the period, whenever it
// was begun.
func byEnd(kind string) Ask {
	return Ask{kind, "figures", map[string]string{"unit": "{unit}", "to": "{to}"}}
}

// ofUnit asks about a unit as it stands.
func ofUnit(kind, question string) Ask {
	return Ask{kind, question, map[string]string{"unit": "{unit}"}}
}

// with is a question with one more parameter.
func (a Ask) with(name, text string) Ask {
	params := map[string]string{name: text}
	for k, v := range a.Params {
		params[k] = v
	}
	a.Params = params
	return a
}

// measure is a unit of measure.
func measure(zh, en string) governance.Text { return governance.Text{Zh: zh, En: en} }

// The units of measure.
var (
	cases     = measure("件", "cases")
	pieces    = measure("个", "")
	people    = measure("人", "people")
	turns     = measure("人次", "participations")
	occasions = measure("场", "occasions")
	times     = measure("次", "times")
	texts     = measure("份", "documents")
	yuan      = measure("元", "yuan")
	minutes   = measure("分钟", "minutes")
	points    = measure("分", "points")
	ratings   = measure("人次", "ratings")
)
