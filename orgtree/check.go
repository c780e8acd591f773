package orgtree

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/civil"
)

// maxName is the length of the longest name, in characters.
const maxName = 100

// check holds everything touched to the rules.
func (s *stage) check() {
	for _, code := range s.units.order {
		c := checking{stage: s, by: s.units.by[code], unit: code, f: s.org.facts(code), before: len(s.faults)}
		c.check()
	}
	seen := map[string]bool{}
	for _, id := range s.posts.order {
		s.checkPost(id, s.posts.by[id].path, seen)
	}
	for _, a := range s.called {
		s.checkMember(a.post, a.path)
	}
	for _, id := range s.persons.order {
		s.checkPerson(id, s.persons.by[id].path)
	}
}

// checking is one unit being checked.
type checking struct {
	*stage
	by     cause
	unit   Code
	f      *unitFacts
	before int // faults there were already
}

// fault blames a field of the unit where it was changed itself, and names the
// unit where it merely suffers from the change; once, however often it occurs.
func (c *checking) fault(field string, code FaultCode) {
	f := Fault{Path: c.by.path, Code: code, Unit: c.unit, Message: code.Text()}
	if c.by.direct {
		f.Path, f.Unit = f.Path+"."+field, ""
	}
	if !slices.Contains(c.faults[c.before:], f) {
		c.faults = append(c.faults, f)
	}
}

func (c *checking) check() {
	rule := c.f.Kind.rule()
	if rule.Kind == 0 {
		c.fault("kind", BadKind)
		return
	}
	if !c.checkDays() {
		c.fault("day", BadDay)
		return
	}
	c.checkNames()
	c.checkForms(rule)
	c.checkParents(rule)
	c.checkSeats(rule)
	c.checkCovers(rule)
	c.checkSuccessor(rule)
	if rule.Leads {
		c.checkLeads()
	}
}

// checkDays makes sure that every timeline can be read; the other checks rely
// on it.
func (c *checking) checkDays() bool {
	f := c.f
	return f.From >= civil.Min && f.From < f.End && f.End <= civil.Forever &&
		f.Names.ascending(f.From) && f.Names.endsBy(f.End) && f.Parents.ascending(f.From) && f.Parents.endsBy(f.End) &&
		f.Forms.later(f.From) && f.Forms.endsBy(f.End) && f.Ats.later(f.From) && f.Ats.endsBy(f.End) &&
		f.Covers.later(f.From) && f.Covers.endsBy(f.End)
}

func (c *checking) checkNames() {
	for _, d := range c.f.Names {
		if !validName(d.Is) {
			c.fault("name", BadName)
		}
	}
}

// validName reports whether a name is 1 to 100 characters, not all of them
// blank, and none that steers text instead of showing. Characters of private
// use pass: two villages of the national file are written with one.
func validName(s string) bool {
	if !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxName {
		return false
	}
	shown := false
	for _, r := range s {
		if isHan := r >= 0x4E00 && r <= 0x9FFF; isHan {
			shown = true
			continue
		}
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return false
		}
		shown = shown || !unicode.IsSpace(r)
	}
	return shown
}

func (c *checking) checkForms(rule *KindRule) {
	for _, d := range c.f.Forms {
		if d.Is != 0 && !slices.Contains(rule.Forms, d.Is) {
			c.fault("form", BadForm)
		}
	}
}

func (c *checking) checkParents(rule *KindRule) {
	for days, parent := range c.f.Parents.spans(c.f.End) {
		if parent == "" {
			if !rule.Root {
				c.fault("parent", Orphan)
			}
			continue
		}
		p := c.org.facts(parent)
		switch {
		case p == nil || !days.within(p.life()):
			c.fault("parent", Orphan)
		case !slices.Contains(rule.Parents, p.Kind):
			c.fault("parent", WrongParent)
		}
		if c.reaches(parent, days, 0) {
			c.fault("parent", Cycle)
		}
		if rule.Single {
			c.checkSingle(parent, days)
		}
	}
}

// maxDepth is more than the levels any chain of parents has.
const maxDepth = 64

// reaches reports whether the way up from a unit leads to the unit being
// checked on any of the days.
func (c *checking) reaches(from Code, days span, depth int) bool {
	if from == c.unit {
		return true
	}
	f := c.org.facts(from)
	if f == nil || depth > maxDepth { // a circle without the unit: its own members will tell
		return false
	}
	for held, parent := range f.Parents.spans(f.End) {
		if both := held.and(days); parent != "" && !both.empty() && c.reaches(parent, both, depth+1) {
			return true
		}
	}
	return false
}

