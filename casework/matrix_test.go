package casework_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The rights matrix: every command × everybody × every state a matter can be
// in. What ought to happen is read from the published description of the
// lifecycle and from [holds], which says in plain words who is who.

// stand is a matter that was led to a state, and what is special there.
type stand struct {
	name   string
	matter *casework.Case
}

// stands leads matters to every phase, and to the states within a phase in which
// other rights hold.
func stands(w *world) []stand {
	var out []stand
	add := func(name string, id uuid.UUID) {
		w.sweep()
		out = append(out, stand{name, w.get(id)})
	}
	after := func(id uuid.UUID, who string, cmds ...governance.Command) uuid.UUID {
		for _, cmd := range cmds {
			w.do(who, id, cmd)
		}
		return id
	}
	add("reported", w.reported())
	add("returned", after(w.reported(), "compound", casework.Return{Reason: "x"}))
	add("verified", w.verified())
	add("handling", w.handling())
	add("whistled", w.whistled())
	add("at-town", w.atTown())
	add("at-town, extension asked", after(w.atTown(), "town", casework.RequestExtension{Days: 2, Reason: "x"}))
	add("at-town, paused", after(w.atTown(), "town", casework.Pause{Reason: "x"}))
	add("at-town, split", after(w.atTown(), "town", split()))
	add("escalated", w.escalated())
	add("dispatched", w.dispatched(casework.Immediate, housing, cityMgmt))
	add("dispatched, refused", after(w.dispatched(casework.Immediate, housing, cityMgmt), "housing", casework.Refuse{Reason: "x"}))
	add("in-progress", w.inProgress(casework.Immediate, housing, cityMgmt))
	add("in-progress, assisting offered", after(w.dispatched(casework.Immediate, housing, cityMgmt), "housing", casework.Take{}))
	add("in-progress, phased", w.inProgress(casework.Phased, housing, cityMgmt))
	add("in-progress, assisting done", after(w.inProgress(casework.Immediate, housing, cityMgmt), "citymgmt", completed()))
	add("dispatched, ruling asked for", after(w.dispatched(casework.Immediate, housing, cityMgmt), "town", casework.Escalate{Reason: "x"}))
	add("dispatched, ruled", after(w.dispatched(casework.Immediate, housing, cityMgmt), "centre", casework.Rule{Units: assign(cityMgmt, housing)}))
	add("in-progress, urged", after(w.inProgress(casework.Immediate, housing, cityMgmt), "centre", casework.Urge{}))
	add("explaining", w.dispatched(casework.Understanding, housing, cityMgmt))
	add("explained", w.explained(""))
	add("checking", w.checking(housing, cityMgmt))
	add("checking a town", w.atTownDone())
	add("checking both", w.checking(housing, townHaicang))
	add("passed", w.passed(housing, cityMgmt))
	add("passed, published", after(w.passed(housing), "centre", casework.Publish{Summary: "x"}))
	add("passed by oneself", after(w.handling(), "community", completed()))
	add("rating", w.rating(housing, cityMgmt))
	add("rated by one", after(w.rating(housing), "resident", casework.Rate{Scores: []casework.Score{{Unit: housing, Satisfaction: 5, Solved: casework.Solved}}}))
	add("closed", w.disputed(housing))
	add("declined", after(w.reported(), "compound", casework.Decline{Reason: "x", Instead: "court"}))
	add("merged", after(w.atTown(), "centre", casework.Merge{Into: w.atTown()}))
	closed := w.explained("2024-10-08") // closed as understood, and due to be looked at again
	w.do("housing", closed, casework.Complete{Outcome: casework.Understood, Result: "x"})
	w.do("centre", closed, casework.Pass{})
	w.answer(closed)
	w.rateAll(closed, 5)
	w.to(at(w.tb, "2024-10-08 08:30"))
	add("closed as understood", closed)
	return out
}

// actsFor are the players by the unit they act for.
var actsFor = map[string]orgtree.Code{
	"compound": sunshine, "community": haihong, "community2": haida, "community3": xingwang, "town": townHaicang, "town2": townXinyang,
	"centre": centre, "housing": housing, "citymgmt": cityMgmt, "water": water, "huli-community": huli, "huli-town": "350206001", "huli-centre": "350206C00", "huli-dept": hulDept,
}

