package checkpoint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// reading says of which record something could not be read.
func reading(ref governance.Ref, err error) error {
	return fmt.Errorf("checkpoint: the history of %s %s: %w", ref.Kind, ref.ID, err)
}

// atOnce is how many records are loaded together.
const atOnce = 100

// settle looks at every record that was met.
func (c *chains) settle(ctx context.Context, archive Archive) error {
	for refs := range slices.Chunk(c.refs, atOnce) {
		stored, err := archive.Load(ctx, refs...)
		if err != nil {
			return fmt.Errorf("checkpoint: loading records: %w", err)
		}
		for i := range stored {
			if err := c.compare(ctx, &stored[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// compare reads a record's own history up to the version at which it is stored,
// which is that of the feed or, where somebody has written since, a later one.
func (c *chains) compare(ctx context.Context, s *governance.Stored) error {
	known := c.ends[s.Ref]
	head := fault(Head, Leaf{Ref: s.Ref})
	if s.Version < known.version {
		return head
	}
	h := history{sum: map[string][]byte{}}
	for h.end.version < s.Version {
		span := governance.Span{Ref: s.Ref, After: h.end.version, Limit: int(min(page, s.Version-h.end.version))}
		entries, err := c.feed.Entries(ctx, span)
		if err != nil {
			return reading(s.Ref, err)
		}
		if len(entries) == 0 {
			return head
		}
		if err := h.add(entries, s.Ref, known); err != nil {
			return err
		}
	}
	if h.end.digest != s.Digest || h.end.at != s.At.UnixMicro() {
		return head
	}
	if !h.makes(s.Document) {
		return fault(Document, Leaf{Ref: s.Ref})
	}
	return nil
}

// history is one record's, read page by page.
type history struct {
	end link
	sum map[string][]byte // the document's fields as the entries leave them
}

// add goes through a page. The entries must be those of the feed, of which we
// know the digest of the last.
func (h *history) add(entries []governance.Entry, ref governance.Ref, known *link) error {
	for i := range entries {
		e := &entries[i]
		if e.Ref != ref {
			return fault(Version, Leaf{Position: e.Position, Ref: ref, Version: e.Version})
		}
		if err := h.end.extend(e); err != nil {
			return err
		}
		if e.Version == known.version && e.Digest != known.digest {
			return fault(Digest, LeafOf(e))
		}
		if err := governance.VerifySealed(entries[i : i+1]); errors.Is(err, governance.ErrTampered) {
			return fault(Sealed, LeafOf(e))
		}
		for _, f := range e.Changes {
			h.sum[f.Name] = f.Value
		}
	}
	return nil
}

// makes reports whether the entries make this document. The order of its fields
// is the record's and no part of history.
func (h *history) makes(doc governance.Document) bool {
	fields, err := doc.Split()
	if err != nil {
		return false
	}
	here := map[string][]byte{}
	for _, f := range fields {
		here[f.Name] = f.Value
	}
	wanted := 0
	for name, value := range h.sum {
		if value == nil {
			continue
		}
		wanted++
		if is, there := here[name]; !there || !bytes.Equal(is, value) {
			return false
		}
	}
	return wanted == len(fields)
}

// orphan names the first record that has no history, in the order of their
// kinds and ids; there is one, since more records were counted than met.
func (c *chains) orphan(ctx context.Context, archive Archive) error {
	var first *governance.Ref
	q := governance.Query{Limit: 1000}
	for {
		p, err := archive.Find(ctx, q)
		if err != nil {
			return fmt.Errorf("checkpoint: finding records: %w", err)
		}
		for i := range p.Items {
			ref := p.Items[i].Ref
			if c.ends[ref] == nil && (first == nil || before(ref, *first)) {
				first = &ref
			}
		}
		if p.Next.IsZero() {
			break
		}
		q.After = p.Next
	}
	if first == nil {
		return nil // it was counted and is gone: a record never goes, but then it is not there to be named
	}
	return fault(Orphan, Leaf{Ref: *first})
}

func before(a, b governance.Ref) bool {
	if a.Kind != b.Kind {
		return strings.Compare(a.Kind, b.Kind) < 0
	}
	return bytes.Compare(a.ID[:], b.ID[:]) < 0
}
