package replay

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones are named in mappings, also where the machine knows none

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// check notes what the fields alone cannot tell.
func (m *Mapping) check(f *governance.Faults) {
	for path, column := range map[string]string{"id": m.ID, "opened": m.Opened, "closed": m.Closed, "category.column": m.Category.Column} {
		if column == "" && (path != "category.column" || m.Category.Default == "") {
			f.Add(path, "required", "应指明列名", "names no column")
		}
	}
	if m.From != 0 && m.Until != 0 && m.Until <= m.From {
		f.Add("until", "out-of-range", "应晚于开始日", "is not after the first day")
	}
	m.Times.check(f)
	for _, t := range m.tables() {
		t.check(t.path, f)
	}
	slices.SortStableFunc(*f, func(a, b governance.Fault) int { return strings.Compare(a.Path, b.Path) })
}

// probe is a moment whose date and time have no two numbers alike.
var probe = time.Date(2019, 8, 27, 21, 43, 56, 0, time.UTC)

func (t *Times) check(f *governance.Faults) {
	if _, err := time.LoadLocation(t.Zone); err != nil || t.Zone == "Local" {
		f.Add("times.zone", "unknown-zone", "没有这个时区", "is not a zone")
	}
	for i, layout := range t.Formats {
		back, err := time.Parse(layout, probe.Format(layout))
		if err != nil || back.YearDay() != probe.YearDay() || back.Year() != probe.Year() || back.Hour() != 0 && back.Hour() != probe.Hour() {
			f.Add(fmt.Sprintf("times.formats[%d]", i), "malformed", "写法不含完整日期，或上下午不明", "does not hold a whole date, or tells no morning from an evening")
		}
	}
}

// codes is a table with its place in the mapping and what it may lead to.
type codes struct {
	Table
	path string
	may  func(code string) bool
}

// tables are those whose codes can be looked at without a district.
func (m *Mapping) tables() []codes {
	among := func(codes ...string) func(string) bool {
		return func(code string) bool { return slices.Contains(codes, code) }
	}
	return []codes{
		{m.Category, "category", casework.DefaultCategories().Has},
		{m.List, "list", among(string(casework.Immediate), string(casework.Phased), string(casework.Understanding))},
		{m.Outcome, "outcome", func(code string) bool { return code == stillOpen || waysOut[code] != 0 }},
		{m.Satisfaction, "satisfaction", among("5", "4", "3", "2", "1", noAnswer)},
		{m.Solved, "solved", among(string(casework.Solved), string(casework.Partly), string(casework.Unsolved), noAnswer)},
		{m.Anonymous, "anonymous", among(yes, no)},
	}
}

// Words of mappings that are not codes of ours.
const (
	stillOpen = "open"
	noAnswer  = "none"
	yes       = "yes"
	no        = "no"
)

func (c *codes) check(path string, f *governance.Faults) {
	for _, theirs := range slices.Sorted(maps.Keys(c.Values)) {
		if !c.may(c.Values[theirs]) {
			f.Add(path+".values."+theirs, "unknown-code", "没有这个代码", "is not a code it may lead to")
		}
	}
	if c.Default != "" && !c.may(c.Default) {
		f.Add(path+".default", "unknown-code", "没有这个代码", "is not a code it may lead to")
	}
	if c.Column == "" && len(c.Values) > 0 {
		f.Add(path+".column", "required", "应指明列名", "names no column")
	}
}