// holds says whether somebody has an authority over a matter that the resident
// sent from the compound. It knows nothing of addresses: it is the table of
// roles as a person would write it (2.1, 2.2, the HTTP contract).
func holds(who, authority string, c *casework.Case) bool {
	unit := actsFor[who]
	neighbourhood := who == "compound" || who == "community"
	part := involved(c, unit)
	part = map[bool]*casework.Involved{true: part}[unit != ""]
	whistled := c.Whistler != "" && neighbourhood
	switch authority {
	case "checker", "base", "community":
		return neighbourhood
	case "town", "centre":
		return who == authority
	case "sender":
		return who == "resident"
	case "whistler":
		return whistled
	case "lead":
		return part != nil && part.Role == casework.Lead
	case "units":
		return part != nil
	case "coordinator": // who that is, TestWhoCoordinates says
		return unit != "" && unit == c.Coordinator
	case "participants":
		return neighbourhood || who == "town" || who == "centre" || part != nil
	case "workers": // whose work needs to know who the sender is
		return neighbourhood || who == "centre" || part != nil && part.State != casework.Offered && part.State != casework.Refused
	case "part-checkers":
		return checks(who, c, casework.Done)
	case "send-backers":
		return who == "centre" || checks(who, c, casework.Done, casework.Passed)
	case "raters":
		return who == "resident" || whistled
	case "reopeners":
		return who == "resident" || whistled || who == "centre"
	case "anyone":
		return who != "system"
	case "system":
		return who == "system"
	}
	return false
}

// checks says whether somebody has a part to check: what a town did, the
// whistler's; all else, the centre's.
func checks(who string, c *casework.Case, in ...casework.Standing) bool {
	return slices.ContainsFunc(c.Units, func(u casework.Involved) bool {
		if u.Role == casework.First || !slices.Contains(in, u.State) {
			return false
		}
		if u.Kind == orgtree.Town {
			return c.Whistler != "" && (who == "compound" || who == "community")
		}
		return who == "centre"
	})
}

// sees says who may know of the matter: the sender, its own organisation, the
// community, the town and the centre of the place, and whoever takes part.
func sees(who string, c *casework.Case) bool {
	return who == "resident" || who == "system" || holds(who, "participants", c)
}

// fitting is a command of a verb with fields that suit the matter as it stands.
func fitting(tb testing.TB, verb string, c *casework.Case, other uuid.UUID) governance.Command {
	units := assign(housing, water)
	var named []casework.Score
	if len(c.Units) > 0 {
		named = scores(c, 4)
	}
	stage := 1
	for i := range c.Stages {
		if !c.Stages[i].Finished.IsZero() {
			stage = i + 2
		}
	}
	text := "已核实"
	category := "A103"
	list := casework.Understanding
	if c.List == casework.Understanding && c.Phase != casework.PhaseClosed {
		list = casework.Immediate
	}
	commands := []governance.Command{
		report(), casework.Adopt{Report: report()}, governance.Refer{Title: text, Text: text, Unit: sunshine}, casework.Branch{Parent: other, Title: "x", Text: "x", Place: casework.Place{Unit: sunshine}, Phase: casework.PhaseReported},
		casework.Amend{Category: &category}, casework.Verify{}, casework.Return{Reason: text}, casework.Decline{Reason: text, Instead: "court"}, casework.Withdraw{},
		casework.Handle{}, casework.Whistle{Reason: text}, casework.ReportIn{}, casework.Escalate{Reason: text},
		casework.Triage{List: casework.Immediate, Units: units}, casework.Take{}, casework.Refuse{Reason: text}, casework.Rule{Units: units},
		casework.Progress{Text: text}, casework.FinishStage{Stage: stage}, casework.RequestExtension{Days: 2, Reason: text}, casework.GrantExtension{},
		casework.DenyExtension{Reason: text}, casework.Pause{Reason: text}, casework.Resume{}, casework.Explain{Text: text}, casework.Acknowledge{Understood: new(true)},
		casework.Review{}, casework.Reclassify{List: list, Reason: text}, completed(), casework.Pass{}, casework.SendBack{Reason: text},
		casework.Feedback{Text: text}, casework.Publish{Summary: text}, casework.Rate{Scores: named}, casework.Lapse{}, casework.Reopen{Reason: text},
		casework.Merge{Into: other}, casework.Absorb{From: other, District: district}, casework.Unmerge{}, casework.GiveUp{From: other}, casework.AnswerMerged{Text: text},
		casework.Settle{}, split(), casework.Recall{Sample: c.Sample, Reason: text}, casework.ChildClosed{}, casework.ChildReopened{}, casework.Urge{}, casework.Supervise{Text: text},
		warning(c), governance.Recompute{}, governance.Note{Text: text}, governance.Attach{Files: []uuid.UUID{other}},
		governance.RevealIdentity{Reason: governance.Reason(text)}, governance.Erase{Reason: governance.Reason(text)},
	}
	for _, cmd := range commands {
		if cmd.Verb() == verb {
			return cmd
		}
	}
	require.Fail(tb, "no command to try", "%s", verb)
	return nil
}

