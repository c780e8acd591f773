package memory

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// record is one record with all that belongs to it. Its fields change only
// under the ledger's lock.
type record struct {
	ref      governance.Ref
	version  int64
	digest   governance.Digest
	document governance.Document
	header   governance.Header
	serial   string // folded, to be searched
	title    string // folded, to be searched
	entries  []*governance.Entry
	sealed   []governance.Personal // every value still kept, by version and field
	current  []governance.Personal // the newest of each field of the record, by field
	audience []governance.Share
}

// stored copies out what Load and Find return.
func (r *record) stored() governance.Stored {
	return governance.Stored{
		Ref: r.ref, Version: r.version, At: r.entries[len(r.entries)-1].At, Digest: r.digest,
		Document: copied(r.document),
		Personal: copyPersonal(r.current),
	}
}

// seal adds the values that a write seals and erases, before that, what the
// write erases.
func (r *record) seal(erase bool, values []governance.Personal) {
	if erase {
		clear(r.sealed)
		clear(r.current)
		r.sealed, r.current = nil, nil
	}
	r.sealed = append(r.sealed, values...)
	for i := range values {
		if values[i].InBody() {
			continue
		}
		at, found := slices.BinarySearchFunc(r.current, values[i].Field,
			func(p governance.Personal, field string) int { return cmp.Compare(p.Field, field) })
		if found {
			r.current[at] = values[i]
		} else {
			r.current = slices.Insert(r.current, at, values[i])
		}
	}
}

// shownTo reports whether the audience has one of the keys, which are sorted,
// and as something to do where that is asked for.
func (r *record) shownTo(keys []string, desk bool) bool {
	for _, s := range r.audience {
		if _, has := slices.BinarySearch(keys, s.Key); has && (s.Desk || !desk) {
			return true
		}
	}
	return false
}

// fold makes ASCII letters small and leaves every other byte as it is: the
// contract ignores letter case for ASCII only, strings.ToLower knows more.
func fold(s string) string {
	if strings.IndexFunc(s, isCapital) < 0 {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if isCapital(rune(c)) {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func isCapital(c rune) bool { return 'A' <= c && c <= 'Z' }

// truncated cuts a header's times to the precision of the contract.
func truncated(h governance.Header) governance.Header {
	for _, t := range []*time.Time{&h.Opened, &h.Closed, &h.Due, &h.Wake} {
		*t = micro(*t)
	}
	return h
}

// micro is the instant in whole microseconds, in UTC.
func micro(t time.Time) time.Time { return time.UnixMicro(t.UnixMicro()).UTC() }
