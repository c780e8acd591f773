package districttest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// rights are who may do what: by kind, phase and command, all those to whom it was
// ever offered while scripts were played.
type rights map[string]map[governance.Phase]map[string]map[string]bool

// learn notes what everybody may do with a record as it stands. What is offered to
// somebody is a row of the table for the phase; a record that somebody does not
// see offers them nothing.
func (r rights) learn(w *World, ref governance.Ref) {
	shelf, ok := w.Office.Shelf(ref.Kind)
	require.True(w, ok, ref.Kind)
	for _, who := range People() {
		v, err := shelf.Get(w.Context(), w.Actor(who), ref.ID)
		if err != nil {
			require.ErrorAs(w, err, new(*governance.NotFoundError))
			continue
		}
		r.note(ref.Kind, v.Phase, "", who)
		for _, a := range v.Actions() {
			r.note(ref.Kind, v.Phase, a.Command, who)
		}
	}
}

func (r rights) note(kind string, phase governance.Phase, verb, who string) {
	if r[kind] == nil {
		r[kind] = map[governance.Phase]map[string]map[string]bool{}
	}
	if r[kind][phase] == nil {
		r[kind][phase] = map[string]map[string]bool{}
	}
	if r[kind][phase][verb] == nil {
		r[kind][phase][verb] = map[string]bool{}
	}
	r[kind][phase][verb][who] = true
}

// table writes the rights of some institutions. Every phase has to have occurred,
// and every command that a person may give been offered to somebody.
func (r rights) table(t *testing.T, w *World, kinds []string) string {
	var out strings.Builder
	out.WriteString("# 权限（由剧本走出）\n\n谁在哪一阶段看得到、可以做什么：剧本走过的每一步上，逐人查问。\n")
	for _, shelf := range w.Office.Shelves() {
		about := shelf.Describe()
		if !slices.Contains(kinds, about.Kind) {
			continue
		}
		of := r[about.Kind]
		fmt.Fprintf(&out, "\n## %s %s\n\n| 阶段 | 指令 | 谁可以 |\n| --- | --- | --- |\n", about.Label.Zh, about.Kind)
		offered := map[string]bool{}
		for _, p := range about.Phases {
			require.Contains(t, of, p.Phase, "%s: no scenario comes to this phase", about.Kind)
			r.rows(&out, about, p, of[p.Phase], offered)
		}
		for _, c := range about.Commands {
			if c.Person && !onlyOpens(about, c.Verb) {
				require.True(t, offered[c.Verb], "%s: %s is never offered to anybody", about.Kind, c.Verb)
			}
		}
	}
	return out.String()
}

func (r rights) rows(out *strings.Builder, about *governance.Description, p governance.PhaseLabel, of map[string]map[string]bool, offered map[string]bool) {
	line := func(verb, label string) {
		var who []string
		for _, name := range People() {
			if of[verb][name] {
				who = append(who, name)
			}
		}
		fmt.Fprintf(out, "| %s | %s | %s |\n", p.Label.Zh, label, strings.Join(who, " "))
	}
	line("", "查看")
	var listed []string
	for _, c := range about.Commands {
		if of[c.Verb] != nil && !slices.Contains(listed, c.Verb) {
			offered[c.Verb] = true
			line(c.Verb, c.Label.Zh+" `"+c.Verb+"`")
			listed = append(listed, c.Verb)
		}
	}
}

// onlyOpens reports whether a command does nothing but open records.
func onlyOpens(about *governance.Description, verb string) bool {
	for _, r := range about.Rules {
		if r.Verb == verb && !slices.Equal(r.From, governance.Phases(governance.Unopened)) {
			return false
		}
	}
	return true
}
