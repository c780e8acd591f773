package governance_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
)

// instantAsked asks for all loans as they stood at an instant.
type instantAsked struct {
	At time.Time `json:"at" zh:"时刻" en:"At"`
}

// loanThen asks for one loan as it stood at an instant.
type loanThen struct {
	ID uuid.UUID `json:"id" zh:"借用" en:"Loan"`
	At time.Time `json:"at" zh:"时刻" en:"At"`
}

// lookingBack is the toy district with a question that looks back, and the answers
// as JSON by the loans' ids.
type lookingBack struct{ *world }

func newLookingBack(t testing.TB) lookingBack {
	w := newWorldOn(t, memory.New(), 1)
	in := loanInstitution()
	in.Asks = []governance.Question{
		governance.Ask("then", func(ctx context.Context, r *governance.Reader, p instantAsked) (map[uuid.UUID]string, error) {
			out := map[uuid.UUID]string{}
			return out, r.EachAsOf(ctx, governance.Query{Limit: 7}, p.At, func(record any) bool {
				l := record.(*Loan)
				out[l.ID] = shape(l)
				return true
			})
		}).As("toy", label("当时", "then"), label("某一时刻的借用", "the loans as they stood")),
		governance.Ask("one", func(ctx context.Context, r *governance.Reader, p loanThen) (string, error) {
			record, err := r.GetAsOf(ctx, p.ID, p.At)
			if err != nil {
				return "", err
			}
			return shape(record.(*Loan)), nil
		}).As("toy", label("当时的一个", "one then"), label("某一时刻的一笔借用", "one loan as it stood")),
		governance.Ask("first", func(ctx context.Context, r *governance.Reader, p instantAsked) (int, error) {
			n := 0
			return n, r.EachAsOf(ctx, governance.Query{}, p.At, func(any) bool { n++; return false })
		}).As("toy", label("第一个", "first"), label("看一个就停", "stops after one")),
	}
	var err error
	w.loans, err = governance.NewBook(in)
	require.NoError(t, err)
	w.tags, err = governance.NewBook(tagInstitution())
	require.NoError(t, err)
	w.office, err = governance.Assemble(governance.Ports{
		Ledger: w.ledger, Now: w.clock, Entropy: chance(9), Directory: w.dir, Calendar: w.calendar,
	}, w.loans.Shelf, w.tags.Shelf)
	require.NoError(t, err)
	return lookingBack{w}
}

// shape is all that a loan holds, as text, with its version.
func shape(l *Loan) string {
	doc, _ := json.Marshal(l)
	return string(doc) + " " + time.Duration(l.Version).String()
}

// then asks for the loans as they stood at an instant, as the system.
func (w lookingBack) then(at time.Time) map[uuid.UUID]string {
	w.Helper()
	got, err := w.loans.Ask(w.Context(), governance.Actor{System: true}, "then", &instantAsked{at})
	require.NoError(w, err)
	return got.(map[uuid.UUID]string)
}

// one asks for one loan as it stood at an instant.
func (w lookingBack) one(actor governance.Actor, id uuid.UUID, at time.Time) (string, error) {
	w.Helper()
	got, err := w.loans.Ask(w.Context(), actor, "one", &loanThen{id, at})
	if err != nil {
		return "", err
	}
	return got.(string), nil
}

// "Rebuild any earlier version without running today's rules": records asked for as
// of an instant are those that were there then, in every field and deadline, with
// the personal values that are still kept.
func TestRecordsAsTheyStood(t *testing.T) {
	w := newLookingBack(t)
	r := rand.New(rand.NewPCG(3, 4))
	type moment struct {
		at    time.Time
		loans map[uuid.UUID]string
	}
	var kept []moment
	var ids []uuid.UUID
	for range 60 {
		w.at(w.clock().Add(time.Duration(1+r.IntN(2000)) * time.Minute))
		w.sweep()
		if len(ids) < 3 || r.IntN(4) == 0 {
			ids = append(ids, w.ask(ann).ID)
		}
		id := ids[r.IntN(len(ids))]
		for _, cmd := range []governance.Command{Lend{Key: id.String()[:8]}, Hold{Days: 2}, Renew{}, Return{}} {
			if r.IntN(2) == 0 {
				_, _ = w.try(deng, id, cmd) // what is not allowed changes nothing
			}
		}
		now := moment{w.clock(), map[uuid.UUID]string{}}
		for _, id := range ids {
			l, err := w.loans.Get(t.Context(), governance.Actor{System: true}, id)
			require.NoError(t, err)
			now.loans[id] = shape(l)
		}
		kept = append(kept, now)
	}
	for _, m := range kept {
		require.Equal(t, m.loans, w.then(m.at), "as of %s", m.at)
		for _, id := range ids {
			one, err := w.one(governance.Actor{System: true}, id, m.at)
			if was, there := m.loans[id]; there {
				require.NoError(t, err)
				require.Equal(t, was, one)
			} else {
				require.ErrorAs(t, err, new(*governance.NotFoundError))
			}
		}
	}
	assert.Empty(t, w.then(kept[0].at.AddDate(-1, 0, 0)), "before there were any")
	assert.Equal(t, kept[len(kept)-1].loans, w.then(w.clock().AddDate(1, 0, 0)), "what is yet to come is the present")
	got, err := w.loans.Ask(t.Context(), governance.Actor{System: true}, "first", &instantAsked{kept[5].at})
	require.NoError(t, err)
	assert.Equal(t, 1, got, "a visit that has seen enough ends")
}

// What was erased meanwhile is not brought back by looking back; who may not see a
// record does not see it as it was either.
func TestLookingBackBringsNothingBack(t *testing.T) {
	w := newLookingBack(t)
	id := w.ask(ann).ID
	before := w.clock()
	require.Contains(t, w.then(before)[id], "张三丰")
	w.at(before.Add(time.Hour))
	w.do(zhong, id, governance.Erase{Reason: "本人申请"})
	then := w.then(before)[id]
	require.NotEmpty(t, then)
	for _, secret := range secrets {
		assert.NotContains(t, then, secret)
	}
	assert.NotContains(t, then, "sealed:")
	got, err := w.loans.Ask(t.Context(), w.actor(bo), "then", &instantAsked{before})
	require.NoError(t, err)
	assert.Empty(t, got)
	_, err = w.one(w.actor(bo), id, before)
	assert.ErrorAs(t, err, new(*governance.NotFoundError))
}