// warning is the warning that would come next.
func warning(c *casework.Case) governance.Command {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Open() {
			return governance.Warn{Deadline: d.Name, Unit: d.Unit, Colour: governance.Yellow}
		}
	}
	return governance.Warn{Deadline: "town"}
}

// clone copies a matter as storage would, and keeps what storage keeps apart.
func clone(tb testing.TB, c *casework.Case) *casework.Case {
	raw, err := json.Marshal(c)
	require.NoError(tb, err)
	out := new(casework.Case)
	require.NoError(tb, json.Unmarshal(raw, out))
	out.ID, out.Version, out.Digest = c.ID, c.Version, c.Digest
	return out
}

// moment is what a decision on a matter looks at now.
func (w *world) moment(who string, c *casework.Case) *governance.Moment {
	return &governance.Moment{
		At: w.now, AsOf: w.now, Actor: w.actor(who), Org: w.tree(), Calendar: w.calendar, Policy: casework.DefaultPolicy(),
		Ref: governance.Ref{Kind: casework.KindCase, ID: c.ID}, Version: c.Version + 1,
	}
}

// everybody are the columns of the matrix.
func everybody() []string {
	who := []string{"system"}
	for _, p := range players {
		who = append(who, p.name)
	}
	return who
}

// No cell of the matrix may hold a right that the table does not give, nor lack
// one that it does, nor break.
func TestRightsMatrix(t *testing.T) {
	w := newWorld(t, nil)
	all := stands(w)
	other := w.atTown()
	about := w.cases.Describe()
	lifecycle := w.cases.Lifecycle()
	granted := map[string]bool{}
	cells := 0
	for _, s := range all {
		before, err := json.Marshal(s.matter)
		require.NoError(t, err)
		for _, who := range everybody() {
			for i := range about.Commands {
				cells++
				verb := about.Commands[i].Verb
				cell := strings.Join([]string{s.name, who, verb}, " / ")
				c := clone(t, s.matter)
				m := w.moment(who, c)
				err := lifecycle.Apply(c, fitting(t, verb, c, other), m)
				want, rows := expected(about, who, verb, s.matter)
				got := kindOf(t, err)
				if err != nil {
					after, merr := json.Marshal(c)
					require.NoError(t, merr)
					require.Equal(t, string(before), string(after), "%s: a refusal changed the matter", cell)
				} else {
					for _, row := range rows {
						granted[row] = true
					}
				}
				if want == "admitted" {
					require.Contains(t, []string{"ok", "not-allowed", "invalid"}, got, cell)
					requireReason(t, cell, err)
					continue
				}
				require.Equal(t, want, got, cell)
			}
		}
	}
	require.Greater(t, cells, 20000)
	for _, r := range about.Rules { // every right that people or time have was used
		opens := slices.Equal(r.From, []governance.Phase{governance.Unopened})
		if !opens && r.By != "consequence" && !granted[r.ID] {
			t.Errorf("%s was admitted nowhere", r.ID)
		}
	}
}

