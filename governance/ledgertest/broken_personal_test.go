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

// answerFaults are wrong about idempotency keys.
var answerFaults = []fault{
	{"trims answers", "idempotency/kept byte for byte", committing(func(c *governance.Commit) {
		c.Answer.Body = bytes.TrimSpace(c.Answer.Body)
	})},
	{"fails on unknown keys", "idempotency/unknown key", func(b *bent) {
		b.answer = func(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
			a, err := b.Ledger.Answer(ctx, account, key, now)
			if err == nil && a.Body == nil {
				err = errors.New("no rows in result set")
			}
			return a, err
		}
	}},
	{"overwrites answers", "idempotency/same key", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			c.Key = ""
			return b.Ledger.Commit(ctx, c)
		}
	}},
	{"looks at versions first", "idempotency/key before version", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			for _, w := range c.Writes {
				if b.version(ctx, w.Ref) != w.Base {
					return &governance.ConflictError{Ref: w.Ref, Reason: governance.Changed}
				}
			}
			return b.Ledger.Commit(ctx, c)
		}
	}},
	{"mixes accounts", "idempotency/accounts apart", func(b *bent) {
		committing(func(c *governance.Commit) { c.Account = "" })(b)
		b.answer = func(ctx context.Context, _, key string, now time.Time) (governance.Answer, error) {
			return b.Ledger.Answer(ctx, "", key, now)
		}
	}},
	{"takes no key for a key", "idempotency/no key", committing(func(c *governance.Commit) { c.Key += "-" })},
	{"keeps answers forever", "idempotency/expiry", committing(func(c *governance.Commit) { c.Answer.Until = c.Answer.Until.AddDate(9, 0, 0) })},
	{"includes until", "idempotency/expiry", func(b *bent) {
		b.answer = func(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
			return b.Ledger.Answer(ctx, account, key, now.Add(-time.Microsecond))
		}
	}},
	{"never frees a key", "idempotency/expiry", committing(func(c *governance.Commit) { c.At = time.Time{} })},
	{"keeps the key of what it refused", "idempotency/refused commits", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			err := b.Ledger.Commit(ctx, c)
			if err != nil {
				_ = b.Ledger.Commit(ctx, governance.Commit{At: c.At, Account: c.Account, Key: c.Key, Answer: c.Answer})
			}
			return err
		}
	}},
	{"takes an empty answer for none", "idempotency/empty body", committing(func(c *governance.Commit) {
		if len(c.Answer.Body) == 0 {
			c.Answer.Body = nil
		}
	})},
}

// eraseFaults are wrong about personal values and their end.
var eraseFaults = []fault{
	{"gives sealed values in the wrong order", "personal/current values", loading(func(s *governance.Stored) { slices.Reverse(s.Personal) })},
	{"attaches current values to old entries", "personal/replaced", func(b *bent) {
		b.entries = func(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
			es, err := b.Ledger.Entries(ctx, span)
			current, _ := b.Ledger.Load(ctx, span.Ref)
			for i := range es {
				for j := range es[i].Personal {
					for _, p := range current[0].Personal {
						if p.Field == es[i].Personal[j].Field {
							es[i].Personal[j] = p
						}
					}
				}
			}
			return es, err
		}
	}},
	{"shows values of the last write only", "personal/untouched by other writes", loading(func(s *governance.Stored) {
		s.Personal = slices.DeleteFunc(s.Personal, func(p governance.Personal) bool { return p.Version < s.Version })
	})},
	{"keeps one value of a field per write", "personal/several entries", writing(func(w *governance.Write) {
		var last []governance.Personal
		for _, p := range w.Personal {
			last = slices.DeleteFunc(last, func(o governance.Personal) bool { return o.Field == p.Field })
			last = append(last, p)
		}
		w.Personal = last
	})},
	{"takes a command's fields for the record's", "personal/the command's fields", func(b *bent) {
		b.load = func(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
			found, err := b.Ledger.Load(ctx, refs...)
			for i := range found {
				es, _ := b.Ledger.Entries(ctx, governance.Span{Ref: refs[i]})
				for _, e := range es {
					for _, p := range e.Personal {
						if p.InBody() {
							found[i].Personal = append(found[i].Personal, p)
						}
					}
				}
			}
			return found, err
		}
	}},
	{"keeps one value per name", "personal/both of a name", writing(func(w *governance.Write) {
		if len(w.Personal) > 1 {
			w.Personal = w.Personal[:1]
		}
	})},
	{"shares values among records", "personal/records apart", func(b *bent) {
		latest := map[string]governance.Personal{}
		writing(func(w *governance.Write) {
			for _, p := range w.Personal {
				latest[p.Field] = p
			}
		})(b)
		loading(func(s *governance.Stored) {
			for i, p := range s.Personal {
				s.Personal[i] = latest[p.Field]
			}
		})(b)
	}},
	{"finds without sealed values", "personal/found as loaded", paging(func(_ governance.Query, p *governance.Page) {
		for i := range p.Items {
			p.Items[i].Personal = nil
		}
	})},
	{"unseals documents", "personal/no values in the rest", loading(func(s *governance.Stored) {
		for _, p := range s.Personal {
			s.Document = bytes.ReplaceAll(s.Document, p.Seal(), p.Value)
		}
	})},
	{"does not erase", "erasure/values and salts", writing(func(w *governance.Write) { w.Erase = false })},
	{"erases current values only", "erasure/values and salts", eraseCurrentOnly},
	{"brings erased values back", "erasure/sealed again", eraseCurrentOnly},
	{"erases entries", "erasure/history stands", func(b *bent) {
		erased := map[governance.Ref]bool{}
		writing(func(w *governance.Write) { erased[w.Ref] = erased[w.Ref] || w.Erase })(b)
		reading(func(span governance.Span, es []governance.Entry) []governance.Entry {
			for i := range es {
				if erased[es[i].Ref] {
					es[i].Changes = nil
				}
			}
			return es
		})(b)
	}},
	{"keeps the title", "erasure/the title", afterErase(func(w *governance.Write, header governance.Header) {
		w.Header = header
	})},
	{"keeps answers", "erasure/answers", func(b *bent) {
		kept := map[[2]string]governance.Answer{}
		committing(func(c *governance.Commit) { kept[[2]string{c.Account, c.Key}] = c.Answer })(b)
		b.answer = func(_ context.Context, account, key string, _ time.Time) (governance.Answer, error) {
			return kept[[2]string{account, key}], nil
		}
	}},
	{"erases its own seals and answer, too", "erasure/the same commit", afterErase(func(w *governance.Write, header governance.Header) {
		w.Erase = true
	})},
	{"erases by id, whatever the kind", "erasure/others", func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			err := b.Ledger.Commit(ctx, c)
			for _, w := range c.Writes {
				w.Ref.Kind = "task"
				if found, _ := b.Ledger.Load(ctx, w.Ref); w.Erase && found[0].Version > 0 {
					_ = b.Ledger.Commit(ctx, governance.Commit{Writes: []governance.Write{{
						Ref: w.Ref, Base: found[0].Version, Document: found[0].Document, Erase: true,
					}}})
				}
			}
			return err
		}
	}},
}

