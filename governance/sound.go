package governance

import (
	"fmt"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// What institutions ask of a field time and again has one code and one wording each.
// A field that is empty is no fault here: whether it may be, its own rule says.

// UpToToday notes a day that lies in the future.
func (f *Faults) UpToToday(path string, day civil.Date, m *Moment) {
	if day > m.Today() {
		f.Add(path, "in-future", "不能晚于今天", "lies in the future")
	}
}

// FromToday notes a day that lies in the past.
func (f *Faults) FromToday(path string, day civil.Date, m *Moment) {
	if day != 0 && day < m.Today() {
		f.Add(path, "in-past", "不能早于今天", "lies in the past")
	}
}

// AfterToday notes a day that is not yet to come.
func (f *Faults) AfterToday(path string, day civil.Date, m *Moment) {
	if day != 0 && day <= m.Today() {
		f.Add(path, "in-past", "应晚于今天", "does not lie after today")
	}
}

// Ahead notes an instant that is not yet to come.
func (f *Faults) Ahead(path string, at time.Time, m *Moment) {
	if !at.After(m.Now()) {
		f.Add(path, "past", "应晚于现在", "is not in the future")
	}
}

// Unit notes a code of which there is no unit.
func (f *Faults) Unit(path string, code orgtree.Code, m *Moment) {
	if code != "" && !m.Org.Has(code) {
		f.Add(path, "unknown-unit", "没有这个单位", "is not a unit")
	}
}

// Units notes the codes of a list of which there is no unit, by their place.
func (f *Faults) Units(path string, codes []orgtree.Code, m *Moment) {
	for i, code := range codes {
		f.Unit(fmt.Sprintf("%s[%d]", path, i), code, m)
	}
}

// UnitOf notes a code of which there is no unit in a district.
func (f *Faults) UnitOf(district orgtree.Code, path string, code orgtree.Code, m *Moment) {
	if at, _ := m.Org.District(code); at == "" || at != district {
		f.Add(path, "unknown-unit", "不是本区的单位", "is not a unit of the district")
	}
}

// Community notes a code of what is not a community.
func (f *Faults) Community(path string, code orgtree.Code, m *Moment) {
	if m.Org.Kind(code) != orgtree.Community {
		f.Add(path, "no-community", "应为社区", "is not a community")
	}
}

// InCommunity notes a place that does not lie in a community, and returns the
// community in which it does.
func (f *Faults) InCommunity(path string, place orgtree.Code, m *Moment) orgtree.Code {
	community := m.UnitAt(Of(orgtree.Community, place))
	if community == "" {
		f.Add(path, "no-community", "应在某一社区内", "does not lie in a community")
	}
	return community
}

// Once notes what stands twice in a list, by its place.
func Once[T comparable](f *Faults, path string, list []T) {
	for i, one := range list {
		if slices.Contains(list[:i], one) {
			f.Add(fmt.Sprintf("%s[%d]", path, i), "repeated", "重复", "stands twice")
		}
	}
}
