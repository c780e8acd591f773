package ledgertest_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// readFaults are wrong about loading, times and contexts.
var readFaults = []fault{
	{"fails on absent records", "loading/absent", func(b *bent) {
		b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
			found, err := b.Ledger.Load(ctx, refs...)
			for _, s := range found {
				if s.Version == 0 {
					return nil, &governance.NotFoundError{Ref: s.Ref}
				}
			}
			return found, err
		}
	}},
	{"forgets the instant", "loading/present", loading(func(s *governance.Stored) { s.At = time.Time{} })},
	{"forgets the digest", "loading/present", loading(func(s *governance.Stored) { s.Digest = governance.Digest{} })},
	{"sorts what it loads", "loading/in order", func(b *bent) {
		b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
			refs = slices.Clone(refs)
			slices.SortFunc(refs, func(a, b governance.Ref) int { return bytes.Compare(a.ID[:], b.ID[:]) })
			return b.Ledger.Load(ctx, refs...)
		}
	}},
	{"fails on an empty list", "loading/nothing asked", func(b *bent) {
		b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
			if len(refs) == 0 {
				return nil, errors.New("syntax error at or near \")\"")
			}
			return b.Ledger.Load(ctx, refs...)
		}
	}},
	{"mixes kinds", "loading/kinds apart", func(b *bent) {
		b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
			refs = slices.Clone(refs)
			for i := range refs {
				refs[i].Kind = "matter"
			}
			return b.Ledger.Load(ctx, refs...)
		}
	}},
	{"keeps the digest of a write's first entry", "loading/several entries", func(b *bent) {
		first := map[governance.Digest]governance.Digest{}
		writing(func(w *governance.Write) { first[w.Entries[len(w.Entries)-1].Digest] = w.Entries[0].Digest })(b)
		loading(func(s *governance.Stored) { s.Digest = first[s.Digest] })(b)
	}},
	{"loads a hundred at most", "loading/many", func(b *bent) {
		b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
			found, err := b.Ledger.Load(ctx, refs[:min(len(refs), 100)]...)
			for _, ref := range refs[len(found):] {
				found = append(found, governance.Stored{Ref: ref})
			}
			return found, err
		}
	}},
	{"cuts times to seconds", "times/microseconds", each(func(e *governance.Entry) { e.At = e.At.Truncate(time.Second) })},
	{"takes local time for UTC", "times/zones", committing(func(c *governance.Commit) {
		for i := range c.Writes {
			for j := range c.Writes[i].Entries {
				e := &c.Writes[i].Entries[j]
				e.At = wallClock(e.At)
			}
		}
	})},
	{"takes the zero time for 1970", "times/zero", each(func(e *governance.Entry) {
		if e.AsOf.IsZero() {
			e.AsOf = time.Unix(0, 0)
		}
	})},
	{"has no time before 1970", "times/distant", each(func(e *governance.Entry) {
		if e.At.Before(time.Unix(0, 0)) {
			e.At = time.Unix(0, 0)
		}
	})},
	{"cuts cursors to seconds", "times/in cursors", paging(func(_ governance.Query, p *governance.Page) { p.Next.At = p.Next.At.Truncate(time.Second) })},
	{"reads in spite of a cancelled context", "context/cancelled reads", func(b *bent) {
		b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
			return b.Ledger.Load(context.WithoutCancel(ctx), refs...)
		}
	}},
	{"reserves in spite of a cancelled context", "context/cancelled reservation", func(b *bent) {
		b.reserve = func(ctx context.Context, series string, n int64) (int64, error) {
			return b.Ledger.Reserve(context.WithoutCancel(ctx), series, n)
		}
	}},
}

