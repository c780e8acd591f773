package governance_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// bodies are a sound command of every verb of the loan; other is a loan that a
// key may be handed on to.
func bodies(other uuid.UUID) map[string]governance.Command {
	out := map[string]governance.Command{}
	for _, cmd := range []governance.Command{
		asking(), Lend{Key: "7"}, PassUp{}, Refuse{Reason: "检修"}, Return{}, Check{}, Hold{Days: 2}, Resume{}, Renew{Days: 2}, HandOn{To: other},
		Inherit{Key: "7"}, Lapse{}, governance.Warn{Deadline: "return", Colour: governance.Yellow}, governance.Recompute{},
		governance.Note{Text: "备注"}, governance.Attach{Files: []uuid.UUID{{1}}}, governance.RevealIdentity{Reason: "核对"}, governance.Erase{Reason: "要求"},
	} {
		out[cmd.Verb()] = cmd
	}
	return out
}

// A stand is a loan brought to one point of its life.
type stand struct {
	name  string
	steps func(w *world) uuid.UUID
}

var stands = []stand{
	{"asked", func(w *world) uuid.UUID { return w.ask(ann).ID }},
	{"at the town", func(w *world) uuid.UUID { return w.do(deng, w.ask(ann).ID, PassUp{}).ID }},
	{"lent", func(w *world) uuid.UUID { return w.lent(ann, "1").ID }},
	{"held", func(w *world) uuid.UUID { return w.do(deng, w.lent(ann, "1").ID, Hold{Days: 3}).ID }},
	{"renewed", func(w *world) uuid.UUID {
		id := w.lent(ann, "1").ID
		w.do(deng, id, Renew{Days: 1})
		return w.do(deng, id, Renew{Days: 1}).ID
	}},
	{"checking", func(w *world) uuid.UUID { return w.do(ann, w.lent(ann, "1").ID, Return{Damaged: true}).ID }},
	{"returned", func(w *world) uuid.UUID { return w.do(ann, w.lent(ann, "1").ID, Return{}).ID }},
	{"refused", func(w *world) uuid.UUID { return w.do(deng, w.ask(ann).ID, Refuse{Reason: "检修"}).ID }},
	{"erased", func(w *world) uuid.UUID {
		return w.do(zhong, w.lent(ann, "1").ID, governance.Erase{Reason: "要求"}).ID
	}},
}

// holds says whom the ids of the toy's authorities mean, in a loan of ann's.
var holds = map[string][]string{
	"anyone": people, "desk": {deng}, "town": {tang}, "centre": {zhong}, "borrower": {ann}, "system": nil, "consequence": nil,
}

// condition repeats the toy's conditions in the stupidest way.
func condition(stand, verb string) bool {
	switch verb {
	case "hold":
		return stand != "held"
	case "resume":
		return stand == "held"
	case "renew":
		return stand != "renewed"
	case "attach":
		return stand != "erased"
	}
	return true
}

// expected is what a person may do, read from nothing but the description.
func expected(about *governance.Description, s stand, phase governance.Phase, person string) []string {
	out := []string{}
	for _, r := range about.Rules {
		may := false
		for id := range strings.SplitSeq(r.By, "|") {
			may = may || slices.Contains(holds[id], person)
		}
		if may && slices.Contains(r.From, phase) && condition(s.name, r.Verb) && !slices.Contains(out, r.Verb) {
			out = append(out, r.Verb)
		}
	}
	return out
}

// Rights as a matrix (point of life × person × verb): what is offered is exactly
// what the description says; what is offered is admitted with a sound body;
// what is not offered is refused and leaves no trace; and asking changes
// nothing.
func TestRightsMatrix(t *testing.T) {
	cells := 0
	for _, s := range stands {
		for _, person := range people {
			w := newWorld(t)
			id := s.steps(w)
			other := w.ask(bo).ID
			about := w.loans.Describe()
			view, err := w.loans.Shelf.Get(t.Context(), w.actor(person), id)
			if err != nil {
				assert.NotContains(t, []string{ann, deng, tang, zhong, shu}, person)
				continue
			}
			var offered []string
			for _, a := range view.Actions() {
				offered = append(offered, a.Command)
				assert.NotEmpty(t, a.Label.Zh)
				assert.Equal(t, about.Sheet(a.Command).Fields, a.Fields)
			}
			require.Equal(t, expected(about, s, view.Phase, person), append([]string{}, offered...), "%s when %s", person, s.name)
			for verb, cmd := range bodies(other) {
				cells++
				if slices.Contains(offered, verb) {
					fresh := newWorld(t)
					id := s.steps(fresh)
					bodies := bodies(fresh.ask(bo).ID)
					l := fresh.do(person, id, bodies[verb])
					assert.Equal(t, fresh.stored(loanRef(id)).Version, l.Version)
					continue
				}
				w.unchanged(loanRef(id), func() {
					_, err := w.try(person, id, cmd)
					var forbidden *governance.ForbiddenError
					var notAllowed *governance.NotAllowedError
					require.True(t, errors.As(err, &forbidden) || errors.As(err, &notAllowed), "%s by %s when %s: %v", verb, person, s.name, err)
				})
			}
		}
	}
	assert.Greater(t, cells, 600)
}

// Asking what may be done next changes nothing of the record: can halves are
// run on it, and must not leave a trace.
func TestActionsChangeNothing(t *testing.T) {
	for _, s := range stands {
		w := newWorld(t)
		id := s.steps(w)
		l, err := w.loans.Get(t.Context(), w.actor(deng), id)
		require.NoError(t, err)
		before, err := json.Marshal(l)
		require.NoError(t, err)
		for _, person := range people {
			m := &governance.Moment{
				At: w.clock(), AsOf: w.clock(), Actor: w.actor(person), Org: w.tree(), Calendar: china(), Policy: houseRules(), Ref: loanRef(id), Version: l.Version,
			}
			w.loans.Lifecycle().Actions(l, m)
			assert.Zero(t, len(m.Effects().Further)+len(m.Effects().Take), "asking asks for nothing")
		}
		after, err := json.Marshal(l)
		require.NoError(t, err)
		assert.Equal(t, string(before), string(after), s.name)
	}
}

// A refusal, by whichever half or body, leaves even the record in memory as it
// was: the record is compared byte by byte.
func TestRefusedApplyLeavesTheRecordWhole(t *testing.T) {
	refusals := 0
	for _, s := range stands {
		w := newWorld(t)
		id := s.steps(w)
		for _, person := range people {
			for _, cmd := range bodies(id) { // handing on to itself is refused, too
				l, err := w.loans.Get(t.Context(), governance.Actor{System: true}, id)
				require.NoError(t, err)
				before, err := json.Marshal(l)
				require.NoError(t, err)
				m := &governance.Moment{
					At: w.clock(), AsOf: w.clock(), Actor: w.actor(person), Org: w.tree(), Calendar: china(), Policy: houseRules(), Ref: loanRef(id), Version: l.Version + 1,
				}
				if w.loans.Lifecycle().Apply(l, cmd, m) == nil {
					continue
				}
				refusals++
				after, err := json.Marshal(l)
				require.NoError(t, err)
				require.Equal(t, string(before), string(after), "%s by %s when %s", cmd.Verb(), person, s.name)
				require.Empty(t, m.Effects(), "a refused command asks for nothing")
			}
		}
	}
	assert.Greater(t, refusals, 1000)
}
