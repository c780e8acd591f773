package replay

import (
	"cmp"
	"encoding/csv"
	"io"
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
	w      *csv.Writer
	cells  []string
	phases map[governance.Phase]string
}

// shown are the limits that replayed matters meet, in the order in which they do.
var shown = []string{
	casework.LimitVerify, casework.LimitDecide, casework.LimitCommunity, casework.LimitReportIn, casework.LimitTown, casework.LimitTriage, casework.LimitTake,
	casework.LimitImmediate, casework.LimitStage, casework.LimitConclude, casework.LimitExplain, casework.LimitReview, casework.LimitCheck, casework.LimitFeedback,
	casework.LimitRating,
}

// newCases writes the line of column names, behind the mark by which spreadsheets know
// UTF-8.
func newCases(to io.Writer, c *count) (*cases, error) {
	if to == nil {
		return nil, nil
	}
	if _, err := io.WriteString(to, "\ufeff"); err != nil {
		return nil, err
	}
	out := &cases{count: c, w: csv.NewWriter(to), phases: map[governance.Phase]string{}}
	for _, p := range casework.Table().Phases {
		out.phases[p.Phase] = p.Label.Zh
	}
	out.cells = []string{"行号", "编号", "路径", "状态", "结果", "类别", "地点", "牵头单位", "受理", "接单", "办结", "关闭", "工作日", "反映人评价"}
	for _, name := range shown {
		label := c.out.labels[name]
		out.cells = append(out.cells, label+"截止", label+"情况", label+"超期工作日")
	}
	return out, out.w.Write(out.cells)
}

// write writes the line of a matter; of nobody's none.
func (c *cases) write(r *row, m *casework.Case) error {
	if c == nil {
		return nil
	}
	lead, took := r.leads(m), ""
	if !m.Completed.IsZero() {
		took = strconv.Itoa(c.calendar.WorkdaysBetween(civil.DateOf(m.Opened), civil.DateOf(m.Completed)))
	}
	c.cells = append(c.cells[:0], strconv.Itoa(r.line), inert(r.id), pathLabel(paths[r.way]), c.phases[m.Phase], outcomeLabel(cmp.Or(m.Outcome, string(m.Conclusion))), m.Category,
		string(m.Place.Unit), string(lead), at(m.Opened), at(takenBy(m, lead)), at(m.Completed), at(m.Closed), took, ratedBySender(m, lead))
	for _, name := range shown {
		c.cells = c.deadline(c.cells, m, name)
	}
	return c.w.Write(c.cells)
}

// flush writes what is still held back.
func (c *cases) flush() error {
	if c == nil {
		return nil
	}
	c.w.Flush()
	return c.w.Error()
}

// deadline appends when a limit was due, how that ended, and by how many working days
// it was missed; of several the first.
func (c *cases) deadline(to []string, m *casework.Case, name string) []string {
	for i := range m.Deadlines {
		d := &m.Deadlines[i]
		if d.Name != name {
			continue
		}
		state, late := d.State(c.until), ""
		if state == governance.Missed {
			end := d.End
			if end.IsZero() {
				end = c.until
			}
			late = strconv.Itoa(c.calendar.WorkdaysBetween(civil.DateOf(d.Due), civil.DateOf(end)))
		}
		how := stateLabels[state]
		if d.Provisional {
			how += "（暂定）"
		}
		return append(to, at(d.Due), how, late)
	}
	return append(to, "", "", "")
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

func at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(civil.Zone).Format(time.DateTime)
}

// inert is an id that no spreadsheet takes for a formula.
func inert(id string) string {
	if strings.ContainsRune("=+-@\t\r", rune(id[0])) {
		return "'" + id
	}
	return id
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
