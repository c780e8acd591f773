package checkpoint

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
)

// A link is the end of one record's history as far as it was read.
type link struct {
	version int64
	at      int64 // microseconds
	digest  governance.Digest
}

// extend checks an entry against the end of its record's history, by the rules
// of [governance.Verify], and becomes the new end. Entries without a fault are
// exactly those whose digests were computed from them and their predecessor.
func (l *link) extend(e *governance.Entry) error {
	leaf, at := LeafOf(e), e.At.UnixMicro()
	switch {
	case e.Version != l.version+1:
		return fault(Version, leaf)
	case l.version > 0 && at < l.at:
		return fault(Time, leaf)
	case e.Seal(l.digest) != leaf.Digest:
		return fault(Digest, leaf)
	}
	*l = link{e.Version, at, leaf.Digest}
	return nil
}

// chains are the histories of all records of a feed, side by side: of each the
// end is kept, of none the entries.
type chains struct {
	ends  map[governance.Ref]*link
	refs  []governance.Ref // in the order in which they were met
	feed  Feed
	midst bool // the reading began in the midst of the feed
}

func newChains(feed Feed, midst bool) *chains {
	return &chains{ends: map[governance.Ref]*link{}, feed: feed, midst: midst}
}

// extend puts an entry of the feed to its record's history.
func (c *chains) extend(ctx context.Context, e *governance.Entry) error {
	end := c.ends[e.Ref]
	if end == nil {
		end = &link{}
		if c.midst && e.Version > 1 {
			before, err := c.before(ctx, e)
			if err != nil {
				return err
			}
			*end = before
		}
		c.ends[e.Ref] = end
		c.refs = append(c.refs, e.Ref)
	}
	return end.extend(e)
}

// before is the end of a history just before an entry: that part of it lies
// under the reading that came before and was verified then.
func (c *chains) before(ctx context.Context, e *governance.Entry) (link, error) {
	span := governance.Span{Ref: e.Ref, After: e.Version - 2, Limit: 1}
	found, err := c.feed.Entries(ctx, span)
	if err != nil {
		return link{}, reading(e.Ref, err)
	}
	if len(found) == 0 || found[0].Version != e.Version-1 {
		return link{}, fault(Version, LeafOf(e))
	}
	return link{e.Version - 1, found[0].At.UnixMicro(), found[0].Digest}, nil
}
