package orgtree

import "slices"

// Successor returns who has a unit's work on the day (承接单位): the unit itself
// while it exists, and after it was merged or dissolved its successor, or that
// one's, until one exists. It reports false for a unit that is unknown or was
// not founded by then.
func (t *Tree) Successor(code Code) (Code, bool) {
	for {
		f := t.org.facts(code)
		switch {
		case f == nil || t.day < f.From:
			return "", false
		case t.day < f.End:
			return code, true
		}
		// Each step ends later than the one before: a successor exists on the
		// day it inherits.
		code = f.Successor
	}
}

// Inherited returns the dissolved units whose work a unit has on the day, near
// or far, by code.
func (t *Tree) Inherited(code Code) []Code {
	if !t.Has(code) {
		return nil
	}
	out := t.inherited(nil, code)
	slices.Sort(out)
	return out
}

func (t *Tree) inherited(out []Code, code Code) []Code {
	for from := range t.org.heirs.under(string(code)) {
		if f := t.org.facts(Code(from)); f.Successor == code && f.End <= t.day {
			out = t.inherited(append(out, Code(from)), Code(from))
		}
	}
	return out
}
