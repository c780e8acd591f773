package checkpoint_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
	"github.com/jinlin-project/jinlin/governance"
)

// fields alter one thing of an entry each, as an UPDATE would; all are found at
// the entry itself.
var fields = map[string]struct {
	alter func(*governance.Entry)
	fault checkpoint.Fault
}{
	"kind":            {func(e *governance.Entry) { e.Ref.Kind += "s" }, checkpoint.Version},
	"id":              {func(e *governance.Entry) { e.Ref.ID[0] ^= 1 }, checkpoint.Version},
	"version":         {func(e *governance.Entry) { e.Version++ }, checkpoint.Version},
	"an old version":  {func(e *governance.Entry) { e.Version-- }, checkpoint.Version},
	"at":              {func(e *governance.Entry) { e.At = e.At.Add(time.Microsecond) }, checkpoint.Digest},
	"at long before":  {func(e *governance.Entry) { e.At = e.At.AddDate(-1, 0, 0) }, checkpoint.Time},
	"as of":           {func(e *governance.Entry) { e.AsOf = e.AsOf.Add(-time.Microsecond) }, checkpoint.Digest},
	"verb":            {func(e *governance.Entry) { e.Verb = "forget" }, checkpoint.Digest},
	"rule":            {func(e *governance.Entry) { e.Rule = "" }, checkpoint.Digest},
	"account":         {func(e *governance.Entry) { e.By.Account += "b" }, checkpoint.Digest},
	"person":          {func(e *governance.Entry) { e.By.Person = "" }, checkpoint.Digest},
	"post":            {func(e *governance.Entry) { e.By.Post = "chief" }, checkpoint.Digest},
	"unit":            {func(e *governance.Entry) { e.By.Unit = "350205002" }, checkpoint.Digest},
	"system":          {func(e *governance.Entry) { e.By.System = !e.By.System }, checkpoint.Digest},
	"cause":           {func(e *governance.Entry) { e.Cause = governance.Cause{} }, checkpoint.Digest},
	"cause's kind":    {func(e *governance.Entry) { e.Cause.Ref.Kind = "task" }, checkpoint.Digest},
	"cause's id":      {func(e *governance.Entry) { e.Cause.Ref.ID[3]++ }, checkpoint.Digest},
	"cause's version": {func(e *governance.Entry) { e.Cause.Version++ }, checkpoint.Digest},
	"body's name":     {func(e *governance.Entry) { e.Body[0].Name = "what" }, checkpoint.Digest},
	"body's value":    {func(e *governance.Entry) { e.Body[0].Value[1] ^= 1 }, checkpoint.Digest},
	"body gone":       {func(e *governance.Entry) { e.Body = nil }, checkpoint.Digest},
	"change's value":  {func(e *governance.Entry) { e.Changes[0].Value = []byte("99") }, checkpoint.Digest},
	"change's seal":   {func(e *governance.Entry) { e.Changes[1].Value[9] ^= 1 }, checkpoint.Digest},
	"change made":     {func(e *governance.Entry) { e.Changes = append(e.Changes, governance.Field{Name: "x"}) }, checkpoint.Digest},
	"moved over":      {func(e *governance.Entry) { e.Changes, e.Body = append(e.Body[1:], e.Changes...), e.Body[:1] }, checkpoint.Digest},
	"digest":          {func(e *governance.Entry) { e.Digest[31] ^= 1 }, checkpoint.Digest},
}

// faultIn is the fault that Verify finds in a history.
func faultIn(t *testing.T, h history, signed []byte) *checkpoint.FaultError {
	t.Helper()
	_, err := checkpoint.Verify(t.Context(), h, signed, verifier(t))
	if err == nil {
		return nil
	}
	var f *checkpoint.FaultError
	require.ErrorAs(t, err, &f)
	require.ErrorIs(t, err, governance.ErrTampered)
	return f
}

