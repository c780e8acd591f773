package annual_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/annual"
)

// The rights matrix: every command × everybody × every phase. What ought to happen
// is read from the published description of the lifecycles and from [holds], which
// says in plain words who is who.

// stands leads assessments of the town to every phase, and li's sheets with them.
func stands(t *testing.T, w *world) (map[string]*annual.Assessment, map[string]*annual.Sheet) {
	w.year()
	period := map[string]string{
		"open": "2024-01-01/2025-01-01", "collecting": "2024-01-01/2024-12-01", "combined": "2024-01-01/2024-11-01",
		"published": "2024-01-01/2024-10-01", "dropped": "2024-02-01/2025-01-01",
	}
	all, sheets := map[string]*annual.Assessment{}, map[string]*annual.Sheet{}
	for name, steps := range map[string][]governance.Command{
		"open": nil, "collecting": {annual.Collect{}}, "dropped": {annual.Collect{}, annual.Drop{Reason: "x"}},
		"combined":  {annual.Collect{}, annual.Cite{Leaf: "opinions"}, annual.Combine{}},
		"published": {annual.Collect{}, annual.Cite{Leaf: "opinions"}, annual.Combine{}, annual.Publish{}},
	} {
		open := opening()
		open.Period = period[name]
		a := w.must("district", uuid.Nil, open)
		for _, cmd := range steps {
			a = w.must("district", a.ID, cmd)
			if cmd.Verb() == "collect" {
				require.NoError(t, w.handIn("housing", w.sheet(a, "review", string(housing)), "80"))
			}
		}
		all[name] = a
		if len(a.Sheets) > 0 {
			sheets[name+", in"], sheets[name+", out"] = w.sheet(a, "review", string(housing)), w.sheet(a, "review", "li")
		}
	}
	return all, sheets
}

// holds says whether somebody has an authority over an assessment of the town, or
// over a sheet.
func holds(who, authority, of string) bool {
	switch authority {
	case "district", "system":
		return who == authority
	case "reviewer":
		return who == reviewerOf(of)
	}
	return false // nobody gives a consequence
}

func reviewerOf(of string) string {
	if strings.HasSuffix(of, ", in") {
		return "housing"
	}
	return "li"
}

// sees says who may know of a record: an assessment is the district's until it is
// published, a sheet its reviewer's and the district's.
func sees(who, kind, of string) bool {
	switch {
	case who == "district" || who == "system":
		return true
	case kind == annual.KindSheet:
		return who == reviewerOf(of)
	}
	return of == "published" && who == "town"
}

// everybody are the columns of the matrix.
func everybody() []string { return append(slices.Sorted(maps.Keys(players)), "system") }

func actorOf(who string) governance.Actor {
	if who == "system" {
		return governance.Actor{System: true}
	}
	return players[who]
}

// fitting is a command of a verb with fields that are in order.
func fitting(t *testing.T, verb string) governance.Command {
	half, one := scoring.One/2, scoring.One
	for _, cmd := range []governance.Command{
		opening(), annual.Collect{}, annual.Cite{Leaf: "opinions"}, annual.Waive{Leaf: "opinions", Reason: "x"},
		annual.SetFigure{Leaf: "in-time", Num: &half, Den: &one, Source: "x"}, annual.DrawFigures{}, annual.Combine{},
		annual.CollectAgain{Reason: "x"}, annual.Publish{}, annual.Drop{Reason: "x"}, annual.RecordUse{For: "x", Text: "x"},
		annual.HandOut{District: district}, annual.HandIn{Points: &one}, annual.Lock{}, annual.Unlock{}, annual.TakeBack{},
		governance.Warn{Deadline: annual.LimitSheet, Unit: centre, Colour: governance.Yellow}, governance.Recompute{},
	} {
		if cmd.Verb() == verb {
			return cmd
		}
	}
	require.Fail(t, "no command to try", "%s", verb)
	return nil
}

// expected reads from a description what ought to happen, and by which rows.
func expected(about *governance.Description, verb string, phase governance.Phase, holds func(authority string) bool) (want string, rows []string) {
	want = "not-allowed"
	for _, r := range about.Rules {
		if r.Verb != verb || !slices.Contains(r.From, phase) {
			continue
		}
		if want == "not-allowed" {
			want = "forbidden"
		}
		if slices.ContainsFunc(strings.Split(r.By, "|"), holds) {
			want, rows = "ok", append(rows, r.ID)
		}
	}
	return want, rows
}

