package orgtree

import "github.com/jinlin-project/jinlin/civil"

// Unit is a unit as it is on one day (单位): the answer of a [Tree]. The dated
// facts it was read from stay in the [Org].
type Unit struct {
	Code   Code   `json:"code" zh:"代码" en:"Code"`
	Name   string `json:"name" zh:"名称" en:"Name"`
	Kind   Kind   `json:"kind" zh:"类别" en:"Kind"`
	Form   Form   `json:"form,omitzero" zh:"组织形式" en:"Form"`      // street or town, committee or branch
	Parent Code   `json:"parent,omitempty" zh:"上级单位" en:"Parent"` // none for a root
	At     Code   `json:"at,omitempty" zh:"所在单位" en:"Stands at"`  // where a Party organisation stands
	Covers []Code `json:"covers,omitempty" zh:"覆盖范围" en:"Covers"` // what a grid, Party organisation or body covers; shared, read-only
}

// Post is a post held by a person in a unit (岗位), for the days of the half-open
// interval [From, To): To is the first day on which it is no longer held, and
// [civil.Forever] while no end is known.
//
// Person is an opaque id; names stand elsewhere, being personal data.
type Post struct {
	ID           string     `json:"-"`
	Kind         PostKind   `json:"kind" zh:"类别" en:"Kind"`
	Unit         Code       `json:"unit" zh:"单位" en:"Unit"`
	Person       string     `json:"person" zh:"人员" en:"Person"`
	Source       string     `json:"source,omitempty" zh:"人员来源" en:"Source"`                // id of one of the kind's sources
	PartTime     bool       `json:"partTime,omitempty" zh:"兼职" en:"Part-time"`             // a part-time mediator, say
	AfterVacancy bool       `json:"afterVacancy,omitempty" zh:"此前空缺" en:"After a vacancy"` // the post was knowingly vacant before
	From         civil.Date `json:"from" zh:"任职之日" en:"From"`
	To           civil.Date `json:"to" zh:"离任之日" en:"To"`
}

// HeldOn reports whether the post is held on a day.
func (p Post) HeldOn(day civil.Date) bool { return p.From <= day && day < p.To }

// Person is what the organisation knows about a person on one day (人员): no
// name, only an opaque id, Party membership, and the unit they belong to.
type Person struct {
	ID     string `json:"id" zh:"编号" en:"Id"`
	Member bool   `json:"member,omitempty" zh:"党员" en:"Party member"` // carries Party membership (党员)
	Home   Code   `json:"home,omitempty" zh:"所属党组织或住处" en:"Home"`     // home Party organisation, or the compound or community they live in
}
