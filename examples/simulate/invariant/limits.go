package invariant

import (
	"strings"

	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
)

// usual are the time limits of section 2.4, in working days; the report-in's in working
// hours. A stage and who assists in it have the days that the dispatch gives them.
var usual = map[string]int{
	"verify": 1, "amend": 10, "decide": 1, "community": 5, "report-in": 4, "town": 5, "triage": 1, "take": 1, "ruling": 1, "immediate": 5, "conclude": 1,
	"explain": 5, "review": 1, "check": 1, "feedback": 1, "rating": 5, "answer": 2, "sample": 5, "rework": 5,
}

// limit is a length that a time limit may have, for a category and what lies below it.
type limit struct {
	category string
	n        int
}

// limitsOf are the usual limits, and what the scenario's policy makes of them.
func limitsOf(p *scenario.Policy) map[string][]limit {
	out := map[string][]limit{}
	for name, n := range usual {
		out[name] = []limit{{"", n}}
	}
	for key, n := range p.Limits {
		name, category, _ := strings.Cut(key, "@")
		switch {
		case usual[name] == 0:
		case category == "":
			out[name][0].n = n
		default:
			out[name] = append(out[name], limit{category, n})
		}
	}
	return out
}

// asLaidDown reports whether a deadline is as long as is laid down for it, in general
// or for the record's category, which is not known before the matter is checked.
func (s *sight) asLaidDown(d *governance.Deadline) bool {
	all, known := s.limits[d.Name]
	if !known {
		return true
	}
	category := ""
	switch {
	case s.c != nil:
		category = s.c.Category
	case s.file.Sample != nil:
		category = s.file.Sample.Category
	}
	for _, l := range all {
		if l.n == d.Period.N && strings.HasPrefix(category, l.category) {
			return (d.Period.Unit == governance.WorkingHours) == (d.Name == "report-in")
		}
	}
	return false
}
