package orgtree_test

import (
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// valid looks at every day and everything in it.
func (o *oracle) valid() bool {
	for d := range o.days {
		for _, u := range o.days[d] {
			if !o.validUnit(d, u) {
				return false
			}
		}
	}
	for code, day := range o.ended {
		heir, alive := o.days[day][o.heir[code]]
		rule := o.kindOf(code).Rule()
		same := heir.Kind == rule.Kind || rule.Rank > 0 && heir.Kind.Rank() == rule.Rank
		if !alive || !same && !slices.Contains(rule.Parents, heir.Kind) {
			return false
		}
	}
	for _, p := range o.posts {
		if !o.validPost(p) {
			return false
		}
	}
	return true
}

func (o *oracle) kindOf(code orgtree.Code) orgtree.Kind { return o.days[o.born[code]][code].Kind }

func (o *oracle) validUnit(d int, u orgtree.Unit) bool {
	rule := u.Kind.Rule()
	if u.Parent == "" && !rule.Root {
		return false
	}
	if p, ok := o.days[d][u.Parent]; u.Parent != "" && (!ok || !slices.Contains(rule.Parents, p.Kind)) {
		return false
	}
	if len(o.up(d, u.Code)) > 50 || u.Form != 0 && !slices.Contains(rule.Forms, u.Form) {
		return false
	}
	at, stands := o.days[d][u.At]
	if len(rule.At) > 0 && (!stands || !slices.Contains(rule.At, at.Kind)) || len(rule.At) == 0 && u.At != "" {
		return false
	}
	for i, code := range u.Covers {
		c, ok := o.days[d][code]
		if !ok || !slices.Contains(rule.Covers, c.Kind) || i > 0 && u.Covers[i-1] == code {
			return false
		}
		if rule.Inside && !slices.Contains(o.up(d, code), u.Parent) {
			return false
		}
	}
	return o.alone(d, u)
}

// up is a unit and all above it, cut off where it runs in circles.
func (o *oracle) up(d int, code orgtree.Code) (chain []orgtree.Code) {
	for code != "" && len(chain) < 60 {
		u, ok := o.days[d][code]
		if !ok {
			break
		}
		chain = append(chain, code)
		code = u.Parent
	}
	return chain
}

// alone looks for others of a kind of which there may be one, and for others
// that lead at the same unit.
func (o *oracle) alone(d int, u orgtree.Unit) bool {
	for _, other := range o.days[d] {
		if other.Code == u.Code {
			continue
		}
		if u.Kind.Rule().Single && other.Kind == u.Kind && other.Parent == u.Parent {
			return false
		}
		if !u.Kind.Rule().Leads || !other.Kind.Rule().Leads {
			continue
		}
		for _, led := range append(slices.Clone(u.Covers), u.At) {
			if led == other.At || slices.Contains(other.Covers, led) {
				return false
			}
		}
	}
	return true
}

func (o *oracle) validPost(p orgtree.Post) bool {
	rule := p.Kind.Rule()
	if p.From >= p.To {
		return false
	}
	held := func(d int) bool { return p.HeldOn(civil.Date(d)) }
	for d := range horizon {
		if u, ok := o.days[d][p.Unit]; held(d) && (!ok || !slices.Contains(rule.Units, u.Kind)) {
			return false
		}
		if rule.Single && held(d) && o.holders(d, p.Kind, p.Unit) > 1 {
			return false
		}
	}
	first := int(p.From)
	if !rule.Single || first == 0 || p.AfterVacancy || o.holders(first-1, p.Kind, p.Unit) > 0 {
		return true
	}
	for d := range first {
		if o.holders(d, p.Kind, p.Unit) > 0 {
			return false // somebody held it, then nobody, then this one
		}
	}
	return true
}

func (o *oracle) holders(d int, kind orgtree.PostKind, unit orgtree.Code) (n int) {
	for _, p := range o.posts {
		if p.Kind == kind && p.Unit == unit && p.HeldOn(civil.Date(d)) {
			n++
		}
	}
	return n
}