// eraseCurrentOnly hides sealed values from Load and Find until the next are
// sealed, and keeps them with the entries.
func eraseCurrentOnly(b *bent) {
	erased := map[governance.Ref]bool{}
	writing(func(w *governance.Write) {
		erased[w.Ref] = w.Erase
		if w.Erase {
			w.Erase, w.Header.Title = false, ""
		}
	})(b)
	hide := func(s *governance.Stored) {
		if erased[s.Ref] {
			s.Personal = nil
		}
	}
	loading(hide)(b)
	paging(func(_ governance.Query, p *governance.Page) {
		for i := range p.Items {
			hide(&p.Items[i])
		}
	})(b)
}

// afterErase follows every erasing write with another that adds no entry.
func afterErase(edit func(w *governance.Write, header governance.Header)) func(*bent) {
	return func(b *bent) {
		b.commit = func(ctx context.Context, c governance.Commit) error {
			err := b.Ledger.Commit(ctx, c)
			for _, w := range c.Writes {
				if w.Erase && err == nil {
					after := governance.Write{Ref: w.Ref, Base: w.Version(), Document: w.Document, Header: w.Header}
					after.Header.Title = ""
					edit(&after, w.Header)
					err = b.Ledger.Commit(ctx, governance.Commit{Writes: []governance.Write{after}})
				}
			}
			return err
		}
	}
}

// byteFaults are wrong about bytes and texts.
var byteFaults = []fault{
	{"writes JSON anew", "bytes/as they stand", writing(func(w *governance.Write) {
		w.Document = bytes.ReplaceAll(w.Document, []byte(" "), nil)
	})},
	{"keeps three bytes of a character", "bytes/text", each(func(e *governance.Entry) { e.Verb = narrow(e.Verb) })},
	{"cuts documents at 64 KiB", "bytes/long", loading(func(s *governance.Stored) { s.Document = s.Document[:min(len(s.Document), 64<<10)] })},
	{"takes an empty document for none", "bytes/nil and empty", loading(func(s *governance.Stored) {
		if string(s.Document) == "{}" {
			s.Document = nil
		}
	})},
	{"cuts at NUL", "bytes/NUL", each(func(e *governance.Entry) { e.Verb, _, _ = strings.Cut(e.Verb, "\x00") })},
	{"cuts titles at NUL", "bytes/NUL", writing(func(w *governance.Write) { w.Header.Title, _, _ = strings.Cut(w.Header.Title, "\x00") })},
	{"keeps the caller's document", "bytes/nobody else's", func(b *bent) {
		kept := map[governance.Ref]governance.Document{}
		writing(func(w *governance.Write) { kept[w.Ref] = w.Document })(b)
		loading(func(s *governance.Stored) { s.Document = kept[s.Ref] })(b)
	}},
	{"hands out what it keeps", "bytes/nobody else's", func(b *bent) {
		var mu sync.Mutex
		kept := map[governance.Ref][]governance.Personal{}
		loading(func(s *governance.Stored) {
			mu.Lock()
			defer mu.Unlock()
			if kept[s.Ref] == nil {
				kept[s.Ref] = s.Personal
			}
			s.Personal = kept[s.Ref]
		})(b)
	}},
}

// narrow replaces what takes four bytes in UTF-8.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return '?'
		}
		return r
	}, s)
}
