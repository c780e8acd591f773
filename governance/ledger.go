package governance

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// A Ref names one record: the kind of institution it belongs to and its id.
type Ref struct {
	Kind string
	ID   uuid.UUID
}

// Ledger is the whole contract of storage. It keeps documents, history, the
// index of headers and the few things that must be unique; it decides nothing.
// The suite in governance/ledgertest holds every rule below as a case that
// explains itself: run it against your own implementation.
//
// Every method may be called from many goroutines and honours its context.
// Times go in and come out with microsecond precision, as the same instant;
// the zone they come back in does not matter. Text is any valid UTF-8 without
// NUL; the caller has checked that. A ledger keeps no slice it was handed, and
// what it returns belongs to the caller.
type Ledger interface {
	// Load returns what is stored under each ref, in their order. A record
	// that does not exist comes back with Version 0. Each Stored is of one
	// piece: its document and its personal values belong to its version.
	Load(ctx context.Context, refs ...Ref) ([]Stored, error)

	// Commit makes all of c durable or none of it, and returns only then. It
	// fails with a *ConflictError when a write's or an expectation's version
	// is not the current one (Changed, Depends), when a claim is already held
	// (Claimed), or when the idempotency key is already kept (KeyPending, and
	// nothing is written). The key is looked at first, so that one of two
	// equal commits is told KeyPending and not Changed; a key whose answer has
	// expired at c.At is free again. A claim that one write of the commit
	// releases another may take; a claim held by the taking record itself is
	// held nevertheless. No record is written twice in one commit.
	Commit(ctx context.Context, c Commit) error

	// Find returns the records that match, in the query's order.
	Find(ctx context.Context, q Query) (Page, error)

	// Count returns how many records Find would return on all its pages, split
	// by the values of the given columns; without columns it returns one tally,
	// which may be of zero. Limit and After of the query do not matter. Tallies
	// come in the order of their values, column by column, as Go compares
	// strings.
	Count(ctx context.Context, q Query, by ...Column) ([]Tally, error)

	// Entries returns history in order: of one record by version, or, when
	// span.Ref is zero, the feed of everything by position. A reader that
	// continues from the last position it saw never misses an entry, however
	// late its writer committed; it has read everything when a page is empty.
	// The history of one record comes with the personal values still kept,
	// those of the commands' own fields too; the feed never does.
	Entries(ctx context.Context, span Span) ([]Entry, error)

	// Reserve takes n numbers of a series and returns the first. Numbers
	// begin at 1 and are never given twice; gaps are allowed.
	Reserve(ctx context.Context, series string, n int64) (int64, error)

	// Answer returns what was committed under an idempotency key, or a zero
	// Answer when nothing is kept under it at the instant now.
	Answer(ctx context.Context, account, key string, now time.Time) (Answer, error)
}

// Stored is a record as the ledger keeps it.
type Stored struct {
	Ref      Ref
	Version  int64     // 0: there is no such record
	At       time.Time // of its last entry
	Digest   Digest    // of its last entry
	Document Document
	Personal []Personal // the current value of each sealed field, by name
}

// A Commit is everything one decision changes, over all records it touches.
type Commit struct {
	At      time.Time
	Writes  []Write
	Expect  []Expectation
	Account string // whose idempotency key it is
	Key     string // empty: none
	Answer  Answer // kept under Key
}

// An Expectation is a record that the decision read and did not change: the
// commit fails if it is no longer at that version.
type Expectation struct {
	Ref     Ref
	Version int64
}

// A Write is what a commit changes of one record. Entries carry consecutive
// versions from Base+1, each chained to the one before.
type Write struct {
	Ref      Ref
	Base     int64 // the version it was decided upon; 0 creates the record
	Header   Header
	Document Document
	Entries  []Entry
	Personal []Personal // new sealed values; their Version says of which entry
	Erase    bool       // delete all sealed values and salts, the title, and kept answers about this record; what this commit itself seals and answers stays
	Audience []Share    // replaces the record's whole audience; nil leaves it as it is
	Take     []Claim
	Release  []Claim // releasing what is not held by this record does nothing
}

