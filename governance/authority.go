package governance

import (
	"cmp"

	"github.com/jinlin-project/jinlin/orgtree"
)

// An Authority says who may give a command: those at the addresses that it
// reads from the record, anyone who is logged in, the system on behalf of
// time, or only another record's command. Rights, desks, audiences and the
// documentation are all read from it.
type Authority[S any] struct {
	ID    string
	Label Text

	who         func(*S, []Address) []Address
	anyone      bool
	system      bool
	consequence bool
}

// By is the authority of those at the addresses that who appends for a record.
func By[S any](id, zh, en string, who func(*S, []Address) []Address) Authority[S] {
	return Authority[S]{ID: id, Label: Text{zh, en}, who: who}
}

// ByUnitOf is the authority of those who act for the unit that a record names; while
// the record is being opened and names none, for the site of the command.
func ByUnitOf[S any](id, zh, en string, unit func(*S) orgtree.Code) Authority[S] {
	return By(id, zh, en, func(s *S, to []Address) []Address {
		return append(to, Unit(cmp.Or(unit(s), headOf(s).Site())))
	})
}

// ByUnitsOf is the authority of those who act for one of the units that a record
// names.
func ByUnitsOf[S any](id, zh, en string, units func(*S) []orgtree.Code) Authority[S] {
	return By(id, zh, en, func(s *S, to []Address) []Address {
		for _, u := range units(s) {
			to = append(to, Unit(u))
		}
		return to
	})
}

// ByTownOf is the authority of the town of a place that a record names (属地镇街).
func ByTownOf[S any](place func(*S) orgtree.Code) Authority[S] {
	return By("town", "镇街", "the town", func(s *S, to []Address) []Address { return append(to, Of(orgtree.Town, place(s))) })
}

// ByPersonOf is the authority of the person whom a record names.
func ByPersonOf[S any](id, zh, en string, person func(*S) string) Authority[S] {
	return By(id, zh, en, func(s *S, to []Address) []Address { return append(to, Person(person(s))) })
}

// ByCentre is the authority of the centre of the record's district.
func ByCentre[S any]() Authority[S] {
	return By("centre", "智慧管理服务中心", "the centre", func(s *S, to []Address) []Address { return headOf(s).WhoIsCentre(to) })
}

// Seen is an audience: those who have a say in the record by one of the authorities
// that name somebody, and the centre and the district, who oversee what is theirs.
func Seen[S any](by ...Authority[S]) func(*S, []Address) []Address {
	return func(s *S, to []Address) []Address {
		h := headOf(s)
		to = h.WhoIsDistrict(h.WhoIsCentre(to))
		for _, a := range by {
			if a.who != nil {
				to = a.who(s, to)
			}
		}
		return to
	}
}

// Published is an audience of everyone, those without an account too, besides those by
// whom a record is [Seen].
func Published[S any](by ...Authority[S]) func(*S, []Address) []Address {
	seen := Seen(by...)
	return func(s *S, to []Address) []Address { return append(seen(s, to), Public) }
}

// ByAnyone is the authority of everyone with an account.
func ByAnyone[S any]() Authority[S] {
	return Authority[S]{ID: "anyone", Label: Text{"任何登录者", "anyone logged in"}, anyone: true}
}

// BySystem is the authority of time: no person may give such a command.
func BySystem[S any]() Authority[S] {
	return Authority[S]{ID: "system", Label: Text{"系统按时限", "the system on behalf of time"}, system: true}
}

// ByConsequence is the authority of another record's command: it is not
// offered to people, whatever their posts.
func ByConsequence[S any]() Authority[S] {
	return Authority[S]{ID: "consequence", Label: Text{"由关联事项引起", "a consequence of another record"}, consequence: true}
}

// Or is the authority of those whom either admits.
func (a Authority[S]) Or(b Authority[S]) Authority[S] {
	or := Authority[S]{
		ID:          a.ID + "|" + b.ID,
		Label:       Text{a.Label.Zh + "或" + b.Label.Zh, a.Label.En + " or " + b.Label.En},
		anyone:      a.anyone || b.anyone,
		system:      a.system || b.system,
		consequence: a.consequence || b.consequence,
		who:         a.who,
	}
	if b.who != nil && a.who != nil {
		or.who = func(s *S, to []Address) []Address { return b.who(s, a.who(s, to)) }
	} else if b.who != nil {
		or.who = b.who
	}
	return or
}

// admits reports whether the moment's actor has the authority, and in which
// post.
func (a *Authority[S]) admits(s *S, m *Moment) (orgtree.Post, bool) {
	if !m.Cause.IsZero() {
		return m.Acting, a.consequence
	}
	if m.Actor.System {
		return orgtree.Post{}, a.system
	}
	if a.who != nil {
		if post, ok := m.Actor.reachAny(a.who(s, m.room().addresses[:0]), m.Org); ok {
			return post, true
		}
	}
	if a.anyone && (m.Actor.Account != "" || m.Actor.Person != "") {
		return m.Actor.first(), true
	}
	return orgtree.Post{}, false
}

// first is the post an actor speaks in where none is asked for.
func (a *Actor) first() orgtree.Post {
	if len(a.Posts) == 0 {
		return orgtree.Post{}
	}
	return a.Posts[0]
}
