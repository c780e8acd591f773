package replay

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// cases writes a line of CSV for each matter: who it is, where it went, and for each
// limit when it was due, how that ended and how late. It takes nothing from the file
// but the id and the instants.
type cases struct {
	*count
	phases map[governance.Phase]string
}

// shown are the limits that replayed matters meet, in the order in which they do.
var shown = []string{
	casework.LimitVerify, casework.LimitDecide, casework.LimitCommunity, casework.LimitReportIn, casework.LimitTown, casework.LimitTriage, casework.LimitTake,
	casework.LimitImmediate, casework.LimitStage, casework.LimitConclude, casework.LimitExplain, casework.LimitReview, casework.LimitCheck, casework.LimitFeedback,
	casework.LimitRating,
}

func newCases(c *count) *cases {
	out := &cases{c, map[governance.Phase]string{}}
	for _, p := range casework.Table().Phases {
		out.phases[p.Phase] = p.Label.Zh
	}
	return out
}

// head is the line of column names, behind the mark by which spreadsheets know UTF-8.
func (c *cases) head() []byte {
	to := []byte("\ufeff行号,编号,路径,状态,结果,类别,地点,牵头单位,受理,接单,办结,关闭,工作日,反映人评价")
	for _, name := range shown {
		label := c.out.labels[name]
		to = append(to, ","+label+"截止,"+label+"情况,"+label+"超期工作日"...)
	}
	return append(to, '\n')
}

// line appends the line of a matter. Only the id needs quotes: all else is ours.
func (c *cases) line(to []byte, r *row, m *casework.Case) []byte {
	lead := r.leads(m)
	to = strconv.AppendInt(to, int64(r.line), 10)
	for _, cell := range []string{
		quoted(r.id), pathLabel(paths[r.way]), c.phases[m.Phase], outcomeLabel(cmp.Or(m.Outcome, string(m.Conclusion))), m.Category, string(m.Place.Unit), string(lead),
	} {
		to = append(append(to, ','), cell...)
	}
	for _, instant := range []time.Time{m.Opened, takenBy(m, lead), m.Completed, m.Closed} {
		to = at(append(to, ','), instant)
	}
	if to = append(to, ','); !m.Completed.IsZero() {
		to = strconv.AppendInt(to, int64(c.between(m.Opened, m.Completed)), 10)
	}
	to = append(append(to, ','), ratedBySender(m, lead)...)
	for _, name := range shown {
		to = c.deadline(to, m, name)
	}
	return append(to, '\n')
}

// deadline appends when a limit was due, how that ended, and by how many working days
// it was missed; of several the first.
func (c *cases) deadline(to []byte, m *casework.Case, name string) []byte {
	i := slices.IndexFunc(m.Deadlines, func(d governance.Deadline) bool { return d.Name == name })
	if i < 0 {
		return append(to, ",,,"...)
	}
	d := &m.Deadlines[i]
	state := d.State(c.until)
	to = at(append(to, ','), d.Due)
	to = append(append(to, ','), stateLabels[state]...)
	if d.Provisional {
		to = append(to, "（暂定）"...)
	}
	if to = append(to, ','); state != governance.Missed {
		return to
	}
	end := d.End
	if end.IsZero() {
		end = c.until
	}
	return strconv.AppendInt(to, int64(c.between(d.Due, end)), 10)
}

// between counts working days.
func (c *count) between(from, to time.Time) int {
	return c.calendar.WorkdaysBetween(civil.DateOf(from), civil.DateOf(to))
}

var stateLabels = labels(governance.Met.Choices())

func labels(choices []governance.Choice) map[governance.State]string {
	out := map[governance.State]string{}
	for _, c := range choices {
		out[governance.State(c.Code)] = c.Label.Zh
	}
	return out
}

// ratedBySender is what the sender said of a unit, if they were asked.
func ratedBySender(m *casework.Case, unit orgtree.Code) string {
	for i := range m.Ratings {
		if r := &m.Ratings[i]; r.By == casework.BySender && r.Unit == unit {
			return r.Satisfaction.Label().Zh
		}
	}
	return ""
}

// takenBy is when a unit took its part.
func takenBy(m *casework.Case, unit orgtree.Code) time.Time {
	for i := range m.Units {
		if m.Units[i].Unit == unit {
			return m.Units[i].TakenAt
		}
	}
	return time.Time{}
}

// at appends an instant, or nothing where there is none.
func at(to []byte, t time.Time) []byte {
	if t.IsZero() {
		return to
	}
	return t.In(civil.Zone).AppendFormat(to, time.DateTime)
}

// quoted is an id as it stands in a cell, where no spreadsheet takes it for a formula.
func quoted(id string) string {
	if strings.ContainsRune("=+-@", rune(id[0])) {
		id = "'" + id
	}
	if !strings.ContainsAny(id, ",\"\r\n") {
		return id
	}
	return `"` + strings.ReplaceAll(id, `"`, `""`) + `"`
}

// pathLabel names who handles.
func pathLabel(path string) string {
	switch path {
	case pathNone:
		return "未办理"
	case "community":
		return "社区自办"
	case "town":
		return "镇街办理"
	}
	return governance.Label(casework.Immediate.Choices(), path).Zh
}

// outcomeLabel names what came of a matter.
func outcomeLabel(outcome string) string {
	if outcome == "" {
		return ""
	}
	return governance.Label(casework.Understood.Choices(), outcome).Zh
}
