package feed

import (
	"context"
	"fmt"
	"time"
)

// A Keeper keeps where named readers stand, and lets one holder at a time move
// each on. The suite in governance/feed/feedtest holds every rule below as a
// case that explains itself: run it against your own implementation.
//
// Every method may be called from many goroutines and honours its context. What
// was answered is durable. Times are handed in and kept with the precision of
// microseconds; a keeper reads no clock.
type Keeper interface {
	// Acquire gives the lease of a reader to whoever bids, unless it is held by
	// somebody else and has not run out at bid.Now: then a *HeldError says until
	// when. It makes no difference who that somebody is: two processes may have
	// the same name. A reader that nobody ever held begins at bid.Begin; later
	// bids do not move it. Each lease has a greater token than all before.
	Acquire(ctx context.Context, bid Bid) (Lease, error)

	// Advance moves the reader to a position, and the end of the lease to until;
	// the position where it stands already only renews. It fails with a
	// *LostError when the lease is not the reader's last, or was released, and
	// with a *BackwardError when the position lies before the one kept; then
	// nothing is changed. A lease that has run out, but that nobody has taken
	// since, is still good: refusing it would protect nothing.
	Advance(ctx context.Context, lease Lease, to Position, until time.Time) error

	// Release gives the lease up, so that the next bid gets one at once. Doing so
	// with a lease that is lost does nothing.
	Release(ctx context.Context, lease Lease) error

	// Standing tells how things are; of a reader that nobody ever held, the zero
	// value.
	Standing(ctx context.Context, reader string) (Standing, error)
}

// A Bid asks for the lease of a reader.
type Bid struct {
	Reader string // whose position it is, such as "nats"
	Holder string // who asks, for people to read
	Now    time.Time
	Until  time.Time // when the lease is to run out
	Begin  Position  // where to begin, if the reader is new
}

// A Lease is the right to move a reader on.
type Lease struct {
	Reader   string
	Token    int64    // 1 or more, and greater than that of every earlier lease
	Position Position // where the reader stood when it was given
}

// A Standing is how things are with a reader.
type Standing struct {
	Position Position
	Token    int64 // of the last lease; 0: nobody ever held it
	Holder   string
	Until    time.Time // zero: nobody holds it
}

// A HeldError says that somebody else has the lease.
type HeldError struct {
	Reader string
	Until  time.Time
}

// Error names the reader and until when.
func (e *HeldError) Error() string {
	return fmt.Sprintf("feed: reader %s is held until %s", e.Reader, e.Until.UTC().Format(time.RFC3339Nano))
}

// A LostError says that the lease is somebody else's by now, or was released.
type LostError struct{ Reader string }

// Error names the reader.
func (e *LostError) Error() string {
	return fmt.Sprintf("feed: the lease of reader %s is lost", e.Reader)
}

// A BackwardError says that a reader was to go back. To read again from an
// earlier position, begin under another name.
type BackwardError struct {
	Reader   string
	Kept, To Position
}

// Error names both positions.
func (e *BackwardError) Error() string {
	return fmt.Sprintf("feed: reader %s stands at %s and does not go back to %s", e.Reader, e.Kept, e.To)
}

// Letters keep what could not be delivered and was laid aside. They hold no
// contents: the entry stands in the ledger for ever. A keeper may be the one who
// keeps them, too; the suite then looks at both.
type Letters interface {
	// Bury keeps a letter. One of the same reader and position is kept already:
	// it stays as it is, without an error.
	Bury(ctx context.Context, letter Letter) error
	// Buried returns the letters of a reader behind a position, in the order of
	// the feed, at most limit of them.
	Buried(ctx context.Context, reader string, after Position, limit int) ([]Letter, error)
}

// A Letter is a dead one: an event that a sink would not take.
type Letter struct {
	Reader   string
	Position Position
	Event    string // its id
	Tries    int
	Reason   string // of the sink's own words: nothing that the other side said
	At       time.Time
}
