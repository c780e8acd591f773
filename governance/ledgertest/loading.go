package ledgertest

import (
	"slices"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var loading = []Case{
	{Name: "absent", check: loadAbsent,
		Rule: "A record that does not exist is loaded with its ref and Version 0, without an error."},
	{Name: "present", check: loadPresent,
		Rule: "A record is loaded as it was committed: version, digest and instant of its last entry, document byte for byte."},
	{Name: "in order", check: loadInOrder,
		Rule: "Load returns what is stored under each ref, in the order of the refs, repeated ones too."},
	{Name: "nothing asked", check: loadNothing,
		Rule: "Load of no refs is no error and returns nothing."},
	{Name: "kinds apart", check: loadKinds,
		Rule: "Records of different kinds are different records even if they have the same id."},
	{Name: "several entries", check: loadSeveralEntries,
		Rule: "One write may carry several entries; the record is then at the version of the last."},
	{Name: "many", check: loadMany,
		Rule: "Load takes as many refs as a commit may touch."},
	{Name: "of one piece", check: loadOfOnePiece,
		Rule: "A Stored read while others write is of one piece: document, digest and sealed values are those of its version."},
}

func loadAbsent(t *trial) {
	t.commit(newRecord(1).change(set("a", "1")))
	got := t.load(ref(matter, 2))
	assert.Equal(t, ref(matter, 2), got.Ref)
	assert.Zero(t, got.Version)
	assert.True(t, got.Digest.IsZero())
	assert.Empty(t, got.Document)
	assert.Empty(t, t.entries(ref(matter, 2)), "an absent record has no history")
}

func loadPresent(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("title", `"路灯不亮"`), set("count", "1")))
	t.holds(r)
	t.commit(r.change(set("count", "2")))
	t.holds(r)
}

func loadInOrder(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(b.change(set("is", `"b"`)))
	t.commit(a.change(set("is", `"a"`)))
	absent := newRecord(3)
	asked := []*record{b, absent, a, b}
	got, err := t.ledger.Load(t.Context(), b.ref, absent.ref, a.ref, b.ref)
	require.NoError(t, err)
	require.Len(t, got, len(asked))
	for i, r := range asked {
		t.same(r, got[i])
	}
}

func loadNothing(t *trial) {
	got, err := t.ledger.Load(t.Context())
	require.NoError(t, err)
	assert.Empty(t, got)
}

func loadKinds(t *trial) {
	a, b := newRecordOf("matter", 1), newRecordOf("task", 1)
	t.commit(a.change(set("is", `"matter"`)))
	assert.Zero(t, t.load(b.ref).Version, "a task with the id of a matter does not exist yet")
	t.commit(b.change(set("is", `"task"`)))
	t.commit(b.change(set("is", `"task, changed"`)))
	t.holds(a, b)
	t.finds([]int{1}, governance.Query{Kind: "matter"}, "each kind has one")
}

func loadSeveralEntries(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")).also(set("b", "2")).also(set("a", "3"), drop("b")))
	require.Equal(t, int64(3), r.version)
	t.holds(r)
	t.commit(r.change(set("c", "4")).also(drop("a")))
	t.holds(r)
}

func loadMany(t *trial) {
	var records []*record
	var refs []governance.Ref
	for i := range 300 {
		r := newRecord(i)
		refs = append(refs, r.ref)
		records = append(records, r)
	}
	var changes []*change
	for _, r := range records[:200] {
		changes = append(changes, r.change(set("n", number(int64(numberOf(r.ref))))))
	}
	t.commit(changes...)
	slices.Reverse(records)
	slices.Reverse(refs)
	got, err := t.ledger.Load(t.Context(), refs...)
	require.NoError(t, err)
	require.Len(t, got, len(records))
	for i, r := range records {
		t.same(r, got[i])
	}
}

// loadOfOnePiece writes versions while reading them. A ledger that reads a
// record in several steps without a snapshot mixes two versions.
func loadOfOnePiece(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("n", "1")).seal("name", `"1"`))
	done := make(chan error, 1)
	go func() {
		for range 60 {
			if err := t.attempt(r.change(set("n", number(r.version+1))).seal("name", `"`+number(r.version+1)+`"`)); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	var mixed []string
	for running := true; running; {
		select {
		case err := <-done:
			require.NoError(t, err)
			running = false
		default:
		}
		mixed = append(mixed, pieces(t.load(ref(matter, 1)))...)
	}
	assert.Empty(t, mixed)
}

// pieces compares a Stored of loadOfOnePiece with its version.
func pieces(s governance.Stored) (faults []string) {
	fields, err := s.Document.Split()
	if err != nil || len(fields) != 2 {
		return []string{"the document has not two fields"}
	}
	if string(fields[0].Value) != number(s.Version) {
		faults = append(faults, "the document is not of version "+number(s.Version))
	}
	if len(s.Personal) != 1 {
		return append(faults, "not one sealed value at version "+number(s.Version))
	}
	if string(fields[1].Value) != string(s.Personal[0].Seal()) {
		faults = append(faults, "the sealed value is not that of version "+number(s.Version))
	}
	return faults
}
