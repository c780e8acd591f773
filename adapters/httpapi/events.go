package httpapi

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// How many events a page holds.
const (
	usualEvents = 100
	mostEvents  = 1000
)

// event is an entry of the feed as a CloudEvent 1.0 in structured JSON.
type event struct {
	SpecVersion string    `json:"specversion"`
	ID          string    `json:"id"`     // kind, record and version: the same entry has the same id for ever
	Source      string    `json:"source"` // the collection
	Type        string    `json:"type"`   // "jinlin." kind "." command
	Subject     uuid.UUID `json:"subject"`
	Time        time.Time `json:"time"`
	ContentType string    `json:"datacontenttype"`
	Position    string    `json:"position"` // extension: where the reader stands after this event
	Data        eventData `json:"data"`
}

// eventData is what happened. It holds no personal data: neither what was
// sealed nor who a person is.
type eventData struct {
	Kind    string     `json:"kind"`
	ID      uuid.UUID  `json:"id"`
	Version int64      `json:"version"`
	Command string     `json:"command"`
	Rule    string     `json:"rule,omitempty"`
	AsOf    *time.Time `json:"asOf,omitempty"`
	By      by         `json:"by"`
	Cause   *cause     `json:"cause,omitempty"`
	Changes object     `json:"changes"`
	Body    object     `json:"body"`
	Digest  string     `json:"digest"`
}

// event shows an entry to readers of the feed.
func (a *api) event(e *governance.Entry) event {
	out := event{
		SpecVersion: "1.0", ID: e.Ref.Kind + "/" + e.Ref.ID.String() + "/" + strconv.FormatInt(e.Version, 10),
		Source: a.options.Prefix + "/v1/" + e.Ref.Kind, Type: "jinlin." + e.Ref.Kind + "." + e.Verb,
		Subject: e.Ref.ID, Time: e.At.In(civil.Zone), ContentType: jsonMedia, Position: writePosition(e.Position),
		Data: eventData{
			Kind: e.Ref.Kind, ID: e.Ref.ID, Version: e.Version, Command: e.Verb, Rule: e.Rule,
			Cause: causeOf(e.Cause), Changes: object{}, Body: object{}, Digest: e.Digest.String(),
		},
	}
	if e.By.Unit != "" || e.By.System {
		out.Data.By = by{Unit: orgtree.Code(e.By.Unit), Post: e.By.Post, System: e.By.System}
	}
	if !e.AsOf.Equal(e.At) {
		asOf := e.AsOf.In(civil.Zone)
		out.Data.AsOf = &asOf
	}
	if r := a.kinds[e.Ref.Kind]; r != nil {
		out.Source = a.options.Prefix + r.path
		out.Data.Changes = impersonal(e.Changes, r.about.Fields)
		if sheet := r.about.Sheet(e.Verb); sheet != nil {
			out.Data.Body = impersonal(e.Body, sheet.Fields)
		}
	}
	return out
}

// hidden are the head's fields that only the law itself reads.
var hidden = map[string]bool{"schema": true, "subject": true, "timers": true, "revealed": true}

// impersonal keeps the fields that are known and hold no personal data anywhere
// inside. The feed leaves the house, to a broker, to other systems and into
// their logs, so it carries less than a history does.
func impersonal(fields []governance.Field, specs []governance.FieldSpec) object {
	out := make(object, 0, len(fields))
	for _, f := range fields {
		for i := range specs {
			if specs[i].Name == f.Name && !hidden[f.Name] && !personal(specs[i]) {
				out = append(out, f)
			}
		}
	}
	return out
}

// personal reports whether a field holds personal data at any depth.
func personal(s governance.FieldSpec) bool {
	if s.Personal != "" || s.Mask != "" || s.Element != nil && personal(*s.Element) {
		return true
	}
	for _, inner := range s.Fields {
		if personal(inner) {
			return true
		}
	}
	return false
}

// The position in the feed is opaque to readers: a mark and a number in base
// 36. It may become another thing without telling them.
const (
	positionMark = "p"
	positionBase = 36
)

func writePosition(n int64) string { return positionMark + strconv.FormatInt(n, positionBase) }

func readPosition(text string) (int64, bool) {
	digits, marked := strings.CutPrefix(text, positionMark)
	n, err := strconv.ParseInt(digits, positionBase, 64)
	return n, marked && err == nil && n >= 0 && writePosition(n) == text
}

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
	entries, err := c.api.office.Feed(c.r.Context(), after, limit)
	if err != nil {
		return err
	}
	page := struct {
		Items []event `json:"items"`
		Next  *string `json:"next"` // where to go on; null when there was nothing
	}{Items: make([]event, 0, len(entries))}
	for i := range entries {
		page.Items = append(page.Items, c.api.event(&entries[i]))
		page.Next = &page.Items[i].Position
	}
	return c.json(page)
}

// position reads where to begin: behind the last event that a stream has seen,
// else behind ?after=, else at the beginning.
func (c *call) position(q *query) (int64, error) {
	text, ok := q.values["after"]
	if ok {
		if _, good := readPosition(text); !good {
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
	n, good := readPosition(text)
	if !good {
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