// Verify: "a FaultError names the first entry at which the history is not the
// one written": each field of the first, a middle and the last entry.
func TestEveryFieldIsGuarded(t *testing.T) {
	all := newWorld(t, 10, 60).feed()
	_, signed := made(t, all)
	require.Nil(t, faultIn(t, all, signed))
	for name, row := range fields {
		for _, i := range []int{0, 17, 59} {
			altered := all.copied()
			e := &altered[i]
			where := checkpoint.LeafOf(e)
			row.alter(e)
			if i == 0 && row.fault == checkpoint.Time {
				continue // it has no predecessor
			}
			f := faultIn(t, altered, signed)
			require.NotNil(t, f, name)
			want := row.fault
			if i == 0 && (name == "kind" || name == "id") {
				want = checkpoint.Digest // a first entry of another record
			}
			require.Equal(t, want, f.Fault, "%s of entry %d", name, i)
			require.Equal(t, where.Position, f.Position)
			require.Equal(t, e.Ref, f.Ref)
			require.Equal(t, e.Version, f.Version)
		}
	}
}

// after is the next entry of the same record.
func after(h history, i int) int64 {
	for j := i + 1; j < len(h); j++ {
		if h[j].Ref == h[i].Ref {
			return h[j].Position
		}
	}
	return 0
}

// What is done to the feed as a whole, by somebody who leaves the digests as
// they are, and by somebody who computes all of them anew.
func TestEveryRearrangementIsFound(t *testing.T) {
	all := newWorld(t, 10, 60).feed()
	_, signed := made(t, all)
	i := 17
	for name, row := range map[string]struct {
		alter func(h history) history
		fault checkpoint.Fault
		at    int64
	}{
		"removed":                {func(h history) history { return slices.Delete(h, i, i+1) }, checkpoint.Version, after(all, i)},
		"the first removed":      {func(h history) history { return h[1:] }, checkpoint.Version, after(all, 0)},
		"removed and rechained":  {func(h history) history { return slices.Delete(h, i, i+1).rechained() }, checkpoint.Short, 59},
		"truncated":              {func(h history) history { return h[:40] }, checkpoint.Short, 40},
		"emptied":                {func(history) history { return nil }, checkpoint.Short, 0},
		"given twice":            {func(h history) history { return slices.Insert(h, i, h[i]) }, checkpoint.Order, int64(i + 1)},
		"inserted and rechained": {func(h history) history { return slices.Insert(h, i, h[i]).rechained() }, checkpoint.Root, 60},
		"in place of another": {func(h history) history {
			h[i] = h[i-1]
			h[i].Position++
			return h
		}, checkpoint.Version, int64(i + 1)},
		"swapped in place":        {func(h history) history { return swap(h, i, i+1) }, checkpoint.Root, 60},
		"swapped with positions":  {func(h history) history { h[i], h[i+1] = h[i+1], h[i]; return h }, checkpoint.Order, int64(i + 1)},
		"swapped within a record": {func(h history) history { return swap(h, 0, int(after(h, 0)-1)) }, checkpoint.Version, 1},
		"the last rewritten":      {func(h history) history { h[59].Verb = "forget"; return h.rechained() }, checkpoint.Root, 60},
		"the first rewritten":     {func(h history) history { h[0].Verb = "forget"; return h.rechained() }, checkpoint.Root, 60},
		"another's last entry":    {func(h history) history { h[59].Ref = ref(77); return h.rechained() }, checkpoint.Root, 60},
		"the last moved":          {func(h history) history { h[59].Position++; return h }, checkpoint.Moved, 61},
		"the rest moved":          {func(h history) history { return shift(h, i) }, checkpoint.Moved, 61},
		"all written anew, elsewhere": {func(h history) history {
			for j := range h {
				h[j].At, h[j].AsOf = h[j].At.Add(time.Hour), h[j].AsOf.Add(time.Hour)
			}
			return h.rechained()
		}, checkpoint.Root, 60},
	} {
		f := faultIn(t, row.alter(all.copied()), signed)
		require.NotNil(t, f, name)
		require.Equal(t, row.fault, f.Fault, name)
		require.Equal(t, row.at, f.Position, name)
	}
	more := newWorld(t, 10, 61).feed()
	require.Nil(t, faultIn(t, more, signed), "what came after the checkpoint is not looked at")
}

// swap exchanges two entries and leaves positions where they are.
func swap(h history, i, j int) history {
	h[i], h[j] = h[j], h[i]
	h[i].Position, h[j].Position = h[j].Position, h[i].Position
	return h
}