// wallClock is the same reading of the clock in UTC, another instant.
func wallClock(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// historyFaults are wrong about entries and the feed.
var historyFaults = []fault{
	{"forgets the cause", "history/whole entries", each(func(e *governance.Entry) { e.Cause = governance.Cause{} })},
	{"forgets who acted", "history/whole entries", each(func(e *governance.Entry) { e.By.System = false })},
	{"reorders history", "history/by version", reading(func(_ governance.Span, es []governance.Entry) []governance.Entry {
		slices.Reverse(es)
		return es
	})},
	{"sorts versions as text", "history/by version", sortVersionsAsText},
	{"skips an entry between pages", "history/in pages", reading(func(span governance.Span, es []governance.Entry) []governance.Entry {
		if span.After > 0 && len(es) > 0 {
			return es[1:]
		}
		return es
	})},
	{"has no default limit", "history/limits", spanning(func(s *governance.Span) {
		if s.Limit == 0 {
			s.Limit = 10_000
		}
	})},
	{"knows no most", "history/most", func(b *bent) {
		b.entries = func(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
			es, err := b.Ledger.Entries(ctx, span)
			if len(es) == 10_000 && span.Limit > 10_000 {
				span.After, span.Limit = es[len(es)-1].Version, span.Limit-10_000
				more, _ := b.Ledger.Entries(ctx, span)
				es = append(es, more...)
			}
			return es, err
		}
	}},
	{"takes removed for null", "history/removed is not null", each(func(e *governance.Entry) {
		for i := range e.Changes {
			if e.Changes[i].Value == nil {
				e.Changes[i].Value = []byte("null")
			}
		}
	})},
	{"takes null for removed", "history/removed is not null", each(func(e *governance.Entry) {
		for i := range e.Changes {
			if string(e.Changes[i].Value) == "null" {
				e.Changes[i].Value = nil
			}
		}
	})},
	{"forgets what was removed", "history/rebuild", each(func(e *governance.Entry) {
		e.Changes = slices.DeleteFunc(e.Changes, func(f governance.Field) bool { return f.Value == nil })
	})},
	{"keeps the record's last changes only", "history/never rewritten", reading(func(span governance.Span, es []governance.Entry) []governance.Entry {
		for i := range es {
			es[i].Changes = es[len(es)-1].Changes
		}
		return es
	})},
	{"fails on an empty feed", "feed/empty", func(b *bent) {
		b.entries = func(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
			es, err := b.Ledger.Entries(ctx, span)
			if err == nil && len(es) == 0 {
				err = errors.New("no rows in result set")
			}
			return es, err
		}
	}},
	{"loses an entry of the feed", "feed/everything once", feeding(func(es []governance.Entry) []governance.Entry {
		return slices.DeleteFunc(es, func(e governance.Entry) bool { return e.Position == 13 })
	})},
	{"feeds newer versions first", "feed/versions in order", swapPositions},
	{"numbers entries per record", "feed/one position", reading(func(span governance.Span, es []governance.Entry) []governance.Entry {
		if span.Ref != (governance.Ref{}) {
			for i := range es {
				es[i].Position = es[i].Version
			}
		}
		return es
	})},
	{"skips an entry of the feed between pages", "feed/continued", spanning(func(s *governance.Span) {
		if s.Ref == (governance.Ref{}) && s.After == 5 && s.Limit == 1 {
			s.After++
		}
	})},
	{"feeds personal values", "feed/no personal values", func(b *bent) {
		b.entries = func(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
			es, err := b.Ledger.Entries(ctx, span)
			for i, e := range es {
				own, _ := b.Ledger.Entries(ctx, governance.Span{Ref: e.Ref, After: e.Version - 1, Limit: 1})
				es[i].Personal = own[0].Personal
			}
			return es, err
		}
	}},
	{"keeps another digest", "tampering/untouched", each(func(e *governance.Entry) { e.Digest[31] ^= 1 })},
	{"keeps the first digest of a record", "tampering/after many commits", func(b *bent) {
		first := map[governance.Ref]governance.Digest{}
		loading(func(s *governance.Stored) {
			if first[s.Ref].IsZero() {
				first[s.Ref] = s.Digest
			}
			s.Digest = first[s.Ref]
		})(b)
	}},
	{"stores no digest, so that the end is unguarded", "tampering/altered", loading(func(s *governance.Stored) { s.Digest = governance.Digest{} })},
	{"keeps no sealed values with entries", "tampering/altered", each(func(e *governance.Entry) { e.Personal = nil })},
}

func spanning(edit func(s *governance.Span)) func(*bent) {
	return func(b *bent) {
		b.entries = func(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
			edit(&span)
			return b.Ledger.Entries(ctx, span)
		}
	}
}

// feeding bends what is read of the feed.
func feeding(edit func(es []governance.Entry) []governance.Entry) func(*bent) {
	return reading(func(span governance.Span, es []governance.Entry) []governance.Entry {
		if span.Ref == (governance.Ref{}) {
			return edit(es)
		}
		return es
	})
}

// sortVersionsAsText reads 1, 10, 11, 2 …
func sortVersionsAsText(b *bent) {
	b.entries = func(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
		es, err := b.Ledger.Entries(ctx, governance.Span{Ref: span.Ref, Limit: 10_000})
		text := func(n int64) string { return string(rune('0'+n/10)) + string(rune('0'+n%10)) }
		slices.SortStableFunc(es, func(a, b governance.Entry) int {
			return strings.Compare(strings.TrimPrefix(text(a.Version), "0"), strings.TrimPrefix(text(b.Version), "0"))
		})
		es = slices.DeleteFunc(es, func(e governance.Entry) bool { return e.Version <= span.After })
		return es[:min(len(es), span.Limit)], err
	}
}

// swapPositions exchanges the contents of the positions 2k and 2k+1 where they
// are of the same record.
func swapPositions(b *bent) {
	b.entries = func(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
		if span.Ref != (governance.Ref{}) {
			return b.Ledger.Entries(ctx, span)
		}
		es, err := b.Ledger.Entries(ctx, governance.Span{Limit: 10_000})
		for i := 0; i+1 < len(es); i++ {
			if es[i].Ref == es[i+1].Ref && es[i].Version < es[i+1].Version {
				es[i], es[i+1] = es[i+1], es[i]
				es[i].Position, es[i+1].Position = es[i+1].Position, es[i].Position
			}
		}
		es = es[min(int(span.After), len(es)):]
		return es[:min(len(es), span.Limit)], err
	}
}

// seriesFaults are wrong about numbers.
var seriesFaults = []fault{
	{"begins at zero", "series/from one", numbering(func(last map[string]int64, s string, n int64) int64 {
		last[s] += n
		return last[s] - n
	})},
	{"gives a serial twice", "series/blocks", numbering(func(last map[string]int64, s string, n int64) int64 {
		last[s]++
		return last[s]
	})},
	{"counts all series together", "series/series apart", numbering(func(last map[string]int64, _ string, n int64) int64 {
		last[""] += n
		return last[""] - n + 1
	})},
	{"ignores letter case of series", "series/series apart", numbering(func(last map[string]int64, s string, n int64) int64 {
		s = strings.ToLower(strings.TrimSpace(s))
		last[s] += n
		return last[s] - n + 1
	})},
	{"reads, then adds", "series/at once", func(b *bent) {
		meet := rendezvous()
		var mu sync.Mutex
		last := map[string]int64{}
		b.reserve = func(_ context.Context, s string, n int64) (int64, error) {
			mu.Lock()
			was := last[s]
			mu.Unlock()
			meet()
			mu.Lock()
			defer mu.Unlock()
			last[s] = was + n
			return was + 1, nil
		}
	}},
	{"counts backwards", "series/nothing or less", numbering(func(last map[string]int64, s string, n int64) int64 {
		last[s] += n
		return last[s] - n + 1
	})},
}

// numbering is a Reserve of its own.
func numbering(next func(last map[string]int64, series string, n int64) int64) func(*bent) {
	return func(b *bent) {
		var mu sync.Mutex
		last := map[string]int64{}
		b.reserve = func(_ context.Context, series string, n int64) (int64, error) {
			mu.Lock()
			defer mu.Unlock()
			return next(last, series, n), nil
		}
	}
}
