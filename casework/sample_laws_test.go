package casework_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// passed reports whether an entry is a completion: the last result passed its
// check, or the community had nobody to check it.
func passed(e *governance.Entry) bool {
	return slices.ContainsFunc(e.Changes, func(f governance.Field) bool { return f.Name == "completed" && f.Value != nil })
}

// examineSample holds a sample against the laws of 2.2.
func (k *walker) examineSample(s *casework.Sample) {
	k.tb.Helper()
	c := k.get(s.Matter)
	first := k.entries(casework.KindSample, s.ID)[0]
	require.Equal(k.tb, c.ID, first.Cause.Ref.ID, "a sample is a matter's")
	origin := k.entries(casework.KindCase, c.ID)[first.Cause.Version-1]
	require.True(k.tb, passed(&origin), "drawn of what passed: %s", origin.Rule)
	require.Equal(k.tb, uuid.Nil, c.Parent, "children are not drawn")
	if s.Outcome == "" { // nothing strands it
		require.Equal(k.tb, s.ID, c.Sample, "an open sample is of the work there is")
		require.Contains(k.tb, []governance.Phase{casework.PhasePassed, casework.PhaseRating, casework.PhaseClosed}, c.Phase)
		_, waits := s.Scheduled("call")
		centre := map[orgtree.Code]string{district: "centre", elsewhere: "huli-centre"}[s.District]
		require.Equal(k.tb, waits, !slices.Contains(k.desksAt(k.samples.Shelf, s.ID), centre), "it waits for its round or is the centre's to do")
		return
	}
	require.False(k.tb, s.Closed.IsZero())
	require.Empty(k.tb, s.Timers)
	came := slices.ContainsFunc(k.entries(casework.KindCase, c.ID), func(e governance.Entry) bool { return e.Verb == "recall" && e.Cause.Ref.ID == s.ID })
	require.Equal(k.tb, s.Phase == casework.PhaseRejected, came, "what was found wanting was asked back, and nothing else")
}

// 2.2 [D]: nothing is drawn twice for the same completion, and nothing is drawn
// that replaying the history would not draw: every completion of a walk, decided
// again on what stood before it, at its own instant.
func TestReplayDrawsTheSame(t *testing.T) {
	replayed := map[bool]int{}
	for seed := range uint64(8) {
		k := newWalker(t, 100+seed)
		for range 4 {
			k.open()
		}
		k.examineAll()
		for range 300 {
			k.step()
		}
		drawn := map[governance.Cause]int{}
		for _, id := range k.drawn {
			drawn[k.entries(casework.KindSample, id)[0].Cause]++
		}
		for _, id := range k.ids {
			entries := k.entries(casework.KindCase, id)
			for i := range entries {
				if e := &entries[i]; passed(e) && k.get(id).Parent == uuid.Nil {
					took := k.replay(entries[:i], e)
					replayed[took]++
					require.Equal(t, map[bool]int{true: 1}[took], drawn[governance.Cause{Ref: e.Ref, Version: e.Version}], e.Rule)
				}
			}
		}
	}
	require.Greater(t, replayed[true], 5)
	require.Greater(t, replayed[false], 5)
}

// replay decides a completion again on the matter as the entries before it left
// it, and tells whether that draws.
func (k *walker) replay(before []governance.Entry, e *governance.Entry) bool {
	k.tb.Helper()
	fields := map[string]json.RawMessage{}
	require.NoError(k.tb, json.Unmarshal(governance.Rebuild(before), &fields))
	delete(fields, "files") // sealed: its digest is no list
	for name := range fields {
		if len(name) > 10 && name[:10] == "deadlines." {
			delete(fields, name) // kept one by one; the draw does not look at them
		}
	}
	raw, err := json.Marshal(fields)
	require.NoError(k.tb, err)
	c := new(casework.Case)
	require.NoError(k.tb, json.Unmarshal(raw, c))
	c.ID, c.Version, c.Digest = e.Ref.ID, e.Version-1, before[len(before)-1].Digest
	cmd, _ := k.cases.Describe().Command(e.Verb)
	require.NoError(k.tb, json.Unmarshal(governance.Join(e.Body), cmd))
	m := &governance.Moment{
		At: e.At, AsOf: e.AsOf, Actor: k.actor(e.By.Person), Org: k.tree(), Calendar: k.calendar, Policy: drawing(walkShare), Ref: e.Ref, Version: e.Version,
	}
	switch cmd := cmd.(type) {
	case *casework.Pass:
		err = k.cases.Lifecycle().Apply(c, *cmd, m)
	case *casework.Complete:
		err = k.cases.Lifecycle().Apply(c, *cmd, m)
	}
	require.NoError(k.tb, err, e.Rule)
	return drew(m)
}
