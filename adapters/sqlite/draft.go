package sqlite

import (
	"database/sql/driver"

	"github.com/jinlin-project/jinlin/governance"
)

// A draft is a commit with all values made ready for the statements. Many
// callers make theirs at the same time; what is left for the one who leads
// their transaction is to hand them to the engine.
type draft struct {
	*governance.Commit
	writes []draftWrite
}

// A draftWrite is one write of a draft, and what is found out about its record
// when its turn comes. A draft may be tried twice, so that is found out anew.
type draftWrite struct {
	*governance.Write
	stored  [4]driver.Value  // version, digest and instant of the last entry, document
	header  []driver.Value   // in the order of columns, then kind and id
	entries [][]driver.Value // each begins with the record, once it is known

	record int64 // 0: it does not exist yet
	marks  mark  // the columns of its header that the write changes
}

func drafted(c *governance.Commit) *draft {
	d := &draft{Commit: c, writes: make([]draftWrite, len(c.Writes))}
	for i := range c.Writes {
		w := &c.Writes[i]
		d.writes[i] = draftWrite{Write: w, header: headerValues(w), entries: make([][]driver.Value, len(w.Entries))}
		to := &d.writes[i]
		to.stored = [4]driver.Value{w.Version(), nil, nil, string(w.Document)}
		for j := range w.Entries {
			to.entries[j] = entryValues(&w.Entries[j])
			to.stored[1] = w.Entries[j].Digest[:] // that of the last one stays
			to.stored[2] = w.Entries[j].At.UnixMicro()
		}
	}
	return d
}

// headerValues is what the header's columns are to hold after a write, then
// kind and id.
func headerValues(w *governance.Write) []driver.Value {
	h := w.Header
	if w.Erase {
		h.Title = ""
	}
	to := make([]driver.Value, 0, headerWidth+2)
	for i := range columns {
		to = columns[i].values(to, &h)
	}
	return append(to, w.Ref.Kind, w.Ref.ID[:])
}

// entryValues is an entry as it is inserted, but for its record.
func entryValues(e *governance.Entry) []driver.Value {
	var kind, id, version driver.Value
	if !e.Cause.IsZero() {
		kind, id, version = e.Cause.Ref.Kind, e.Cause.Ref.ID[:], e.Cause.Version
	}
	return []driver.Value{nil, e.Version, e.At.UnixMicro(), e.AsOf.UnixMicro(), e.Verb, e.Rule,
		e.By.Account, e.By.Person, e.By.Post, e.By.Unit, e.By.System, kind, id, version,
		governance.JoinFields(e.Body), governance.JoinFields(e.Changes), e.Digest[:]}
}

// present makes no bytes empty bytes, which are not NULL.
func present(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