// expected reads from the description what ought to happen, and by which rows.
func expected(about *governance.Description, who, verb string, c *casework.Case) (string, []string) {
	want := "not-allowed"
	var rows []string
	for _, r := range about.Rules {
		if r.Verb != verb || !slices.Contains(r.From, c.Phase) {
			continue
		}
		if want == "not-allowed" {
			want = "forbidden"
		}
		for authority := range strings.SplitSeq(r.By, "|") {
			if holds(who, authority, c) {
				want = "admitted"
				rows = append(rows, r.ID)
				break
			}
		}
	}
	return want, rows
}

// requireReason asks that somebody who has the right is told which condition
// refuses: not the phase, which is right.
func requireReason(t *testing.T, cell string, err error) {
	var refusal *governance.NotAllowedError
	if errors.As(err, &refusal) {
		require.NotEmpty(t, refusal.Reason.Zh, cell)
		require.NotEmpty(t, refusal.Reason.En, cell)
	}
}

// What follows from another record may do only what consequences may, in every
// state, and no person may give a consequence.
func TestConsequencesMatrix(t *testing.T) {
	w := newWorld(t, nil)
	about := w.cases.Describe()
	for _, s := range stands(w) {
		for i := range about.Commands {
			verb := about.Commands[i].Verb
			c := clone(t, s.matter)
			m := w.moment("centre", c)
			m.Cause = governance.Cause{Ref: governance.Ref{Kind: casework.KindCase, ID: uuid.New()}, Version: 1}
			err := w.cases.Lifecycle().Apply(c, fitting(t, verb, c, c.ID), m)
			may := false
			for _, r := range about.Rules {
				may = may || r.Verb == verb && r.By == "consequence" && slices.Contains(r.From, s.matter.Phase)
			}
			if !may {
				require.Error(t, err, "%s %s", s.name, verb)
			}
			kindOf(t, err)
		}
	}
}

// Who may not see a matter is told that there is none, whatever they try; who
// may is never told so (HTTP contract: 404 also for what the caller may not know of).
func TestVisibilityMatrix(t *testing.T) {
	w := newWorld(t, nil)
	about := w.cases.Describe()
	other := w.atTown()
	all := stands(w)
	for i := range all { // as the last of them left the world: time had to act on some
		all[i].matter = w.get(all[i].matter.ID)
	}
	for _, s := range all {
		for _, p := range players {
			_, err := w.cases.Get(t.Context(), w.actor(p.name), s.matter.ID)
			if sees(p.name, s.matter) {
				require.NoError(t, err, "%s %s", s.name, p.name)
				continue
			}
			require.Equal(t, "not-found", kindOf(t, err), "%s %s", s.name, p.name)
			for i := range about.Commands {
				_, err := w.cases.Do(t.Context(), governance.Request{Actor: w.actor(p.name), ID: s.matter.ID, Command: fitting(t, about.Commands[i].Verb, s.matter, other)})
				require.Contains(t, []string{"not-found", "invalid"}, kindOf(t, err), "%s %s %s", s.name, p.name, about.Commands[i].Verb)
			}
		}
		require.Equal(t, s.matter.Version, w.get(s.matter.ID).Version, s.name)
	}
}

// What may I do next, in every state: whatever is offered is not refused for a
// reason of rights or phase, and whatever is not offered is refused.
func TestActionsTellTheTruth(t *testing.T) {
	w := newWorld(t, nil)
	all := stands(w)
	other := w.atTown()
	lifecycle := w.cases.Lifecycle()
	for _, s := range all {
		for _, who := range everybody() {
			offered := map[string]bool{}
			for _, a := range lifecycle.Actions(clone(t, s.matter), w.moment(who, s.matter)) {
				offered[a.Command] = true
				require.NotEmpty(t, a.Label.Zh)
			}
			for _, command := range w.cases.Describe().Commands {
				c := clone(t, s.matter)
				err := lifecycle.Apply(c, fitting(t, command.Verb, c, other), w.moment(who, c))
				cell := strings.Join([]string{s.name, who, command.Verb}, " / ")
				if offered[command.Verb] {
					require.Contains(t, []string{"ok", "invalid"}, kindOf(t, err), cell)
				} else if command.Verb != "warn" { // a warning is told which, and has no zero
					require.Error(t, err, cell)
				}
			}
		}
	}
}
