package appraisal_test

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// The rights matrix: every command × everybody × every phase. What ought to happen
// is read from the published description of the lifecycles and from [holds], which
// says in plain words who is who.

// stands are records led to every phase, all about the second town.
type stands struct {
	rules    map[string]*appraisal.RuleBook
	rounds   map[string]*appraisal.Round
	opinions map[string]*appraisal.Opinion
}

// stand leads records to every phase.
func stand(t *testing.T, w *world) (s stands) {
	w.quarter()
	s.rules, s.rounds, s.opinions = map[string]*appraisal.RuleBook{}, map[string]*appraisal.Round{}, map[string]*appraisal.Opinion{}
	led := func(version int, cmds ...governance.Command) *appraisal.RuleBook {
		b, err := w.rule("centre", uuid.Nil, appraisal.Propose{District: district, Rules: own(t, version, nil)})
		require.NoError(t, err)
		for _, cmd := range cmds {
			b, err = w.rule("district", b.ID, cmd)
			require.NoError(t, err)
		}
		return b
	}
	s.rules["proposed"], s.rules["retired"] = led(2), led(3, appraisal.Retire{Reason: "x"})
	dropped := w.computed(responders)
	_, err := w.round("centre", dropped.ID, appraisal.Discard{Reason: "x"})
	require.NoError(t, err)
	objected, issued := w.issued(responders), w.issued(scoring.PracticeRules().ID)
	_, err = w.give("town2", w.opinion(objected, town2).ID, appraisal.Object{Reason: "x"})
	require.NoError(t, err)
	_, err = w.give("town2", w.opinion(issued, town2).ID, appraisal.Object{Reason: "x"})
	require.NoError(t, err)
	_, err = w.give("centre", w.opinion(issued, town2).ID, appraisal.Reject{Reason: "x"})
	require.NoError(t, err)
	s.opinions["objected"], s.opinions["settled"] = w.opinion(objected, town2), w.opinion(issued, town2)
	s.rules["adopted"] = led(4, appraisal.Adopt{}) // another rule set by now: another series
	issued = w.issued(scoring.WhistlerRules().ID)
	s.opinions["issued to a community"] = w.opinion(issued, remote)
	s.rounds["issued"], s.rounds["discarded"] = issued, w.roundNow(dropped)
	s.opinions["discarded"] = w.opinion(dropped, town2)
	july := w.inPeriod("2024-07-01/2024-08-01")
	s.rounds["drafted"], s.opinions["drafted"] = july, w.opinion(july, town2)
	half := w.inPeriod("2024-07-01/2024-07-20")
	_, err = w.round("centre", half.ID, appraisal.Issue{})
	require.NoError(t, err)
	s.opinions["issued"] = w.opinion(half, town2)
	return s
}

// inPeriod is a round that was computed for another period.
func (w *world) inPeriod(period string) *appraisal.Round {
	r, err := w.round("centre", uuid.Nil, appraisal.Compute{District: district, Period: period, Rules: responders})
	require.NoError(w, err)
	return r
}

// round gives a command to a round.
func (w *world) round(who string, id uuid.UUID, cmd governance.Command) (*appraisal.Round, error) {
	return w.books.Rounds.Do(w.Context(), governance.Request{Actor: players[who], ID: id, Command: cmd})
}

func (w *world) roundNow(r *appraisal.Round) *appraisal.Round {
	now, err := w.books.Rounds.Get(w.Context(), players["centre"], r.ID)
	require.NoError(w, err)
	return now
}

// holds says whether somebody has an authority over a record about the second town
// or, where it says so, its community.
func holds(who, authority, of string) bool {
	switch authority {
	case "centre", "district", "system":
		return who == authority
	case "keepers":
		return who == "centre" || who == "district"
	case "unit":
		return who == unitOf(of)
	}
	return false // nobody gives a consequence
}

func unitOf(of string) string {
	if strings.HasSuffix(of, "community") {
		return "remote"
	}
	return "town2"
}

// sees says who may know of a record.
func sees(who, kind, of string) bool {
	if who == "centre" || who == "district" || who == "system" {
		return true
	}
	switch kind {
	case appraisal.KindRuleBook:
		return of != "proposed" // whoever is measured may read the measure
	case appraisal.KindOpinion:
		if of == "drafted" || of == "discarded" {
			return false
		}
		return who == unitOf(of) || who == "town2" // the town sees what concerns its communities
	}
	return false
}

// everybody are the columns of the matrix.
func everybody() []string { return append(slices.Sorted(maps.Keys(players)), "system") }

// fitting is a command of a verb with fields that are in order.
func fitting(t *testing.T, verb string) governance.Command {
	yes := true
	for _, cmd := range []governance.Command{
		appraisal.Propose{District: district, Rules: own(t, 9, nil)}, appraisal.Adopt{}, appraisal.Retire{Reason: "x"},
		appraisal.Compute{District: district, Period: "2024-Q3", Rules: responders}, appraisal.Issue{}, appraisal.Discard{Reason: "x"},
		appraisal.Draft{District: district}, appraisal.Object{Reason: "x"}, appraisal.Accept{Reason: "x", LeaveOut: []appraisal.LeftOut{{Matter: uuid.New(), Reason: scoring.Exempted}}},
		appraisal.Reject{Reason: "x"}, appraisal.Settle{}, appraisal.Succeed{By: uuid.New()}, appraisal.RecordUse{Assessment: "x", Cited: &yes, Text: "x"},
		governance.Warn{Deadline: appraisal.LimitObject, Unit: town2, Colour: governance.Yellow}, governance.Recompute{},
	} {
		if cmd.Verb() == verb {
			return cmd
		}
	}
	require.Fail(t, "no command to try", "%s", verb)
	return nil
}

