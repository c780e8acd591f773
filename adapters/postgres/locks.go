package postgres

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

var noID = uuid.Nil

// A lock is the name of something that a commit looks at or changes, as the
// number of an advisory lock. Two names that happen to have one number wait for
// each other without need, and that is all.
type lock struct {
	key    int64
	shared bool // only looked at
}

// The kinds of names. The number of each begins with it, so that a claim is
// never taken for a key.
const (
	lockRecord = "jinlin record"
	lockClaim  = "jinlin claim"
	lockKey    = "jinlin key"
	lockAll    = "jinlin all"
)

// mostLocks is how many names one commit locks one by one. The server has room
// for some thousands of locks of all its connections together; a commit that
// would take more locks the whole ledger instead, of which all others hold a
// shared lock.
const mostLocks = 1024

// locksOf returns what a commit must lock, each name once, in the order in
// which everybody locks.
func locksOf(c *governance.Commit) []lock {
	var out []lock
	add := func(shared bool, kind string, words ...string) {
		out = append(out, lock{number(kind, words...), shared})
	}
	record := func(shared bool, ref governance.Ref) { add(shared, lockRecord, ref.Kind, string(ref.ID[:])) }
	add(true, lockAll)
	for i := range c.Writes {
		w := &c.Writes[i]
		record(false, w.Ref)
		for _, claims := range [][]governance.Claim{w.Take, w.Release} {
			for _, claim := range claims {
				add(false, lockClaim, string(claim))
			}
		}
	}
	for i := range c.Expect {
		record(true, c.Expect[i].Ref)
	}
	if c.Key != "" {
		add(false, lockKey, c.Account, c.Key)
		record(true, c.Answer.Ref) // so that an answer about it is there before it is erased, or after
	}
	if len(out) > mostLocks {
		return []lock{{number(lockAll), false}}
	}
	slices.SortFunc(out, func(a, b lock) int {
		if a.key == b.key && a.shared != b.shared { // what is locked both ways is locked exclusively
			return map[bool]int{false: -1, true: 1}[a.shared]
		}
		return cmp.Compare(a.key, b.key)
	})
	return slices.CompactFunc(out, func(a, b lock) bool { return a.key == b.key })
}

// number is the number of a name.
func number(kind string, words ...string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(kind))
	for _, w := range words { // each behind its length, so that no two names are the same bytes
		_, _ = h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(w))))
		_, _ = h.Write([]byte(w))
	}
	return int64(h.Sum64())
}
