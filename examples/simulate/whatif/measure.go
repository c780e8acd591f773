package whatif

import (
	"github.com/jinlin-project/jinlin/governance"
)

// A Measure is a unit of measure with how it is printed.
type Measure struct {
	Name   governance.Text
	Times  int64 // a ratio is multiplied by this: 100 for percent
	Places int   // printed behind the point
}

var (
	percent  = Measure{governance.Text{Zh: "%", En: "%"}, 100, 2}
	perMille = Measure{governance.Text{Zh: "‰", En: "‰"}, 1000, 1}
	hours    = Measure{governance.Text{Zh: "小时", En: "h"}, 1, 2}
	minutes  = Measure{governance.Text{Zh: "分钟", En: "min"}, 1, 1}
	matters  = Measure{governance.Text{Zh: "件", En: "matters"}, 1, 1}
	workdays = Measure{governance.Text{Zh: "工作日", En: "working days"}, 1, 1}
	points   = Measure{governance.Text{Zh: "分", En: "points"}, 1, 2}
	rank     = Measure{governance.Text{Zh: "名", En: "rank"}, 1, 2}
)

// Better says which way is better.
type Better int

// The ways.
const (
	Neither Better = 0
	Higher  Better = 1
	Lower   Better = -1
)

// MarshalText names the way.
func (b Better) MarshalText() ([]byte, error) {
	return []byte(map[Better]string{Neither: "neither", Higher: "higher", Lower: "lower"}[b]), nil
}

// of is in how many seeds a difference is for the better and for the worse; up and
// down where neither is.
func (b Better) of(d *Difference) (better, worse int) {
	if b == Lower {
		return d.Down, d.Up
	}
	return d.Up, d.Down
}

// A Section is what a figure is about.
type Section string

// The sections, in the order of the page.
const (
	Punctuality  Section = "punctuality"
	Backlog      Section = "backlog"
	Workload     Section = "workload"
	Satisfaction Section = "satisfaction"
	Handling     Section = "handling"
	Paths        Section = "paths"
	Scores       Section = "scores"
)

var sections = []governance.Choice{
	governance.ChoiceOf(Punctuality, "时限", "punctuality"), governance.ChoiceOf(Backlog, "积压和用时", "backlog and duration"),
	governance.ChoiceOf(Workload, "工作量", "workload"), governance.ChoiceOf(Satisfaction, "满意度", "satisfaction"),
	governance.ChoiceOf(Handling, "办理质量", "how it is handled"), governance.ChoiceOf(Paths, "去向", "who handles it"),
	governance.ChoiceOf(Scores, "考评得分", "scores"),
}

// Choices lists the sections with their labels.
func (Section) Choices() []governance.Choice { return sections }

// Label is what people read.
func (s Section) Label() governance.Text { return governance.Label(sections, string(s)) }
