package governance

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// faultList gathers what is wrong with a table, so that a mistake in a row
// shows when the program starts and not when somebody stumbles over it.
type faultList []error

func (f *faultList) say(rule, format string, args ...any) {
	*f = append(*f, &Defect{rule, fmt.Sprintf(format, args...)})
}

// check finds everything wrong with a table.
func (l *Lifecycle[S]) check() []error {
	var out faultList
	l.checkLabels(&out)
	ids := map[string]bool{}
	commands := map[string]reflect.Type{}
	for i := range l.table.Rules {
		r := &l.table.Rules[i]
		if ids[r.ID] {
			out.say(r.ID, "the id stands twice")
		}
		ids[r.ID] = true
		if first, ok := commands[r.Verb]; ok && first != r.commandType() {
			out.say(r.ID, "another command has the verb %q", r.Verb)
		}
		commands[r.Verb] = r.commandType()
		l.checkRow(r, &out)
	}
	for _, p := range l.unreachable() {
		out.say(l.table.Kind, "no row leads to phase %q", p)
	}
	return out
}

// checkRow finds what is wrong with one row.
func (l *Lifecycle[S]) checkRow(r *Rule[S], out *faultList) {
	if r.ID == "" || r.Source == "" || r.Sentence.Zh == "" || r.Sentence.En == "" {
		out.say(r.ID, "the row of %q lacks id, source or sentence", r.Verb)
	}
	if strings.HasPrefix(r.ID, ".") {
		out.say(l.table.Kind, "the row of %q was added by Timed or Kept before the table had its kind", r.Verb)
	}
	if l.verbs.find(r.Verb) < 0 {
		out.say(r.ID, "verb %q has no label", r.Verb)
	}
	if len(r.From) == 0 || r.By.ID == "" || r.do == nil {
		out.say(r.ID, "the row has no phase to start from, no authority or nothing to do")
	}
	if slices.Contains(r.To, Unopened) {
		out.say(r.ID, "no row leads back to before a record exists")
	}
	if slices.Contains(r.From, Unopened) && len(r.To) == 0 {
		out.say(r.ID, "a row that opens a record leads to a phase")
	}
	for _, p := range slices.Concat(r.From, r.To) {
		if p != Unopened && l.phases.find(string(p)) < 0 {
			out.say(r.ID, "phase %q has no label", p)
		}
	}
}

// checkLabels finds phases and verbs that are listed twice or not labelled.
func (l *Lifecycle[S]) checkLabels(out *faultList) {
	seen := map[string]bool{}
	once := func(what, name string, label Text) {
		if name == "" || label.Zh == "" || label.En == "" {
			out.say(l.table.Kind, "%s %q lacks a name or label", what, name)
		}
		if seen[what+name] {
			out.say(l.table.Kind, "%s %q stands twice", what, name)
		}
		seen[what+name] = true
	}
	for _, p := range l.table.Phases {
		once("phase", string(p.Phase), p.Label)
	}
	for _, v := range l.table.Verbs {
		once("verb", v.Verb, v.Label)
	}
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

// checkQuestions finds what is wrong with an institution's questions.
func checkQuestions(kind string, asks []Question) []error {
	var out faultList
	seen := map[string]bool{}
	for i := range asks {
		q := &asks[i]
		if seen[q.Name] {
			out.say(kind, "question %q stands twice", q.Name)
		}
		seen[q.Name] = true
		if q.Source == "" || q.Label.Zh == "" || q.Sentence.Zh == "" {
			out.say(kind, "question %q lacks source, label or sentence", q.Name)
		}
		if _, err := fieldsOf(q.params); err != nil {
			out = append(out, err)
		}
	}
	return out
}
