package httpapi

import (
	"net/http"
	"time"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// stream sends the feed as it goes on (server-sent events). It asks the ledger
// at an interval, since another replica may have written; a page that is full
// is followed at once. The stream ends when the client leaves, when the
// request's context ends, which is how a server drains, or when the caller may
// no longer read.
func (c *call) stream(after feed.Position) error {
	h := c.w.Header()
	h.Set("Content-Type", streamMedia)
	h.Set("X-Accel-Buffering", "no") // else proxies hold events back
	out := http.NewResponseController(c.w)
	// A stream outlives the server's write timeout. Where deadlines are not
	// supported there is none to lift.
	_ = out.SetWriteDeadline(time.Time{})
	c.w.WriteHeader(http.StatusOK)
	if c.r.Method == http.MethodHead {
		return nil
	}
	_, _ = c.w.Write([]byte(": \n\n")) // tells the client that the stream stands
	if out.Flush() == nil {            // else the client has gone
		c.follow(after, out)
	}
	return nil
}

// follow sends events until there is nobody to send them to. What goes wrong
// now cannot become a status; the client comes back with its last position.
func (c *call) follow(after feed.Position, out *http.ResponseController) {
	poll, beat := time.NewTicker(c.api.options.FeedInterval), time.NewTicker(c.api.options.Heartbeat)
	defer poll.Stop()
	defer beat.Stop()
	for {
		events, err := c.api.feed.Read(c.r.Context(), after, usualEvents)
		if err != nil || !c.sendEvents(events, out) {
			return
		}
		if n := len(events); n > 0 {
			after = events[n-1].Position
		}
		if len(events) == usualEvents {
			continue
		}
		select {
		case <-c.r.Context().Done():
			return
		case <-beat.C:
			if !c.beat(out) {
				return
			}
		case <-poll.C:
		}
	}
}

// sendEvents writes events and reports whether they went out.
func (c *call) sendEvents(events []feed.Event, out *http.ResponseController) bool {
	if len(events) == 0 {
		return true
	}
	for i := range events {
		e := &events[i]
		if _, err := c.w.Write([]byte("id: " + e.Position.String() + "\ndata: " + string(e.JSON) + "\n\n")); err != nil {
			return false
		}
	}
	return out.Flush() == nil
}

// beat keeps the connection open and asks anew who is reading: a session that
// has ended, or a post that was given up, ends the stream.
func (c *call) beat(out *http.ResponseController) bool {
	var err error
	c.known = nil // the organisation may have changed since
	if c.actor, err = c.api.who(c.r); err != nil || c.actor.Account == "" || c.mayRead() != nil {
		return false
	}
	if _, err := c.w.Write([]byte(": \n\n")); err != nil {
		return false
	}
	return out.Flush() == nil
}
