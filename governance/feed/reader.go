package feed

import (
	"context"
	"fmt"
	"sync"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Source is where entries are read. Every *[governance.Office] is one.
type Source interface {
	// Feed returns entries behind a position, in the order of the feed, at most
	// limit of them; none: the reader has read everything.
	Feed(ctx context.Context, after int64, limit int) ([]governance.Entry, error)
	// Districts returns the district of each record, in the order of the refs;
	// "" where it belongs to none.
	Districts(ctx context.Context, refs ...governance.Ref) ([]orgtree.Code, error)
}

// A Reader reads the feed as events. It may be used from many goroutines.
type Reader struct {
	source Source
	form   *Form

	mu    sync.Mutex
	known map[governance.Ref]orgtree.Code
}

// NewReader returns a reader of a source.
func NewReader(source Source, form *Form) *Reader {
	return &Reader{source: source, form: form, known: map[governance.Ref]orgtree.Code{}}
}

// mostKnown bounds how many records' districts are remembered: some megabytes.
const mostKnown = 1 << 15

// Read returns the events behind a position, at most limit of them.
func (r *Reader) Read(ctx context.Context, after Position, limit int) ([]Event, error) {
	entries, err := r.source.Feed(ctx, int64(after), limit)
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	districts, err := r.districts(ctx, entries)
	if err != nil {
		return nil, fmt.Errorf("feed: districts: %w", err)
	}
	out := make([]Event, len(entries))
	for i := range entries {
		if out[i], err = r.form.Event(&entries[i], districts[entries[i].Ref]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// districts tells whose the records of a page are. A record says so in its
// first entry and never changes it; of those whose first entry lies further
// back than we remember, the source is asked.
func (r *Reader) districts(ctx context.Context, entries []governance.Entry) (map[governance.Ref]orgtree.Code, error) {
	page, missing := r.recall(entries)
	if len(missing) > 0 {
		found, err := r.source.Districts(ctx, missing...)
		if err != nil {
			return nil, err
		}
		for i, ref := range missing {
			page[ref] = found[i]
		}
	}
	r.remember(page)
	return page, nil
}

// recall returns what is known of the records of a page, and which are not.
func (r *Reader) recall(entries []governance.Entry) (page map[governance.Ref]orgtree.Code, missing []governance.Ref) {
	r.mu.Lock()
	defer r.mu.Unlock()
	page = make(map[governance.Ref]orgtree.Code, len(entries))
	for i := range entries {
		ref := entries[i].Ref
		if _, seen := page[ref]; seen {
			continue
		}
		code, known := r.known[ref]
		if !known && entries[i].Version == 1 {
			code, known = opening(&entries[i])
		}
		if page[ref] = code; !known {
			missing = append(missing, ref)
		}
	}
	return page, missing
}

// opening reads the district in the entry that opened a record.
func opening(e *governance.Entry) (code orgtree.Code, ok bool) {
	for _, f := range e.Changes {
		if f.Name == "district" {
			return code, governance.StdCodec{}.Unmarshal(f.Value, &code) == nil
		}
	}
	return "", true
}

func (r *Reader) remember(page map[governance.Ref]orgtree.Code) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known)+len(page) > mostKnown {
		clear(r.known)
	}
	for ref, code := range page {
		r.known[ref] = code
	}
}
