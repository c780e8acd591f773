package governance

import (
	"fmt"
	"slices"
)

// check finds what is wrong with a table, so that a mistake in a row shows when
// the program starts and not when somebody stumbles over it.
func (l *Lifecycle[S]) check() []error {
	var out []error
	say := func(rule, format string, args ...any) { out = append(out, &Defect{rule, fmt.Sprintf(format, args...)}) }
	ids := map[string]bool{}
	for i := range l.table.Rules {
		r := &l.table.Rules[i]
		if r.ID == "" || r.Source == "" || r.Sentence.Zh == "" || r.Sentence.En == "" {
			say(r.ID, "row %d (%s) lacks id, source or sentence", i, r.Verb)
		}
		if ids[r.ID] {
			say(r.ID, "the id stands twice")
		}
		ids[r.ID] = true
		if l.verbs.find(r.Verb) < 0 {
			say(r.ID, "verb %q has no label", r.Verb)
		}
		if len(r.From) == 0 || r.By.ID == "" {
			say(r.ID, "the row has no phase to start from or no authority")
		}
		for _, p := range slices.Concat(r.From, r.To) {
			if p != Unopened && l.phases.find(string(p)) < 0 {
				say(r.ID, "phase %q has no label", p)
			}
		}
	}
	for _, p := range l.unreachable() {
		say(l.table.Kind, "no row leads to phase %q", p)
	}
	return out
}

// unreachable returns the phases that no chain of rows reaches.
func (l *Lifecycle[S]) unreachable() []Phase {
	reached := map[Phase]bool{Unopened: true}
	for grew := true; grew; {
		grew = false
		for i := range l.table.Rules {
			r := &l.table.Rules[i]
			if !slices.ContainsFunc(r.From, func(p Phase) bool { return reached[p] }) {
				continue
			}
			for _, p := range r.To {
				grew = grew || !reached[p]
				reached[p] = true
			}
		}
	}
	var out []Phase
	for _, p := range l.table.Phases {
		if !reached[p.Phase] {
			out = append(out, p.Phase)
		}
	}
	return out
}
