package invariant

import (
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/orgtree"
)

// relation is how somebody stands to a matter.
type relation uint16

const (
	checker     relation = 1 << iota // 核验组织, or its community
	base                             // 吹哨组织, or its community
	whistler                         // 吹哨单位, or its community
	community                        // 属地社区
	town                             // 属地镇街
	centre                           // 中心
	sender                           // 反映人
	coordinator                      // 协调单位
	part                             // a unit that is named
	lead                             // 牵头单位
	takes                            // a unit whose order is taken now
	refuses                          // a unit whose order stands refused
	finishes                         // a unit whose part is done now
	clock                            // time itself
	anyone
)

// matterRights says whose each step of a matter is, as sections 2.1 and 2.2 do.
var matterRights = map[string]relation{
	"report": anyone, "amend": sender | checker | base | town | centre, "verify": checker, "return": checker, "decline": checker | base | centre,
	"withdraw": sender, "handle": base, "whistle": base, "report-in": town, "escalate": town | coordinator, "triage": centre, "take": takes, "refuse": refuses,
	"rule": centre, "progress": part | coordinator, "finish-stage": lead, "request-extension": part, "grant-extension": centre, "deny-extension": centre,
	"pause": part, "resume": part | centre | sender | clock, "explain": lead, "acknowledge": lead | sender, "review": clock, "reclassify": centre,
	"complete": finishes, "pass": whistler | centre, "send-back": whistler | centre, "feedback": community | base | whistler | centre,
	"publish": community | base | whistler | centre, "rate": whistler | sender, "lapse": clock, "reopen": sender | whistler | centre,
	"merge": base | town | centre, "settle": clock, "split": base | town | centre, "urge": base | town | centre | coordinator, "supervise": centre,
	"warn": clock,
}

// besideRights says it for inquiries and samples.
var besideRights = map[string]relation{"ask": anyone, "answer": community | centre, "convert": community | centre, "call": clock, "accept": centre, "reject": centre, "warn": clock}

func mayAct(s *sight) bool {
	of := besideRights
	if s.c != nil {
		of = matterRights
	}
	allowed := of[s.verb]
	if s.by.System {
		return allowed&clock != 0
	}
	for bit := relation(1); bit <= anyone; bit <<= 1 {
		if allowed&bit != 0 && s.is(bit) {
			return true
		}
	}
	return false
}

// holds reports whether the actor has a post at a unit.
func (s *sight) holds(unit orgtree.Code) bool {
	for i := range s.by.Posts {
		if unit != "" && s.by.Posts[i].Unit == unit {
			return true
		}
	}
	return false
}

// within is holds for a compound or community: the community may always act where its
// compound may [D].
func (s *sight) within(unit orgtree.Code) bool {
	return s.holds(unit) || len(unit) > 12 && s.holds(unit[:12])
}

// is reports whether the actor is in a relation to the record.
func (s *sight) is(as relation) bool {
	if s.c == nil {
		switch as {
		case community:
			return s.file.Inquiry != nil && s.within(s.file.Inquiry.Place.Unit)
		case centre:
			return s.holds(orgtree.Code(s.centre))
		}
		return as == anyone && s.by.Person != ""
	}
	c := s.c
	switch as {
	case checker:
		return s.within(c.Checker)
	case base:
		return s.within(c.Base)
	case whistler:
		return s.within(c.Whistler)
	case community:
		return s.holds(c.Community)
	case town:
		return s.holds(c.Community[:9])
	case centre:
		return s.holds(orgtree.Code(s.centre))
	case sender:
		return c.Subject != "" && c.Subject == s.by.Person
	case coordinator:
		return s.holds(c.Coordinator)
	case anyone:
		return s.by.Person != ""
	}
	return slices.ContainsFunc(c.Units, func(u casework.Involved) bool { return s.holds(u.Unit) && s.fits(&u, as) })
}

// fits reports whether a unit's part is the one that a relation speaks of.
func (s *sight) fits(u *casework.Involved, as relation) bool {
	switch as {
	case lead:
		return u.Role == casework.Lead
	case takes:
		return u.State == casework.Taken && u.TakenAt.Equal(s.at)
	case refuses:
		return u.State == casework.Refused
	case finishes:
		return u.DoneAt.Equal(s.at)
	}
	return as == part
}
