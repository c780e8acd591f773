package feed

import (
	"bytes"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/orgtree"
)

// The media types of events, in the modes that carry them whole.
const (
	MediaType      = "application/cloudevents+json; charset=utf-8"       // one event
	BatchMediaType = "application/cloudevents-batch+json; charset=utf-8" // a list, as [Batch] writes it
)

// An Event is one entry of the feed as it leaves the house. JSON is all of it,
// a CloudEvent 1.0 in structured mode; the other fields are for whoever routes
// it, and say nothing that JSON does not.
type Event struct {
	ID       string // kind, record and version: the same entry has the same id for ever
	Position Position
	Kind     string
	District orgtree.Code // of the record; empty: it belongs to none
	Command  string
	JSON     []byte // to be read only
}

// MarshalJSON returns the event's bytes as they stand.
func (e Event) MarshalJSON() ([]byte, error) { return e.JSON, nil }

// Batch writes events as one JSON array, which is the batched mode of
// CloudEvents.
func Batch(events []Event) []byte {
	size := 1 + len(events)
	for i := range events {
		size += len(events[i].JSON)
	}
	var b bytes.Buffer
	b.Grow(size)
	b.WriteByte('[')
	for i := range events {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(events[i].JSON)
	}
	b.WriteByte(']')
	return b.Bytes()
}

// A Filter picks events. The elements of a list are alternatives; an empty list
// does not restrict.
type Filter struct {
	Kinds     []string       `json:"kinds,omitempty"`
	Districts []orgtree.Code `json:"districts,omitempty"`
	Commands  []string       `json:"commands,omitempty"`
}

// Match reports whether the filter picks the event.
func (f *Filter) Match(e *Event) bool {
	return among(f.Kinds, e.Kind) && among(f.Districts, e.District) && among(f.Commands, e.Command)
}

func among[T ~string](list []T, value T) bool { return len(list) == 0 || slices.Contains(list, value) }

// wire is an event as it is written. Names are those of CloudEvents 1.0, with
// two extensions: district and position.
type wire struct {
	SpecVersion string       `json:"specversion"`
	ID          string       `json:"id"`
	Source      string       `json:"source"` // the collection
	Type        string       `json:"type"`   // "jinlin." kind "." command
	Subject     uuid.UUID    `json:"subject"`
	Time        time.Time    `json:"time"`
	ContentType string       `json:"datacontenttype"`
	District    orgtree.Code `json:"district,omitempty"`
	Position    string       `json:"position"` // where the reader stands after this event
	Data        data         `json:"data"`
}

// data is what happened. It holds no personal data: neither what was sealed nor
// who a person is.
type data struct {
	Kind    string     `json:"kind"`
	ID      uuid.UUID  `json:"id"`
	Version int64      `json:"version"`
	Command string     `json:"command"`
	Rule    string     `json:"rule,omitempty"`
	AsOf    *time.Time `json:"asOf,omitempty"` // only where time acted late
	By      by         `json:"by"`
	Cause   *cause     `json:"cause,omitempty"`
	Changes object     `json:"changes"`
	Body    object     `json:"body"`
	Digest  string     `json:"digest"`
}

// by is for whom somebody acted: never who.
type by struct {
	Unit   orgtree.Code `json:"unit,omitempty"`
	Post   string       `json:"post,omitempty"`
	System bool         `json:"system,omitempty"`
}

// cause is the entry of another record that this one follows from.
type cause struct {
	Kind    string    `json:"kind"`
	ID      uuid.UUID `json:"id"`
	Version int64     `json:"version"`
}
