package orgtree

import "github.com/jinlin-project/jinlin/civil"

// Unit is a unit as it is on one day (单位): the answer of a [Tree]. The dated
// facts it was read from stay in the [Org].
type Unit struct {
	Code   Code   `json:"code"`
	Name   string `json:"name"`
	Kind   Kind   `json:"kind"`
	Form   Form   `json:"form,omitzero"`    // street or town, committee or branch
	Parent Code   `json:"parent,omitempty"` // none for a root
	At     Code   `json:"at,omitempty"`     // where a Party organisation stands
	Covers []Code `json:"covers,omitempty"` // what a grid, Party organisation or body covers; shared, read-only
}

// Post is a post held by a person in a unit (岗位), for the days of the half-open
// interval [From, To): To is the first day on which it is no longer held, and
// [civil.Forever] while no end is known.
//
// Person is an opaque id; names stand elsewhere, being personal data.
type Post struct {
	ID           string     `json:"-"`
	Kind         PostKind   `json:"kind"`
	Unit         Code       `json:"unit"`
	Person       string     `json:"person"`
	Source       string     `json:"source,omitempty"`       // id of one of the kind's sources
	PartTime     bool       `json:"partTime,omitempty"`     // a part-time mediator, say
	AfterVacancy bool       `json:"afterVacancy,omitempty"` // the post was knowingly vacant before
	From         civil.Date `json:"from"`
	To           civil.Date `json:"to"`
}

// HeldOn reports whether the post is held on a day.
func (p Post) HeldOn(day civil.Date) bool { return p.From <= day && day < p.To }

// Person is what the organisation knows about a person on one day (人员): no
// name, only an opaque id, Party membership, and the unit they belong to.
type Person struct {
	ID     string `json:"id"`
	Member bool   `json:"member,omitempty"` // carries Party membership (党员)
	Home   Code   `json:"home,omitempty"`   // home Party organisation, or the compound or community they live in
}
