package casework

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// addresses is how an authority reads from a matter whose a command is.
type addresses = func(*Case, []governance.Address) []governance.Address

func by(id, zh, en string, who addresses) governance.Authority[Case] {
	return governance.By(id, zh, en, who)
}

// within appends a compound's or community's organisation. The community may
// always act where its compound may [D].
func within(code orgtree.Code, to []governance.Address) []governance.Address {
	return append(to, governance.Unit(code), governance.Of(orgtree.Community, code))
}

func (c *Case) whoChecks(to []governance.Address) []governance.Address { return within(c.Checker, to) }

func (c *Case) whoWhistles(to []governance.Address) []governance.Address { return within(c.Base, to) }

func (c *Case) whoIsTown(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Town, c.Community))
}

func (c *Case) whoSent(to []governance.Address) []governance.Address {
	if c.Subject != "" {
		to = append(to, governance.Person(c.Subject))
	}
	if c.Sender.Unit != "" {
		to = append(to, governance.Unit(c.Sender.Unit))
	}
	return to
}

func (c *Case) whoWhistled(to []governance.Address) []governance.Address {
	if c.Whistler == "" {
		return to
	}
	return within(c.Whistler, to)
}

func (c *Case) whoLeads(to []governance.Address) []governance.Address {
	if u := c.lead(); u != nil {
		to = append(to, governance.Unit(u.Unit))
	}
	return to
}

func (c *Case) whoIsInvolved(to []governance.Address) []governance.Address {
	for i := range c.Units {
		to = append(to, governance.Unit(c.Units[i].Unit))
	}
	return to
}

// whoStands appends the units in one of the given standings.
func whoStands(in ...Standing) addresses {
	return func(c *Case, to []governance.Address) []governance.Address {
		for i := range c.Units {
			for _, s := range in {
				if c.Units[i].State == s {
					to = append(to, governance.Unit(c.Units[i].Unit))
				}
			}
		}
		return to
	}
}

// whoIsCommunity appends the community of the place and whoever whistled or
// handled: those who answer to the person.
func (c *Case) whoIsCommunity(to []governance.Address) []governance.Address {
	to = c.whoWhistles(append(to, governance.Unit(c.Community)))
	return c.whoWhistled(to)
}

func (c *Case) whoTakesPart(to []governance.Address) []governance.Address {
	to = c.whoChecks(c.whoIsCommunity(to))
	to = c.whoIsTown(c.WhoIsCentre(to))
	return c.whoIsInvolved(to)
}

// whoWorks appends those whose work needs to know who the sender is: who checks,
// whistles or answers, the centre, and the units that have a part in hand or done.
func (c *Case) whoWorks(to []governance.Address) []governance.Address {
	to = c.WhoIsCentre(c.whoChecks(c.whoIsCommunity(to)))
	return whoStands(Taken, SentBack, Done, Passed)(c, to)
}

// town is the town of the place, as the organisation stands now.
func (c *Case) town(m *governance.Moment) orgtree.Code {
	return m.UnitAt(governance.Of(orgtree.Town, c.Community))
}

// centre is the service centre of the district.
func (c *Case) centre(m *governance.Moment) orgtree.Code {
	return m.UnitAt(governance.Of(orgtree.Centre, c.District))
}

// The authorities of the table.
var (
	byChecker   = by("checker", "反映人所在党组织", "the sender's own organisation", (*Case).whoChecks)
	byBase      = by("base", "社区或小区", "the community or compound", (*Case).whoWhistles)
	byTown      = by("town", "属地镇街", "the town of the place", (*Case).whoIsTown)
	byCentre    = by("centre", "智慧管理服务中心", "the centre", (*Case).WhoIsCentre)
	bySender    = by("sender", "反映人", "the sender", (*Case).whoSent)
	byLead      = by("lead", "牵头单位", "the lead unit", (*Case).whoLeads)
	byUnits     = by("units", "办理单位", "the units named", (*Case).whoIsInvolved)
	byCommunity = by("community", "属地社区", "the community", (*Case).whoIsCommunity)
	byPart      = by("participants", "参与办理的单位", "the units taking part", (*Case).whoTakesPart)
	byWorkers   = by("workers", "经办单位", "those at work on it", (*Case).whoWorks)
	byAnyone    = governance.ByAnyone[Case]()
	byTime      = governance.BySystem[Case]()
	byCause     = governance.ByConsequence[Case]()
)

// audience appends who may see a matter, whatever its phase.
func (c *Case) audience(to []governance.Address) []governance.Address {
	to = append(to, governance.Unit(c.Community), governance.Unit(c.District))
	to = c.whoWhistles(c.whoChecks(to))
	return c.whoIsInvolved(c.whoWhistled(c.whoSent(to)))
}