// Version is the version of the record after the write.
func (w *Write) Version() int64 { return w.Base + int64(len(w.Entries)) }

// A Claim is a unique key that at most one record holds: one vote of one
// person, one seat, one slot of a venue.
type Claim string

// A Share lets the holders of a key see a record; Desk says that something
// about it is theirs to do. Of a key given twice, the one with Desk counts.
type Share struct {
	Key  string
	Desk bool
}

// A Header is what can be searched and sorted by: real, indexed columns. Zero
// values mean "none".
type Header struct {
	District string // code of the district, by which tables are partitioned
	Serial   string
	Phase    Phase
	Outcome  string
	Class    string // the institution's own main division, such as a matter's list
	Category string
	Unit     string // code of the unit or place it is about
	Person   string // who brought it
	Parent   uuid.UUID
	Opened   time.Time
	Closed   time.Time
	Due      time.Time // the earliest running deadline, what officials see
	Wake     time.Time // when time itself must act next, what the sweeper sees
	Late     int       // deadlines missed so far
	Title    string    // personal content: searched, never in history, gone after Erase
}

// A Column is a header column that Count can split by.
type Column string

// The columns to split by.
const (
	ByPhase    Column = "phase"
	ByOutcome  Column = "outcome"
	ByClass    Column = "class"
	ByCategory Column = "category"
	ByUnit     Column = "unit"
	ByLate     Column = "late" // the number of missed deadlines, in decimal
)

// A Tally is how many records share the same values of the columns asked for.
type Tally struct {
	Values []string
	Count  int64
}

// An Order is how Find sorts. Records that tie are sorted by id.
type Order uint8

// The orders of Find.
const (
	Newest Order = iota // latest opened first; records without an opening come last
	Dues                // earliest due first; records without one are left out
	Wakes               // earliest wake first; records without one are left out
)

// A Query says which records to find. Fields left zero do not restrict; the
// elements of a slice are alternatives. A restriction on a time leaves out the
// records that have none.
type Query struct {
	Kind       string
	Keys       []string // the record's audience has one of these; nil: everybody's records; empty: none
	Desk       bool     // … and as something to do
	Among      []string // besides Keys, the audience also has one of these
	Phases     []Phase
	Outcome    string
	Class      string
	Category   string
	Unit       []string
	Person     string
	Parent     uuid.UUID
	OpenedFrom time.Time // included
	OpenedTo   time.Time // not included
	ClosedFrom time.Time // included
	ClosedTo   time.Time // not included
	DueBefore  time.Time
	WakeBy     time.Time // wake at or before
	Text       string    // part of the serial or the title, letter case ignored for ASCII
	Order      Order
	After      Cursor
	Limit      int // at most this many; 0 means 50, more than 1000 means 1000
}

// A Cursor continues a Find behind the last record of the page before. It is
// only meaningful with the same query.
type Cursor struct {
	At time.Time // the sort column of that record
	ID uuid.UUID
}

// IsZero reports whether the cursor stands before the first page.
func (c Cursor) IsZero() bool { return c.ID == uuid.Nil }

// A Page is one page of found records; Next is zero on the last one.
type Page struct {
	Items []Stored
	Next  Cursor
}

// A Span is a stretch of history: of one record after a version, or of the
// feed after a position.
type Span struct {
	Ref   Ref   // zero: the feed of all records
	After int64 // version or position after which to begin
	Limit int   // 0 means 100, more than 10000 means 10000
}

// An Answer is what a command answered when it was first given, kept for those
// who ask again.
type Answer struct {
	Ref     Ref       // the record it is about; erasing that record erases the answer
	Request Digest    // of the request: the same key with another request is refused
	Body    []byte    // nil: no answer is kept
	Until   time.Time // not included
}
