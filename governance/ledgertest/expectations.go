package ledgertest

import (
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var expectations = []Case{
	{Name: "current", check: expectCurrent,
		Rule: "An expectation of the current version passes and changes nothing of that record."},
	{Name: "stale", check: expectStale,
		Rule: "A commit whose decision relied on an older version of another record is refused (Depends)."},
	{Name: "absent", check: expectAbsent,
		Rule: "An expectation of Version 0 passes while the record is absent and fails (Depends) once it exists."},
	{Name: "missing", check: expectMissing,
		Rule: "An expectation of a version of a record that does not exist fails (Depends)."},
	{Name: "one of several", check: expectOneOfSeveral,
		Rule: "All expectations are looked at, not only the first."},
	{Name: "without writes", check: expectWithoutWrites,
		Rule: "A commit may consist of expectations only."},
	{Name: "write skew", check: writeSkew,
		Rule: "Of two commits that each rely on the record the other changes, at most one passes."},
}

// expecting fills a commit with expectations.
func expecting(expected ...governance.Expectation) func(*governance.Commit) {
	return func(c *governance.Commit) { c.Expect = expected }
}

func expectCurrent(t *trial) {
	tree, r := newRecordOf("tree", 1), newRecord(2)
	t.commit(tree.change(set("v", "1")))
	t.commit(tree.change(set("v", "2")))
	require.NoError(t, t.attemptWith(expecting(governance.Expectation{Ref: tree.ref, Version: 2}), r.change(set("a", "1"))))
	t.holds(tree, r)
}

func expectStale(t *trial) {
	tree, r := newRecordOf("tree", 1), newRecord(2)
	t.commit(tree.change(set("v", "1")))
	t.commit(tree.change(set("v", "2")))
	err := t.attemptWith(expecting(governance.Expectation{Ref: tree.ref, Version: 1}), r.change(set("a", "1")))
	t.refused(err, governance.Depends, tree.ref)
	t.holds(tree, newRecord(2))
}

func expectAbsent(t *trial) {
	tree, r := newRecordOf("tree", 1), newRecord(2)
	none := expecting(governance.Expectation{Ref: tree.ref})
	require.NoError(t, t.attemptWith(none, r.change(set("a", "1"))))
	t.commit(tree.change(set("v", "1")))
	t.refused(t.attemptWith(none, r.change(set("a", "2"))), governance.Depends, tree.ref)
	t.holds(tree, r)
}

func expectMissing(t *trial) {
	gone := newRecordOf("tree", 1).ref
	err := t.attemptWith(expecting(governance.Expectation{Ref: gone, Version: 1}), newRecord(2).change(set("a", "1")))
	t.refused(err, governance.Depends, gone)
	t.holds(newRecord(2))
}

func expectOneOfSeveral(t *trial) {
	a, b, r := newRecordOf("tree", 1), newRecordOf("rules", 2), newRecord(3)
	t.commit(a.change(set("v", "1")))
	t.commit(b.change(set("v", "1")))
	for _, wrong := range []int{0, 1} {
		expected := []governance.Expectation{{Ref: a.ref, Version: 1}, {Ref: b.ref, Version: 1}}
		expected[wrong].Version = 7
		t.refused(t.attemptWith(expecting(expected...), r.change(set("a", "1"))), governance.Depends, expected[wrong].Ref)
	}
	t.holds(newRecord(3))
}

func expectWithoutWrites(t *trial) {
	tree := newRecordOf("tree", 1)
	t.commit(tree.change(set("v", "1")))
	require.NoError(t, t.attemptWith(expecting(governance.Expectation{Ref: tree.ref, Version: 1})))
	t.refused(t.attemptWith(expecting(governance.Expectation{Ref: tree.ref, Version: 2})), governance.Depends, tree.ref)
	t.holds(tree)
}

// writeSkew is the anomaly that snapshot isolation lets through: both commits
// read what the other changes, and neither changes what it read.
func writeSkew(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(a.change(set("n", "0")), b.change(set("n", "0")))
	for range 25 {
		sides := [2]*record{a.fork(), b.fork()}
		errs := race(2, func(i int) error {
			other := [2]*record{b, a}[i]
			return t.attemptWith(expecting(governance.Expectation{Ref: other.ref, Version: other.version}), sides[i].change(set("n", "1")))
		})
		winners := t.conflicts(errs, governance.Depends, governance.Changed)
		require.LessOrEqual(t, len(winners), 1, "both commits relied on what the other changed")
		a, b = sides[0], sides[1]
	}
	t.holds(a, b)
}