// shift moves the position of an entry and of all behind it up by one.
func shift(h history, from int) history {
	for i := from; i < len(h); i++ {
		h[i].Position++
	}
	return h
}

// Where positions have gaps, as in a database that gives them out before a
// commit, a position that was moved within one is found by the root.
func TestPositionsAreHistory(t *testing.T) {
	all := newWorld(t, 10, 60).feed()
	for i := range all {
		all[i].Position *= 3
	}
	_, signed := made(t, all)
	require.Nil(t, faultIn(t, all, signed))
	all[30].Position++
	require.Equal(t, checkpoint.FaultError{Fault: checkpoint.Root, Position: 180}, *faultIn(t, all, signed))
}

// A thousand seeded alterations, of every kind and at any place, half of them
// by somebody who can compute digests: all are found, none is found where none
// was made.
func TestThousandAlterations(t *testing.T) {
	all := newWorld(t, 30, 200).feed()
	_, signed := made(t, all)
	names := slices.Sorted(maps.Keys(fields))
	r := rand.New(rand.NewPCG(27, 9))
	rearranged := []func(h history) history{
		func(h history) history { i := r.IntN(len(h)); return slices.Delete(h, i, i+1) },
		func(h history) history { i := r.IntN(len(h)); return slices.Insert(h, i, h[r.IntN(len(h))]) },
		func(h history) history { return swap(h, r.IntN(len(h)), r.IntN(len(h))) },
		func(h history) history { return h[:r.IntN(len(h))] },
		func(h history) history { return shift(h, r.IntN(len(h))) },
		func(h history) history { slices.Reverse(h[r.IntN(len(h)):]); return h },
	}
	made, found := 0, map[checkpoint.Fault]int{}
	for made < 1000 {
		h := all.copied()
		if n := r.IntN(len(names) + len(rearranged)); n < len(names) {
			fields[names[n]].alter(&h[r.IntN(len(h))])
		} else {
			h = rearranged[n-len(names)](h)
		}
		if r.IntN(2) == 0 {
			h.rechained()
		}
		f := faultIn(t, h, signed)
		if slices.EqualFunc(h, all, same) {
			require.Nil(t, f)
			continue
		}
		require.NotNil(t, f, "alteration %d", made)
		found[f.Fault]++
		made++
	}
	t.Log(found)
	require.Greater(t, found[checkpoint.Root], 200, "those that only a checkpoint finds")
}

// same compares what a history says.
func same(a, b governance.Entry) bool {
	if checkpoint.LeafOf(&a) != checkpoint.LeafOf(&b) {
		return false
	}
	return a.Seal(governance.Digest{}) == b.Seal(governance.Digest{})
}

// Every fault has its sentence in both languages, names its place, and says
// nothing of what stands there.
func TestFaultsExplainThemselves(t *testing.T) {
	for _, f := range []checkpoint.Fault{
		checkpoint.Order, checkpoint.Version, checkpoint.Time, checkpoint.Digest, checkpoint.Resumed, checkpoint.Short,
		checkpoint.Moved, checkpoint.Root, checkpoint.Head, checkpoint.Document, checkpoint.Sealed, checkpoint.Orphan,
	} {
		require.NotEmpty(t, f.Explain().Zh)
		require.NotEmpty(t, f.Explain().En)
	}
	id := ref(1).ID.String()
	for want, e := range map[string]*checkpoint.FaultError{
		"history has been altered: position 17 entry 3 of matter " + id + " does not match its digest": {Fault: checkpoint.Digest, Position: 17, Ref: ref(1), Version: 3},
		"history has been altered: position 60 or one before it is not what was signed":                {Fault: checkpoint.Root, Position: 60},
		"history has been altered: matter " + id + " has no history":                                   {Fault: checkpoint.Orphan, Ref: ref(1)},
	} {
		require.EqualError(t, e, want)
		require.Equal(t, want, e.Explain().En)
	}
	require.Equal(t, "历史记录被改动：第17条（matter "+id+"）内容与其摘要不符",
		(&checkpoint.FaultError{Fault: checkpoint.Digest, Position: 17, Ref: ref(1), Version: 3}).Explain().Zh)
}
