package casework

import (
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Assignment names a unit and its role.
type Assignment struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	Role Assigned     `json:"role" zh:"角色" en:"Role" rule:"required"`
}

// Triage sorts what towns cannot handle into one of the three lists, and
// dispatches it to departments or towns; where there are several, it names the
// lead [R].
type Triage struct {
	List     List         `json:"list" zh:"清单" en:"List" rule:"required"`
	Units    []Assignment `json:"units" zh:"办理单位" en:"Units" rule:"required,max=20"`
	Stages   []Stage      `json:"stages,omitempty" zh:"阶段" en:"Stages" rule:"max=20"`
	ReviewOn *civil.Date  `json:"reviewOn,omitempty" zh:"复查日" en:"To be looked at again on"`
	Text     string       `json:"text,omitempty" zh:"派单意见" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "triage".
func (Triage) Verb() string { return "triage" }

func (c *Case) canTriage(cmd Triage, m *governance.Moment) error {
	var f governance.Faults
	c.checkAssignments(&f, cmd.Units, "", m)
	checkList(&f, cmd.List, cmd.Stages, cmd.ReviewOn, m)
	if err := f.Err(); err != nil {
		return err
	}
	return c.reachesList(cmd.List, cmd.Stages, cmd.ReviewOn, m)
}

// reachesList asks whether a strict calendar will say when what a list brings
// with it falls due.
func (c *Case) reachesList(list List, stages []Stage, reviewOn *civil.Date, m *governance.Moment) error {
	if list == Understanding && reviewOn == nil {
		return m.Reaches(governance.Period{N: policy(m).ReviewDays, Unit: governance.WorkingDays})
	}
	return c.reachesStages(stages, m)
}

// checkAssignments notes units that cannot be dispatched to: only departments
// of the district, and towns [D], exactly one of them the lead. A lead that goes
// on leading need not be named.
func (c *Case) checkAssignments(f *governance.Faults, units []Assignment, leading orgtree.Code, m *governance.Moment) {
	leads, seen := 0, map[orgtree.Code]bool{}
	for i, a := range units {
		kind := m.Org.Kind(a.Unit)
		district, _ := m.Org.District(a.Unit)
		add := func(code, zh, en string) { f.Add(fmt.Sprintf("units[%d].unit", i), code, zh, en) }
		switch {
		case !m.Org.Has(a.Unit):
			add("unknown-unit", "没有这个单位", "is not a unit")
		case kind != orgtree.Department && kind != orgtree.Town || district != c.District:
			add("not-dispatchable", "只能派给本区部门或镇街", "is not a department or town of the district")
		case seen[a.Unit]:
			add("repeated", "单位重复", "is named twice")
		}
		seen[a.Unit] = true
		if Role(a.Role) == Lead {
			leads++
		}
	}
	goesOn := leads == 0 && leading != "" && !seen[leading]
	if leads != 1 && !goesOn {
		f.Add("units", "one-lead", "应明确一个牵头单位", "must have exactly one lead")
	}
}

// checkList notes what a list asks for and the command lacks, or brings to no
// purpose. Without a day to look again, the policy's 60 working days hold [D].
func checkList(f *governance.Faults, list List, stages []Stage, reviewOn *civil.Date, m *governance.Moment) {
	switch {
	case list == Phased && len(stages) == 0:
		f.Add("stages", "required", "阶段性事项应列明阶段", "the phased list needs stages")
	case list != Phased && len(stages) > 0:
		f.Add("stages", "unexpected", "只有阶段性事项才分阶段", "only the phased list has stages")
	}
	for i, s := range stages {
		if !s.Finished.IsZero() {
			f.Add(fmt.Sprintf("stages[%d].finished", i), "read-only", "由系统记录", "is recorded by the system")
		}
	}
	if list != Understanding && reviewOn != nil {
		f.Add("reviewOn", "unexpected", "只有谅解清单才设复查日", "only the understanding list has a day to look again")
	}
	if reviewOn != nil && *reviewOn <= civil.DateOf(m.Now()) {
		f.Add("reviewOn", "past", "复查日应晚于今天", "must lie after today")
	}
}

func (c *Case) triage(cmd Triage, m *governance.Moment) {
	c.MeetAll(m, LimitTriage)
	for i := range c.Units { // the town that reported in first: its part is accepted, another leads
		if u := &c.Units[i]; u.State == Done {
			u.State, u.Role = Passed, First
		}
	}
	c.assign(cmd.Units, m)
	c.enlist(cmd.List, cmd.Stages, cmd.ReviewOn, m)
}

// assign offers the matter to units. One that already has a part gets another
// role and is asked anew.
func (c *Case) assign(units []Assignment, m *governance.Moment) {
	for _, a := range units {
		u := c.unit(a.Unit)
		if u == nil {
			c.Units = append(c.Units, Involved{Unit: a.Unit, Kind: m.Org.Kind(a.Unit)})
			u = &c.Units[len(c.Units)-1]
		}
		u.Role = Role(a.Role)
		switch {
		case u.State == "" || u.State == Refused || u.State == Passed:
			u.State, u.TakenAt, u.DoneAt = Offered, zeroTime, zeroTime
		case u.State == Done && u.Role == Lead: // its own part is done, but not the whole
			u.State, u.DoneAt = SentBack, zeroTime
		}
	}
}

// refusedBy counts how often a unit has refused, also before a ruling that did
// not name it.
func (c *Case) refusedBy(unit orgtree.Code) int {
	n := 0
	for _, by := range c.RefusedBy {
		if by == unit {
			n++
		}
	}
	return n
}

// enlist puts the matter on a list and starts what runs there.
func (c *Case) enlist(list List, stages []Stage, reviewOn *civil.Date, m *governance.Moment) {
	c.List, c.Stages, c.ReviewOn, c.ReviewDue = list, stages, 0, false
	c.Understood, c.Explained = nil, zeroTime
	c.Phase = PhaseDispatched
	if list == Understanding {
		c.Phase = PhaseExplaining
		c.lookAgain(reviewOn, m)
		c.Coordinator = c.lead().Unit // which has its part in hand from here on
	}
	for i := range c.Units {
		u := &c.Units[i]
		explains := list == Understanding && u.State == Refused
		if u.State != Offered && u.State != Taken && u.State != SentBack && !explains {
			continue
		}
		switch {
		case list == Understanding: // nothing to refuse: the handler explains
			u.State, u.TakenAt = Taken, m.Now()
		case u.State == Offered:
			c.Start(m, LimitTake, u.Unit)
		case u.Role == Lead:
			c.Phase = PhaseInProgress
		}
		c.startPart(u, m)
	}
	if list == Phased && c.Phase == PhaseInProgress {
		c.startStage(m)
	}
}

// startPart starts the clock of one unit's part, as its list has it. The lead of
// a phased matter is on the clock of its stages, once it has taken the order.
func (c *Case) startPart(u *Involved, m *governance.Moment) {
	switch {
	case c.List == Immediate:
		c.Start(m, LimitImmediate, u.Unit)
	case c.List == Understanding:
		c.Start(m, LimitExplain, u.Unit)
	case u.Role == Assist:
		days := 0
		for _, s := range c.Stages {
			days += s.Days
		}
		c.StartFor(m, LimitAssist, u.Unit, governance.Period{N: min(days, longestPart), Unit: governance.WorkingDays})
	}
}

// longestPart is the most working days an assisting unit has: two years.
const longestPart = 500

// lookAgain schedules the day on which an understanding is looked at again.
func (c *Case) lookAgain(on *civil.Date, m *governance.Moment) {
	if on != nil {
		c.ReviewOn = *on
	} else if due, err := m.Calendar.Deadline(m.Now(), policy(m).ReviewDays); err == nil {
		c.ReviewOn = due.Date()
	}
	c.Schedule(c.ReviewOn.Start(), "review")
}

// Take is a unit's word that it takes the order (接单); each may take once.
type Take struct {
	Text string `json:"text,omitempty" zh:"说明" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "take".
func (Take) Verb() string { return "take" }

func (c *Case) canTake(_ Take, m *governance.Moment) error {
	u := c.part(m, Offered)
	if u == nil {
		return governance.Refuse("没有待接的派单", "there is no order to take")
	}
	if u.Role == Lead && c.stage() != nil {
		return m.Reaches(governance.Period{N: c.stage().Days, Unit: governance.WorkingDays})
	}
	return nil
}

func (c *Case) take(_ Take, m *governance.Moment) {
	u := c.part(m, Offered)
	u.State, u.TakenAt = Taken, m.Now()
	c.Meet(m, LimitTake, u.Unit)
	if c.First == "" {
		c.First = u.Unit
	}
	if u.Role == Lead && c.Phase == PhaseDispatched {
		c.Phase, c.Coordinator = PhaseInProgress, u.Unit
		c.settleRequest(m)
		if c.List == Phased {
			c.startStage(m)
		}
	}
	c.standStill(m)
}

// Refuse gives an order back with a reason (退单); after the centre's ruling a
// unit cannot refuse again [D].
type Refuse struct {
	Reason string `json:"reason" zh:"退单理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "refuse".
func (Refuse) Verb() string { return "refuse" }

func (c *Case) canRefuse(_ Refuse, m *governance.Moment) error {
	u := c.part(m, Offered)
	if u == nil {
		return governance.Refuse("没有待接的派单", "there is no order to refuse")
	}
	if u.Binding || c.refusedBy(u.Unit) >= policy(m).RefusalsPerUnit {
		return governance.Refuse("中心已裁定，不得再退", "the centre has ruled; it cannot be refused again")
	}
	return nil
}

func (c *Case) refuse(_ Refuse, m *governance.Moment) {
	u := c.part(m, Offered)
	u.State = Refused
	c.RefusedBy = append(c.RefusedBy, u.Unit)
	if centre := c.centre(m); c.Deadline(LimitRuling, centre) == nil {
		c.Start(m, LimitRuling, centre) // a second refusal gives the centre no more time
	}
	c.Meet(m, LimitTake, u.Unit)
	c.Lift(m, LimitImmediate, u.Unit)
	c.Lift(m, LimitAssist, u.Unit)
}

// Rule is the centre's ruling on who handles (裁定): it names those that are to,
// also such as had refused, and binds those that have refused as often as they
// may. Units it does not name go on, except those that stand refused.
type Rule struct {
	Units []Assignment `json:"units" zh:"办理单位" en:"Units" rule:"required,max=20"`
	Text  string       `json:"text,omitempty" zh:"裁定意见" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "rule".
func (Rule) Verb() string { return "rule" }

func (c *Case) canRule(cmd Rule, m *governance.Moment) error {
	var f governance.Faults
	leading := orgtree.Code("")
	if u := c.lead(); u != nil && u.State != Refused {
		leading = u.Unit
	}
	c.checkAssignments(&f, cmd.Units, leading, m)
	return f.Err()
}

func (c *Case) rule(cmd Rule, m *governance.Moment) {
	former := c.lead().Unit
	c.MeetAll(m, LimitRuling)
	c.dismiss(cmd.Units, m)
	c.assign(cmd.Units, m)
	lead := c.lead()
	if lead.Unit != former {
		c.stepDown(former, m)
	}
	for i := range c.Units {
		u := &c.Units[i]
		u.Binding = u.Binding || c.refusedBy(u.Unit) >= policy(m).RefusalsPerUnit
		if u.State == SentBack && c.clock(u.Unit) == nil {
			c.Start(m, LimitRework, u.Unit)
		}
		if u.State != Offered || c.Deadline(LimitTake, u.Unit) != nil {
			continue
		}
		c.Start(m, LimitTake, u.Unit)
		c.startPart(u, m)
	}
	c.Phase, c.Coordinator = PhaseDispatched, lead.Unit
	if lead.State != Offered { // it has taken the order, or is done with it already
		c.Phase = PhaseInProgress
		if lead.State != Done && lead.State != Passed && c.List == Phased && c.Deadline(LimitStage, lead.Unit) == nil {
			c.startStage(m)
		}
	}
	c.standStill(m)
}

// stepDown puts a lead that another has replaced on the clock of an assisting
// unit: the stages are the new lead's.
func (c *Case) stepDown(former orgtree.Code, m *governance.Moment) {
	u := c.unit(former)
	if u == nil {
		return
	}
	c.Lift(m, LimitStage, former)
	c.Lift(m, LimitConclude, former)
	if u.State == Taken && c.clock(former) == nil {
		c.startPart(u, m)
	}
}

// dismiss takes out the units that stand refused and that a ruling does not name
// again, and a lead that another replaces before it took the order. A lead that
// has taken it goes on as an assisting unit; everybody else stays.
func (c *Case) dismiss(named []Assignment, m *governance.Moment) {
	replaced := slices.ContainsFunc(named, func(a Assignment) bool { return Role(a.Role) == Lead })
	kept := c.Units[:0]
	for _, u := range c.Units {
		again := slices.ContainsFunc(named, func(a Assignment) bool { return a.Unit == u.Unit })
		former := replaced && u.Role == Lead
		gone := u.State == Refused || former && u.State == Offered
		if again || !gone {
			if former && !again {
				u.Role = Assist
			}
			kept = append(kept, u)
			continue
		}
		for _, name := range []string{LimitTake, LimitImmediate, LimitStage, LimitAssist, LimitConclude, LimitRework} {
			c.Lift(m, name, u.Unit)
		}
	}
	c.Units = kept
}

// owesRuling puts the matter on the centre's desk while an order stands refused
// or the coordinator has asked for a ruling.
func (c *Case) owesRuling(to []governance.Address) []governance.Address {
	if c.awaitsRuling() {
		return c.WhoIsCentre(to)
	}
	for i := range c.Units {
		if c.Units[i].State == Refused {
			return c.WhoIsCentre(to)
		}
	}
	return to
}
