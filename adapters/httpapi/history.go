package httpapi

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// How many entries a page of a history holds. Entries are small and are read in
// one stretch, so a page may be longer than one of records.
const (
	usualHistory = 100
	mostHistory  = 1000
)

// entry is an entry of a history on the wire.
type entry struct {
	Version int64      `json:"version"`
	At      time.Time  `json:"at"`
	AsOf    *time.Time `json:"asOf,omitempty"` // only where time acted late
	Command string     `json:"command"`
	Label   string     `json:"label"`
	Rule    string     `json:"rule,omitempty"`
	By      by         `json:"by"`
	Changes object     `json:"changes"`
	Body    object     `json:"body"`
	Cause   *cause     `json:"cause,omitempty"`
	Digest  string     `json:"digest"`
}

// by says who acted. The law leaves the person out who did not act for a unit.
type by struct {
	Unit      orgtree.Code `json:"unit,omitempty"`
	UnitName  string       `json:"unitName,omitempty"`
	Post      string       `json:"post,omitempty"`
	PostLabel string       `json:"postLabel,omitempty"`
	Person    string       `json:"person,omitempty"`
	System    bool         `json:"system,omitempty"`
}

// cause is the entry of another record that this one follows from.
type cause struct {
	Kind    string    `json:"kind"`
	ID      uuid.UUID `json:"id"`
	Version int64     `json:"version"`
}

// causeOf is nil for an entry that somebody asked for, which is most of them.
func causeOf(c governance.Cause) *cause {
	if c.IsZero() {
		return nil
	}
	return &cause{c.Ref.Kind, c.Ref.ID, c.Version}
}

// object are fields that are written as a JSON object, in their order. A field
// that was removed is null.
type object []governance.Field

// MarshalJSON joins the bytes of the fields as they stand.
func (o object) MarshalJSON() ([]byte, error) {
	fields := make([]governance.Field, len(o))
	for i, f := range o {
		if f.Value == nil {
			f.Value = []byte("null")
		}
		fields[i] = f
	}
	return governance.Join(fields), nil
}

// history answers with a page of a record's entries.
func (r *resource) history(c *call) error {
	id, err := c.id()
	if err != nil {
		return err
	}
	q, err := c.query("after", "limit")
	if err != nil {
		return err
	}
	limit, after := q.number("limit", usualHistory, 1, mostHistory), q.number("after", 0, 0, mostVersion)
	if err := q.err(); err != nil {
		return err
	}
	// One more than is shown tells whether there are more.
	views, err := r.shelf.History(c.r.Context(), c.actor, id, int64(after), limit+1)
	if err != nil {
		return err
	}
	page := historyPage{Items: make([]entry, 0, len(views))}
	if len(views) > limit {
		views = views[:limit]
		next := strconv.FormatInt(views[limit-1].Version, 10)
		page.Next = &next
	}
	for i := range views {
		one, err := c.entry(&views[i])
		if err != nil {
			return err
		}
		page.Items = append(page.Items, one)
	}
	return c.json(page)
}

// mostVersion bounds what is taken for a version: no record will see so many,
// and the sum of a version and a page stays a number.
const mostVersion = 1 << 40

// historyPage is a page of a history.
type historyPage struct {
	Items []entry `json:"items"`
	Next  *string `json:"next"` // what to pass as after for the rest; null at the end
}

// entry shows an entry in the caller's language. What it holds, masked or not,
// is the law's; here it only gets its names.
func (c *call) entry(e *governance.EntryView) (entry, error) {
	out := entry{
		Version: e.Version, At: e.At.In(civil.Zone), Command: e.Command, Label: e.Label.In(c.lang), Rule: e.Rule,
		Changes: object(e.Changes), Body: object(e.Body), Cause: causeOf(e.Cause), Digest: e.Digest.String(),
	}
	if !e.AsOf.Equal(e.At) {
		asOf := e.AsOf.In(civil.Zone)
		out.AsOf = &asOf
	}
	var err error
	out.By, err = c.by(e.By, e.At)
	return out, err
}

// by names the unit and post of a stamp. A unit that is no longer there is
// named as it was when it acted.
func (c *call) by(s governance.Stamp, at time.Time) (by, error) {
	out := by{Unit: orgtree.Code(s.Unit), Person: s.Person, System: s.System}
	if kind, err := orgtree.ParsePostKind(s.Post); err == nil {
		out.Post, out.PostLabel = s.Post, governance.Text(kind.Label()).In(c.lang)
	}
	if out.Unit == "" {
		return out, nil
	}
	tree, err := c.tree(c.today())
	if err == nil && !tree.Has(out.Unit) {
		tree, err = c.api.office.Tree(c.r.Context(), civil.DateOf(at))
	}
	if err != nil {
		return out, err
	}
	out.UnitName = tree.Name(out.Unit)
	return out, nil
}
