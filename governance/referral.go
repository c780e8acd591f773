package governance

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Refer opens a record of another institution out of one (转办): a voice becomes a
// matter, a decision becomes a task, in one commit. An institution that lets
// others refer to it has a row for it, by consequence; whoever refers knows no
// more of it than its kind. What the receiving institution has no use for, it
// leaves.
type Refer struct {
	Title    string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string       `json:"text" zh:"内容" en:"Text" rule:"required,max=5000" personal:"content"`
	Category string       `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Unit     orgtree.Code `json:"unit" zh:"地点或单位" en:"Where it is" rule:"required"`
	Address  string       `json:"address,omitempty" zh:"详细地址" en:"Address" rule:"max=200" personal:"content"`
	Owner    orgtree.Code `json:"owner,omitempty" zh:"责任单位" en:"Whose it is to do"`
	Due      civil.Date   `json:"due,omitzero" zh:"完成期限" en:"By when"`
	Subject  string       `json:"subject,omitempty" zh:"当事人" en:"The person in whose name"`
	From     orgtree.Code `json:"from,omitempty" zh:"来自单位" en:"The unit in whose name"`
}

// Verb is "refer".
func (Refer) Verb() string { return "refer" }

// Site is where it is.
func (r Refer) Site() orgtree.Code { return r.Unit }

// Concluded tells the record that another came from how that other ended. It is
// given by [Head.Close] to institutions that have a row for it; the moment's cause
// says which record it was.
type Concluded struct {
	Outcome string `json:"outcome" zh:"结果" en:"Outcome"`
}

// Verb is "concluded".
func (Concluded) Verb() string { return "concluded" }

// Referrals count what a record has referred to others (转办), and what came of it,
// for institutions to embed in their records.
type Referrals struct {
	Given int `json:"given,omitempty" zh:"转办数" en:"Referred to others"`
	Ended int `json:"ended,omitempty" zh:"已了结数" en:"Of them at an end"`
	Done  int `json:"done,omitempty" zh:"已完成数" en:"Of them done"`
}

// Open is how many of them are not at an end.
func (r *Referrals) Open() int { return r.Given - r.Ended }

// Hear counts an end; it was done if the outcome is one of those given.
func (r *Referrals) Hear(c Concluded, done ...string) {
	r.Ended++
	if slices.Contains(done, c.Outcome) {
		r.Done++
	}
}

// An Origin is the record that another was opened out of, as "kind:id".
type Origin string

// OriginOf names a record as an origin.
func OriginOf(ref Ref) Origin { return Origin(ref.Kind + ":" + ref.ID.String()) }

// Ref is the record that is named, and whether one is.
func (o Origin) Ref() (Ref, bool) {
	kind, id, _ := strings.Cut(string(o), ":")
	parsed, err := uuid.Parse(id)
	return Ref{kind, parsed}, err == nil
}

// Origin is the record whose command the moment's follows from, to be kept in
// [Head.Origin] of the record that is opened.
func (m *Moment) Origin() Origin { return OriginOf(m.Cause.Ref) }

// Tell asks for a command on another record if its institution has one of that
// name; where it has none, nothing is told.
func (m *Moment) Tell(to Ref, cmd Command) {
	m.effects.Further = append(m.effects.Further, Further{Ref: to, Command: cmd, told: true})
}

// deaf reports whether a further command is told to an institution that has no
// such command, or is not there.
func (o *Office) deaf(f *Further) bool {
	if !f.told {
		return false
	}
	s, ok := o.byKind[f.Ref.Kind]
	return !ok || s.Describe().Sheet(f.Command.Verb()) == nil
}