// matrix tries every command as everybody on the records of one institution. An
// admitted one may still be refused with a reason.
func matrix[S any](t *testing.T, w *world, book *governance.Book[S], all map[string]*S, head func(*S) *governance.Head) {
	about := book.Describe()
	granted := map[string]bool{}
	for name, record := range all {
		before, err := json.Marshal(record)
		require.NoError(t, err)
		for _, who := range everybody() {
			for _, c := range about.Commands {
				copied := new(S)
				require.NoError(t, json.Unmarshal(before, copied))
				m := &governance.Moment{At: w.now, AsOf: w.now, Actor: actorOf(who), Org: w.tree(), Calendar: w.office.Calendar(), Policy: annual.DefaultSettings("deed")}
				want, rows := expected(about, c.Verb, head(record).Phase, func(a string) bool { return holds(who, a, name) })
				if want == "ok" && c.Verb == "combine" { // which takes what its questions are answered: scenarios do
					continue
				}
				err := book.Lifecycle().Apply(copied, fitting(t, c.Verb), m)
				cell := strings.Join([]string{name, who, c.Verb}, " / ")
				if err != nil {
					after, err := json.Marshal(copied)
					require.NoError(t, err)
					require.Equal(t, string(before), string(after), "%s: a refusal changed the record", cell)
				}
				if want != "ok" {
					require.Equal(t, want, scripttest.KindOf(err), cell)
					continue
				}
				require.Contains(t, []string{"ok", "not-allowed"}, scripttest.KindOf(err), cell)
				for _, row := range rows {
					granted[row] = granted[row] || err == nil
				}
			}
		}
	}
	for _, r := range about.Rules { // every right that people or time have was used
		if r.From[0] != governance.Unopened && r.By != "consequence" && r.Verb != "combine" && !granted[r.ID] {
			t.Errorf("%s was admitted nowhere", r.ID)
		}
	}
}

// No cell may hold a right that the table does not give, nor lack one that it does.
func TestRightsMatrix(t *testing.T) {
	w := newWorld(t)
	all, sheets := stands(t, w)
	matrix(t, w, w.annual.Assessments, all, func(a *annual.Assessment) *governance.Head { return &a.Head })
	matrix(t, w, w.annual.Sheets, sheets, func(s *annual.Sheet) *governance.Head { return &s.Head })
}

// visible tries to see every record of one institution, and to act on those one may
// not see.
func visible[S any](t *testing.T, book *governance.Book[S], all map[string]*S, head func(*S) *governance.Head) {
	about := book.Describe()
	for name, record := range all {
		for _, who := range everybody() {
			_, err := book.Get(t.Context(), actorOf(who), head(record).ID)
			if sees(who, about.Kind, name) {
				assert.NoError(t, err, "%s %s %s", about.Kind, name, who)
				continue
			}
			assert.Equal(t, "not-found", scripttest.KindOf(err), "%s %s %s", about.Kind, name, who)
			_, err = book.History(t.Context(), actorOf(who), head(record).ID, 0, 10)
			assert.Equal(t, "not-found", scripttest.KindOf(err), "history of %s %s %s", about.Kind, name, who)
			for _, c := range about.Commands {
				_, err := book.Do(t.Context(), governance.Request{Actor: actorOf(who), ID: head(record).ID, Command: fitting(t, c.Verb)})
				assert.Equal(t, "not-found", scripttest.KindOf(err), "%s %s %s %s", about.Kind, name, who, c.Verb)
			}
		}
	}
}

// A sheet is seen by its reviewer and the district, an assessment before it is
// published by the district alone: to everybody else there is none.
func TestVisibilityMatrix(t *testing.T) {
	w := newWorld(t)
	all, sheets := stands(t, w)
	visible(t, w.annual.Assessments, all, func(a *annual.Assessment) *governance.Head { return &a.Head })
	visible(t, w.annual.Sheets, sheets, func(s *annual.Sheet) *governance.Head { return &s.Head })
}

// What one is offered is never refused for a reason of rights or phase; and on whose
// desk a record lies is offered something.
func TestActionsTellTheTruth(t *testing.T) {
	w := newWorld(t)
	all, sheets := stands(t, w)
	for _, who := range everybody() {
		for name, a := range all {
			if v, err := w.annual.Assessments.Shelf.Get(t.Context(), actorOf(who), a.ID); err == nil {
				for _, action := range v.Actions() {
					want, _ := expected(w.annual.Assessments.Describe(), action.Command, a.Phase, func(auth string) bool { return holds(who, auth, name) })
					assert.Equal(t, "ok", want, "%s %s %s", name, who, action.Command)
				}
			}
		}
		for name, s := range sheets {
			v, err := w.annual.Sheets.Shelf.Get(t.Context(), actorOf(who), s.ID)
			if err != nil || who == "system" { // time moves deadlines
				continue
			}
			offered := len(v.Actions()) > 0
			assert.Equal(t, who == reviewerOf(name) && strings.HasPrefix(name, "collecting"), offered, "%s %s: only while it is collected", name, who)
		}
		desk, _, err := w.annual.Sheets.List(t.Context(), actorOf(who), governance.Query{Desk: true})
		require.NoError(t, err)
		for _, v := range desk {
			assert.NotEmpty(t, v.Actions(), "%s has something to do", who)
		}
	}
}
