package assembly

import (
	"context"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/examples/server/database"
)

// latest shares one look at the world among all who ask for one at the same
// time. Nobody is given a look that began before they asked, so that each sees
// whatever was done before; and however many ask, one looks and the others wait.
type latest struct {
	looking sync.Mutex // one look at a time

	mu   sync.Mutex
	next *look // not begun yet; who comes now shares it
}

// look is one look at the world.
type look struct {
	done chan struct{} // closed when it has ended
	err  error
}

// lookFor is how long a look may take, and how long anybody waits for one. It is
// a matter of milliseconds, unless the database has no room or is away.
const lookFor = 3 * time.Second

// after returns when a look that began after the call has ended, or fails when
// that takes too long.
func (l *latest) after(ctx context.Context, work func(context.Context) error) error {
	l.mu.Lock()
	mine := l.next
	if mine == nil {
		mine = &look{done: make(chan struct{})}
		l.next = mine
		go l.carryOut(mine, work)
	}
	l.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, lookFor)
	defer cancel()
	select {
	case <-mine.done:
		return mine.err
	case <-ctx.Done():
		return database.Unavailable(ctx.Err())
	}
}

func (l *latest) carryOut(one *look, work func(context.Context) error) {
	l.looking.Lock()
	defer l.looking.Unlock()
	l.mu.Lock()
	l.next = nil // it begins: who comes from now on needs another
	l.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), lookFor)
	defer cancel()
	one.err = work(ctx)
	close(one.done)
}

// current brings this replica up to what others have done before now: to their
// changes of the organisation, which rights follow from, and to the
// demonstration's time. Whoever is alone on the database is up to it anyway.
func (s *Server) current(ctx context.Context) error {
	if !s.storage.Shared() {
		return nil
	}
	return s.looks.after(ctx, func(ctx context.Context) error {
		if err := s.directory.Refresh(ctx); err != nil {
			return err
		}
		return s.followTime(ctx)
	})
}
