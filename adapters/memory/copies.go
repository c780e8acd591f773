package memory

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// copied is a copy of the bytes that nobody else holds; nil stays nil and
// empty stays empty.
func copied[B ~[]byte](b B) B { return B(bytes.Clone(b)) }

// copyWrites takes over what a commit hands in. The writes' slices of values
// stay the caller's; every byte behind them is copied.
func copyWrites(writes []governance.Write) []governance.Write {
	out := slices.Clone(writes)
	for i := range out {
		w := &out[i]
		w.Header = truncated(w.Header)
		w.Document = copied(w.Document)
		w.Entries = slices.Clone(w.Entries)
		for j := range w.Entries {
			e := &w.Entries[j]
			e.At, e.AsOf = micro(e.At), micro(e.AsOf)
			e.Body, e.Changes, e.Personal = copyFields(e.Body), copyFields(e.Changes), nil
		}
		w.Personal = copyPersonal(w.Personal)
		slices.SortStableFunc(w.Personal, func(a, b governance.Personal) int {
			return cmp.Or(cmp.Compare(a.Version, b.Version), cmp.Compare(a.Field, b.Field))
		})
		w.Audience = copyShares(w.Audience)
	}
	return out
}

// copyFields copies names and values, the values into one block.
func copyFields(fields []governance.Field) []governance.Field {
	if len(fields) == 0 {
		return nil
	}
	size := 0
	for i := range fields {
		size += len(fields[i].Value)
	}
	block, out := make([]byte, 0, size), slices.Clone(fields)
	for i := range out {
		block, out[i].Value = carve(block, out[i].Value)
	}
	return out
}

// copyPersonal copies sealed values, their bytes into one block.
func copyPersonal(values []governance.Personal) []governance.Personal {
	if len(values) == 0 {
		return nil
	}
	size := 0
	for i := range values {
		size += len(values[i].Salt) + len(values[i].Value)
	}
	block, out := make([]byte, 0, size), slices.Clone(values)
	for i := range out {
		block, out[i].Salt = carve(block, out[i].Salt)
		block, out[i].Value = carve(block, out[i].Value)
	}
	return out
}

// carve copies b to the end of a block that has room for it, and returns the
// copy closed against appending. nil stays nil: it means that a field was
// removed.
func carve(block, b []byte) (rest, carved []byte) {
	if b == nil {
		return block, nil
	}
	from := len(block)
	block = append(block, b...)
	return block, block[from:len(block):len(block)]
}

// copyShares makes every key appear once; of a key given twice, the one with
// Desk counts. nil stays nil: it leaves the audience as it is.
func copyShares(shares []governance.Share) []governance.Share {
	if shares == nil {
		return nil
	}
	out := make([]governance.Share, 0, len(shares))
	for _, s := range shares {
		at := slices.IndexFunc(out, func(o governance.Share) bool { return o.Key == s.Key })
		if at < 0 {
			out = append(out, s)
		} else if s.Desk {
			out[at].Desk = true
		}
	}
	return out
}

// copyEntries copies history out, each entry with what is still kept of the
// values sealed in it.
func copyEntries(entries []*governance.Entry, sealed []governance.Personal) []governance.Entry {
	out := make([]governance.Entry, len(entries))
	for i, e := range entries {
		out[i] = *e
		out[i].Body, out[i].Changes = copyFields(e.Body), copyFields(e.Changes)
		out[i].Personal = copyPersonal(sealedIn(sealed, e.Version))
	}
	return out
}
