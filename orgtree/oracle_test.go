package orgtree_test

import (
	"maps"
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// horizon is the number of days the oracle knows; the last one stands for all
// that follow.
const horizon = 16

// oracle is the stupid organisation: a map of whole units for every single day.
// It shares nothing with the package but the rows of kinds and posts.
type oracle struct {
	days  [horizon]map[orgtree.Code]orgtree.Unit
	set   map[string]bool // "CODE/attribute/day": said for that day, so earlier words end there
	born  map[orgtree.Code]int
	ended map[orgtree.Code]int
	heir  map[orgtree.Code]orgtree.Code
	posts map[string]orgtree.Post
}

func newOracle() *oracle {
	o := &oracle{
		set: map[string]bool{}, born: map[orgtree.Code]int{}, ended: map[orgtree.Code]int{},
		heir: map[orgtree.Code]orgtree.Code{}, posts: map[string]orgtree.Post{},
	}
	for d := range o.days {
		o.days[d] = map[orgtree.Code]orgtree.Unit{}
	}
	return o
}

func (o *oracle) clone() *oracle {
	c := &oracle{
		set: maps.Clone(o.set), born: maps.Clone(o.born), ended: maps.Clone(o.ended),
		heir: maps.Clone(o.heir), posts: maps.Clone(o.posts),
	}
	for d := range o.days {
		c.days[d] = maps.Clone(o.days[d])
	}
	return c
}

// apply makes one change and reports whether it made sense at all.
func (o *oracle) apply(change orgtree.Change) bool {
	switch c := change.(type) {
	case orgtree.AddUnit:
		return o.found(c.Unit, int(c.Day))
	case orgtree.Rename:
		return o.alter(c.Code, int(c.Day), "name", func(u *orgtree.Unit) { u.Name = c.Name })
	case orgtree.Move:
		return o.alter(c.Code, int(c.Day), "parent", func(u *orgtree.Unit) { u.Parent = c.Parent })
	case orgtree.Restation:
		return o.alter(c.Code, int(c.Day), "at", func(u *orgtree.Unit) { u.At = c.At })
	case orgtree.SetForm:
		return o.alter(c.Code, int(c.Day), "form", func(u *orgtree.Unit) { u.Form = c.Form })
	case orgtree.SetCovers:
		covers := slices.Sorted(slices.Values(c.Covers))
		return o.alter(c.Code, int(c.Day), "covers", func(u *orgtree.Unit) { u.Covers = covers })
	case orgtree.Merge:
		ok := len(c.Codes) > 0
		for _, code := range c.Codes {
			ok = o.dissolve(code, c.Into, int(c.Day)) && ok
		}
		return ok
	case orgtree.Split:
		return o.split(c)
	case orgtree.Dissolve:
		return o.dissolve(c.Code, c.Successor, int(c.Day))
	case orgtree.Appoint:
		if _, taken := o.posts[c.ID]; taken {
			return false
		}
		c.Post.ID = c.ID
		o.posts[c.ID] = c.Post
		return true
	case orgtree.EndPost:
		p, ok := o.posts[c.ID]
		if !ok || c.Day >= p.To {
			return false
		}
		p.To = c.Day
		o.posts[c.ID] = p
		return true
	}
	panic("the oracle does not know this change")
}

func key(code orgtree.Code, attribute string, day int) string {
	return string(code) + "/" + attribute + "/" + civil.Date(day).String()
}

func (o *oracle) found(u orgtree.Unit, day int) bool {
	if _, used := o.born[u.Code]; used || !u.Code.Valid() {
		return false
	}
	o.born[u.Code] = day
	u.Covers = slices.Sorted(slices.Values(u.Covers))
	for d := day; d < horizon; d++ {
		o.days[d][u.Code] = u
	}
	return true
}

// alter changes one attribute of every day, until a day for which somebody else
// said what it is.
func (o *oracle) alter(code orgtree.Code, day int, attribute string, change func(*orgtree.Unit)) bool {
	if _, alive := o.days[day][code]; !alive {
		return false
	}
	o.set[key(code, attribute, day)] = true
	for d := day; d < horizon; d++ {
		u, alive := o.days[d][code]
		if !alive || d > day && o.set[key(code, attribute, d)] {
			break
		}
		change(&u)
		o.days[d][code] = u
	}
	return true
}

func (o *oracle) split(c orgtree.Split) bool {
	day, ok, known := int(c.Day), len(c.Into) > 0, c.Heir == ""
	for _, u := range c.Into {
		ok = o.found(u, day) && ok
		known = known || u.Code == c.Heir
	}
	if c.Heir == "" {
		_, alive := o.days[day][c.Code]
		return ok && alive
	}
	return ok && known && o.dissolve(c.Code, c.Heir, day)
}

func (o *oracle) dissolve(code, heir orgtree.Code, day int) bool {
	if _, alive := o.days[day][code]; !alive || day <= o.born[code] || heir == "" || heir == code {
		return false
	}
	o.ended[code], o.heir[code] = day, heir
	kind := o.kindEver(heir)
	for d := day; d < horizon; d++ {
		delete(o.days[d], code)
		for c, u := range o.days[d] {
			if u.Parent == code {
				u.Parent = heir
				if d == day {
					o.set[key(c, "parent", d)] = true
				}
			}
			if slices.Contains(u.Covers, code) {
				u.Covers = instead(u, code, heir, kind)
				if d == day {
					o.set[key(c, "covers", d)] = true
				}
			}
			o.days[d][c] = u
		}
	}
	for id, p := range o.posts {
		if p.Unit == code && p.From < civil.Date(day) && p.To > civil.Date(day) {
			p.To = civil.Date(day)
			o.posts[id] = p
		}
	}
	return true
}

func (o *oracle) kindEver(code orgtree.Code) orgtree.Kind {
	for _, day := range o.days {
		if u, ok := day[code]; ok {
			return u.Kind
		}
	}
	return 0
}

func instead(u orgtree.Unit, code, heir orgtree.Code, kind orgtree.Kind) []orgtree.Code {
	out := map[orgtree.Code]bool{}
	for _, c := range u.Covers {
		out[c] = true
	}
	delete(out, code)
	delete(out, heir)
	if slices.Contains(u.Kind.Rule().Covers, kind) {
		out[heir] = true
	}
	return slices.Sorted(maps.Keys(out))
}
