package casework

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// First unit responsible (首接负责, 2.2): whoever takes first coordinates until
// the centre rules otherwise. A community that keeps a matter coordinates it,
// then the town that reported in, also while the lead named after it has not
// taken its order; then the lead. A ruling says who leads, and so who
// coordinates, taken or not.
//
// To coordinate is three rows, and no more [D]: it reminds the other units, it
// reports how the whole stands and owes that when it was reminded itself, and
// while no lead has taken it may ask the centre for a ruling. The order itself,
// its clocks and its checks stay each unit's own.

func (c *Case) whoCoordinates(to []governance.Address) []governance.Address {
	if c.Coordinator == "" {
		return to
	}
	return append(to, governance.Unit(c.Coordinator))
}

var byCoordinator = by("coordinator", "协调单位（首接负责）", "the coordinating unit", (*Case).whoCoordinates)

// canRemind is what urge asks of the coordinator: that others are to be
// reminded.
func (c *Case) canRemind(Urge, *governance.Moment) error {
	for i := range c.Units {
		u := &c.Units[i]
		if u.Unit != c.Coordinator && (u.State == Offered || u.State == Taken || u.State == SentBack) {
			return nil
		}
	}
	return governance.Refuse("没有其他单位的在办部分", "no other unit has a part in hand")
}

func (c *Case) remind(Urge, *governance.Moment) { c.Urged++ }

// owesProgress puts the matter on the coordinator's desk when progress was asked
// for.
func (c *Case) owesProgress(to []governance.Address) []governance.Address {
	if !c.Prompted {
		return to
	}
	return c.whoCoordinates(to)
}

// canAskForRuling is what escalate asks of the coordinator while no lead has
// taken its order.
func (c *Case) canAskForRuling(Escalate, *governance.Moment) error {
	switch {
	case c.lead().Unit == c.Coordinator:
		return governance.Refuse("牵头单位应接单或退单", "the lead takes its order or refuses it")
	case c.awaitsRuling():
		return governance.Refuse("已在等待中心裁定", "a ruling is awaited already")
	}
	return nil
}

// askForRuling asks the centre to rule who handles; the matter stays where it is.
func (c *Case) askForRuling(_ Escalate, m *governance.Moment) {
	c.Start(m, LimitRuling, c.centre(m))
}

// awaitsRuling reports whether the centre is on the clock to rule.
func (c *Case) awaitsRuling() bool {
	return slices.ContainsFunc(c.Deadlines, func(d governance.Deadline) bool { return d.Open() && d.Name == LimitRuling })
}

// settleRequest ends what was asked of the centre once the lead has taken its
// order, unless somebody stands refused.
func (c *Case) settleRequest(m *governance.Moment) {
	if !slices.ContainsFunc(c.Units, func(u Involved) bool { return u.State == Refused }) {
		c.LiftAll(m, LimitRuling)
	}
}
