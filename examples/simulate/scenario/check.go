package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/scoring"
)

// check notes what the fields alone cannot tell: weights without any, spreads that
// fall, categories, regions and rule sets that do not exist.
func (s *Scenario) check(f *governance.Faults) {
	if s.From < workday.First || s.From > workday.Last {
		f.Add("from", "out-of-range", "不在工作日历范围内", "is outside the calendar")
	}
	s.Matters.check("matters", f)
	s.Inquiries.check("inquiries", f)
	for _, step := range s.Work.steps() {
		step.check("work."+step.name, f)
	}
	s.People.Replies.check("people.replies", f)
	s.Units.check(f)
	s.Triage.check(f)
	for name, w := range map[string][]int{"solvedInTime": s.People.Satisfaction.SolvedInTime, "solvedLate": s.People.Satisfaction.SolvedLate, "partly": s.People.Satisfaction.Partly, "unsolved": s.People.Satisfaction.Unsolved} {
		weigh("people.satisfaction."+name, w, f)
	}
	for i, id := range s.RuleSets {
		if _, ok := scoring.ShippedJSON(id); !ok && !fileName(id) {
			f.Add(fmt.Sprintf("ruleSets[%d]", i), "unknown-code", "没有这套考评规则", "is not a rule set that is shipped")
		}
	}
	if len(*f) == 0 {
		if _, err := s.Scorers(); err != nil {
			f.Add("ruleSets", "invalid", "考评规则不成立", err.Error())
		}
	}
	if _, err := s.WorkingDays(); err != nil {
		f.Add("calendar", "invalid", "工作日历不成立", err.Error())
	}
	if _, err := s.Rules(); err != nil {
		f.Add("policy", "invalid", "规则不成立", err.Error())
	}
	slices.SortStableFunc(*f, func(a, b governance.Fault) int { return strings.Compare(a.Path, b.Path) })
}

// weigh notes weights that weigh nothing or less.
func weigh(path string, weights []int, f *governance.Faults) {
	sum := 0
	for i, w := range weights {
		if w < 0 {
			f.Add(fmt.Sprintf("%s[%d]", path, i), "out-of-range", "权重不得为负", "is negative")
		}
		sum += w
	}
	if sum == 0 {
		f.Add(path, "no-weight", "权重全为零", "weighs nothing")
	}
}

func (a *Arrivals) check(path string, f *governance.Faults) {
	for _, one := range []struct {
		name    string
		weights []int
	}{{"months", a.Months}, {"weekdays", a.Weekdays}, {"hours", a.Hours}} {
		if one.weights != nil {
			weigh(path+"."+one.name, one.weights, f)
		}
	}
	categories := casework.DefaultCategories()
	for _, code := range slices.Sorted(maps.Keys(a.Categories)) {
		if !categories.Has(code) {
			f.Add(path+".categories."+code, "unknown-category", "没有这个类别", "is not a category")
		}
	}
	if len(a.Categories) > 0 {
		weigh(path+".categories", slices.Collect(maps.Values(a.Categories)), f)
	}
	for _, key := range slices.Sorted(maps.Keys(a.Difficulty)) {
		if len(a.Difficulty[key]) != difficulties {
			f.Add(path+".difficulty."+key, "wrong-length", "应有5项", "must have 5 elements")
			continue
		}
		weigh(path+".difficulty."+key, a.Difficulty[key], f)
	}
	for _, code := range slices.Sorted(maps.Keys(a.Communities)) {
		if a.Communities[code] < 0 {
			f.Add(path+".communities."+code, "out-of-range", "权重不得为负", "is negative")
		}
	}
}

// difficulties is how many steps of difficulty there are.
const difficulties = 5

// named is a step with its name in the file.
type named struct {
	name string
	Step
}

func (w *Work) steps() []named {
	return []named{
		{"verify", w.Verify}, {"decide", w.Decide}, {"reportIn", w.ReportIn}, {"handle", w.Handle}, {"triage", w.Triage}, {"take", w.Take}, {"rule", w.Rule},
		{"explain", w.Explain}, {"check", w.Check}, {"answer", w.Answer}, {"rate", w.Rate}, {"sample", w.Sample}, {"inquiry", w.Inquiry},
	}
}

func (n named) check(path string, f *governance.Faults) {
	n.Hands.check(path+".hands", f)
	n.Waits.check(path+".waits", f)
	for i, p := range n.Difficulty {
		if p < 0 {
			f.Add(fmt.Sprintf("%s.difficulty[%d]", path, i), "out-of-range", "不得为负", "is negative")
		}
	}
}

// longest bounds a duration: two years of minutes.
const longest = 2 * 366 * 24 * 60

func (m Minutes) check(path string, f *governance.Faults) {
	for i, n := range m {
		if n < 0 || n > longest || i > 0 && n < m[i-1] {
			f.Add(fmt.Sprintf("%s[%d]", path, i), "out-of-range", "应为不递减的非负分钟数", "is negative, too long, or less than the one before")
		}
	}
}

func (u *Units) check(f *governance.Faults) {
	for name, one := range map[string]*Unit{"compound": &u.Compound, "community": &u.Community, "town": &u.Town, "department": &u.Department, "centre": &u.Centre} {
		thousandths("units."+name+".resolves", one.Resolves, f)
		if one.Hours == nil {
			continue
		}
		if err := (workday.Hours{Name: name, Windows: one.Hours}).Validate(); err != nil {
			f.Add("units."+name+".hours", "invalid", "办公时间不成立", err.Error())
		}
	}
	for _, code := range slices.Sorted(maps.Keys(u.Only)) {
		if n := len(u.Only[code].Resolves); n != 0 && n != difficulties {
			f.Add("units.only."+code+".resolves", "wrong-length", "应有5项", "must have 5 elements")
		}
		thousandths("units.only."+code+".resolves", u.Only[code].Resolves, f)
	}
}

func thousandths(path string, list []int, f *governance.Faults) {
	for i, n := range list {
		if n < 0 || n > 1000 {
			f.Add(fmt.Sprintf("%s[%d]", path, i), "out-of-range", "应在0至1000之间", "is not between 0 and 1000")
		}
	}
}

func (t *Triage) check(f *governance.Faults) {
	for i, lists := range t.Lists {
		path := fmt.Sprintf("triage.lists[%d]", i)
		if len(lists) != 3 {
			f.Add(path, "wrong-length", "应有3项", "must have 3 elements")
			continue
		}
		weigh(path, lists, f)
	}
	weigh("triage.assists", t.Assists, f)
	weigh("triage.stages", t.Stages, f)
	for _, key := range slices.Sorted(maps.Keys(t.Responsible)) {
		if len(t.Responsible[key]) == 0 {
			f.Add("triage.responsible."+key, "required", "应列明部门", "names no department")
		}
	}
}