// checkSingle looks for another unit of the kind under the same parent.
func (c *checking) checkSingle(parent Code, days span) {
	for other := range c.org.mentioning(parent) {
		f := c.org.facts(other)
		if other == c.unit || f.Kind != c.f.Kind {
			continue
		}
		for held, p := range f.Parents.spans(f.End) {
			if p == parent && held.meets(days) {
				c.fault("kind", SecondOfKind)
			}
		}
	}
}

func (c *checking) checkSeats(rule *KindRule) {
	if len(rule.At) > 0 && (len(c.f.Ats) == 0 || c.f.Ats[0].On != c.f.From) || len(rule.At) == 0 && len(c.f.Ats) > 0 {
		c.fault("at", WrongPlace)
		return
	}
	for days, code := range c.f.Ats.spans(c.f.End) {
		switch f := c.org.facts(code); {
		case f == nil || !slices.Contains(rule.At, f.Kind):
			c.fault("at", WrongPlace)
		case !days.within(f.life()):
			c.fault("at", NotThen)
		}
	}
}

func (c *checking) checkCovers(rule *KindRule) {
	for days, list := range c.f.Covers.spans(c.f.End) {
		for i, code := range list {
			f := c.org.facts(code)
			switch {
			case f == nil || !slices.Contains(rule.Covers, f.Kind) || i > 0 && list[i-1] >= code:
				c.fault("covers", WrongCover)
			case !days.within(f.life()):
				c.fault("covers", NotThen)
			case rule.Inside && !c.insideParent(code, days):
				c.fault("covers", OutsideParent)
			}
		}
	}
}

// insideParent reports whether a unit stays below the parent of the unit being
// checked on all of the days.
func (c *checking) insideParent(code Code, days span) bool {
	for held, parent := range c.f.Parents.spans(c.f.End) {
		if both := held.and(days); !both.empty() && !c.stays(code, parent, both, 0) {
			return false
		}
	}
	return true
}

func (c *checking) stays(code, under Code, days span, depth int) bool {
	if code == under {
		return true
	}
	f := c.org.facts(code)
	if f == nil || depth > maxDepth {
		return false
	}
	for held, parent := range f.Parents.spans(f.End) {
		if both := held.and(days); !both.empty() && (parent == "" || !c.stays(parent, under, both, depth+1)) {
			return false
		}
	}
	return true
}

func (c *checking) checkSuccessor(rule *KindRule) {
	if c.f.End == civil.Forever {
		if c.f.Successor != "" {
			c.fault("successor", WrongSuccessor)
		}
		return
	}
	if c.f.Successor == "" {
		c.fault("successor", NoSuccessor)
		return
	}
	s := c.org.facts(c.f.Successor)
	if s == nil || !s.aliveOn(c.f.End) || !mayInherit(rule, s.Kind) {
		c.fault("successor", WrongSuccessor)
	}
}

// mayInherit reports whether a unit may have the work of a dissolved one: one
// of its kind or rank, or of a kind that may be its parent.
func mayInherit(rule *KindRule, heir Kind) bool {
	h := heir.rule()
	return heir == rule.Kind || rule.Rank > 0 && rule.Rank == h.Rank || slices.Contains(rule.Parents, heir)
}

// checkLeads looks for another Party organisation that leads at the same unit.
func (c *checking) checkLeads() {
	for days, mine := range c.f.leads {
		for other := range c.org.mentioning(mine.code) {
			f := c.org.facts(other)
			if other == c.unit || !f.Kind.rule().Leads {
				continue
			}
			for held, its := range f.leads {
				if its.code == mine.code && held.meets(days) {
					c.fault(mine.field, SecondLeader)
				}
			}
		}
	}
}

// lead is a unit at which a Party organisation leads, and the field that says so.
type lead struct {
	code  Code
	field string
}

// leads yields the units at which a Party organisation leads, and when.
func (f *unitFacts) leads(yield func(span, lead) bool) {
	for days, code := range f.Ats.spans(f.End) {
		if !yield(days, lead{code, "at"}) {
			return
		}
	}
	for days, list := range f.Covers.spans(f.End) {
		for _, code := range list {
			if !yield(days, lead{code, "covers"}) {
				return
			}
		}
	}
}