// matrix tries every command as everybody on the records of one institution.
func matrix[S any](t *testing.T, w *world, book *governance.Book[S], all map[string]*S, head func(*S) *governance.Head) {
	tree, err := w.office.Tree(t.Context(), civil.DateOf(w.now))
	require.NoError(t, err)
	about := book.Describe()
	granted := map[string]bool{}
	for name, record := range all {
		before, err := json.Marshal(record)
		require.NoError(t, err)
		for _, who := range everybody() {
			for _, c := range about.Commands {
				copied := new(S)
				require.NoError(t, json.Unmarshal(before, copied))
				m := &governance.Moment{At: w.now, AsOf: w.now, Actor: actorOf(who), Org: tree, Calendar: w.office.Calendar(), Policy: appraisal.DefaultSettings("case")}
				err := book.Lifecycle().Apply(copied, fitting(t, c.Verb), m)
				want, rows := expected(about, c.Verb, head(record).Phase, func(a string) bool { return holds(who, a, name) })
				cell := strings.Join([]string{name, who, c.Verb}, " / ")
				if want != "ok" {
					require.Equal(t, want, scripttest.KindOf(err), cell)
					after, err := json.Marshal(copied)
					require.NoError(t, err)
					require.Equal(t, string(before), string(after), "%s: a refusal changed the record", cell)
					continue
				}
				if c.Verb != "warn" { // of the window; on an objection another clock runs
					require.NoError(t, err, cell)
				}
				for _, row := range rows {
					granted[row] = true
				}
			}
		}
	}
	for _, r := range about.Rules { // every right that people or time have was used
		if r.From[0] != governance.Unopened && r.By != "consequence" && !granted[r.ID] {
			t.Errorf("%s was admitted nowhere", r.ID)
		}
	}
}

func actorOf(who string) governance.Actor {
	if who == "system" {
		return governance.Actor{System: true}
	}
	return players[who]
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

// No cell may hold a right that the table does not give, nor lack one that it does.
func TestRightsMatrix(t *testing.T) {
	w := memoryWorld(t)
	s := stand(t, w)
	matrix(t, w, w.books.Rules, s.rules, func(b *appraisal.RuleBook) *governance.Head { return &b.Head })
	matrix(t, w, w.books.Rounds, s.rounds, func(r *appraisal.Round) *governance.Head { return &r.Head })
	matrix(t, w, w.books.Opinions, s.opinions, func(o *appraisal.Opinion) *governance.Head { return &o.Head })
}

// visible tries to see every record of one institution, and to act on those one
// may not see.
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

// Who may not see a record is told that there is none, whatever they try: a draft
// is the centre's own, another unit's opinion nobody's but theirs.
func TestVisibilityMatrix(t *testing.T) {
	w := memoryWorld(t)
	s := stand(t, w)
	visible(t, w.books.Rules, s.rules, func(b *appraisal.RuleBook) *governance.Head { return &b.Head })
	visible(t, w.books.Rounds, s.rounds, func(r *appraisal.Round) *governance.Head { return &r.Head })
	visible(t, w.books.Opinions, s.opinions, func(o *appraisal.Opinion) *governance.Head { return &o.Head })
}

// What one is offered is never refused for a reason of rights or phase, and what is
// refused so was not offered.
func TestActionsTellTheTruth(t *testing.T) {
	w := memoryWorld(t)
	for name, o := range stand(t, w).opinions {
		for _, who := range everybody() {
			v, err := w.books.Opinions.Shelf.Get(t.Context(), actorOf(who), o.ID)
			if err != nil {
				continue
			}
			offered := map[string]bool{}
			for _, a := range v.Actions() {
				offered[a.Command] = true
			}
			for _, c := range w.books.Opinions.Describe().Commands {
				want, _ := expected(w.books.Opinions.Describe(), c.Verb, o.Phase, func(a string) bool { return holds(who, a, name) })
				if c.Verb != "warn" { // a warning is told which, and has no zero
					assert.Equal(t, want == "ok", offered[c.Verb], "%s %s %s", name, who, c.Verb)
				}
			}
		}
	}
}

// What follows from another record does what consequences may, and nothing else.
func TestConsequencesMatrix(t *testing.T) {
	w := memoryWorld(t)
	about := w.books.Opinions.Describe()
	for name, o := range stand(t, w).opinions {
		for _, c := range about.Commands {
			raw, err := json.Marshal(o)
			require.NoError(t, err)
			copied := new(appraisal.Opinion)
			require.NoError(t, json.Unmarshal(raw, copied))
			m := &governance.Moment{
				At: w.now, AsOf: w.now, Actor: players["centre"], Calendar: w.office.Calendar(), Policy: appraisal.DefaultSettings("case"),
				Cause: governance.Cause{Ref: governance.Ref{Kind: appraisal.KindRound, ID: uuid.New()}, Version: 1},
			}
			err = w.books.Opinions.Lifecycle().Apply(copied, fitting(t, c.Verb), m)
			want, _ := expected(about, c.Verb, o.Phase, func(a string) bool { return a == "consequence" })
			var refused *governance.ForbiddenError
			assert.Equal(t, want == "ok", err == nil, "%s %s: %v", name, c.Verb, err)
			assert.Equal(t, want == "forbidden", errors.As(err, &refused), "%s %s: %v", name, c.Verb, err)
		}
	}
}
