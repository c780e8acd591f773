package httpapi

import (
	"net/http"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// How many events a page holds.
const (
	usualEvents = 100
	mostEvents  = 1000
)

var faultPosition = governance.Fault{Code: "bad-position",
	Detail: governance.Text{Zh: "不是本事件流给出的位置", En: "is not a position that this feed gave"}}

// feedReaders says who may read the feed.
var feedReaders = []governance.Text{{Zh: "智慧管理服务中心及集成账号", En: "the service centre and integration accounts"}}

// events answers with a page of the feed, or with the feed as it goes on.
func (c *call) events() error {
	q, err := c.query("after", "limit")
	if err != nil {
		return err
	}
	limit := q.number("limit", usualEvents, 1, mostEvents)
	after, err := c.position(q)
	if err != nil {
		return err
	}
	if err := c.mayRead(); err != nil {
		return err
	}
	if c.media == streamMedia {
		return c.stream(after)
	}
	// The ledger promises that no entry ever appears behind a position that was
	// read, so the last position of a page is all a reader need keep.
	events, err := c.api.feed.Read(c.r.Context(), after, limit)
	if err != nil {
		return err
	}
	page := struct {
		Items []feed.Event `json:"items"`
		Next  *string      `json:"next"` // where to go on; null when there was nothing
	}{Items: events}
	if n := len(events); n > 0 {
		next := events[n-1].Position.String()
		page.Next = &next
	} else {
		page.Items = []feed.Event{}
	}
	return c.json(page)
}

// position reads where to begin: behind the last event that a stream has seen,
// else behind ?after=, else at the beginning.
func (c *call) position(q *query) (feed.Position, error) {
	text, ok := q.values["after"]
	if ok {
		if _, err := feed.ParsePosition(text); err != nil {
			q.bad("after", faultPosition)
		}
	}
	if last := c.r.Header.Get("Last-Event-ID"); last != "" && c.media == streamMedia {
		text, ok = last, true
	}
	if err := q.err(); err != nil {
		return 0, err
	}
	if !ok {
		return 0, nil
	}
	n, err := feed.ParsePosition(text)
	if err != nil {
		return 0, malformedHeader("Last-Event-ID", faultPosition.Detail.Zh, faultPosition.Detail.En)
	}
	return n, nil
}

// mayRead asks whether the caller may read the feed.
func (c *call) mayRead() error {
	tree, err := c.tree(c.today())
	if err != nil {
		return err
	}
	if !c.api.options.MayReadFeed(c.actor, tree) {
		return &governance.ForbiddenError{Verb: "events", Who: feedReaders}
	}
	return nil
}

// streams reports whether a request asks for a stream, which stays.
func streams(r *http.Request) bool {
	return r.URL.Path == "/v1/events" && strings.Contains(r.Header.Get("Accept"), streamMedia)
}
