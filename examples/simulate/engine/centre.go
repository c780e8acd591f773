package engine

import (
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// triage sorts a matter into one of the three lists by how hard it is, and dispatches
// it to whoever it is for.
func (r *run) triage(it *item, unit int32) error {
	if it.file.Case.Phase != casework.PhaseEscalated {
		return nil
	}
	s := r.draw(it, topicTriage)
	cmd := casework.Triage{List: lists[r.lists[it.difficulty].Draw(&s)]}
	able := r.responsible[it.category]
	lead := able[s.Below(len(able))]
	codes := []orgtree.Code{r.desks[lead].code}
	others := r.others(lead)
	for range min(r.assists.Draw(&s), len(others)) {
		i := s.Below(len(others))
		codes = append(codes, r.desks[others[i]].code)
		others = append(others[:i:i], others[i+1:]...)
	}
	cmd.Units = assigned(codes...)
	if cmd.List == casework.Phased {
		cmd.Stages = make([]casework.Stage, 1+r.stages.Draw(&s))
		for i := range cmd.Stages {
			cmd.Stages[i] = casework.Stage{Name: stageNames[i], Days: r.Scenario.Triage.StageDays}
		}
	}
	return r.do(it, r.desks[unit].actor, cmd)
}

var lists = [3]casework.List{casework.Immediate, casework.Phased, casework.Understanding}

var stageNames = [6]string{"第一阶段", "第二阶段", "第三阶段", "第四阶段", "第五阶段", "第六阶段"}

// take takes an order or gives it back.
func (r *run) take(it *item, unit int32) error {
	c := it.file.Case
	u := r.role(c, unit)
	if u == nil || u.State != casework.Offered || c.Phase != casework.PhaseDispatched && c.Phase != casework.PhaseInProgress {
		return nil
	}
	d := &r.desks[unit]
	refused := 0
	for _, code := range c.RefusedBy {
		if code == u.Unit {
			refused++
		}
	}
	if !u.Binding && refused < r.rules.RefusalsPerUnit && r.hitsAt(it, topicRefuses, unit, d.like.Refuses) {
		return r.do(it, d.actor, casework.Refuse{Reason: "不属本单位职责"})
	}
	return r.do(it, d.actor, casework.Take{})
}

// rule is the centre's ruling on a refusal: as often as not the order stands.
func (r *run) rule(it *item, unit int32) error {
	c := it.file.Case
	if c.Phase != casework.PhaseDispatched && c.Phase != casework.PhaseInProgress {
		return nil
	}
	var cmd casework.Rule
	for i := range c.Units {
		u := &c.Units[i]
		if u.State != casework.Refused {
			continue
		}
		named := u.Unit
		refuser := r.deskOf(u.Unit)
		if r.hitsAt(it, topicRuling, refuser, 500) {
			named = r.instead(it, c, refuser, cmd.Units)
		}
		cmd.Units = append(cmd.Units, casework.Assignment{Unit: named, Role: casework.Assigned(u.Role)})
	}
	if len(cmd.Units) == 0 {
		return nil
	}
	return r.do(it, r.desks[unit].actor, cmd)
}

// instead is a department that has no part in a matter yet, nor gets one by the same
// ruling; where there is none the order stands.
func (r *run) instead(it *item, c *casework.Case, refuser int32, named []casework.Assignment) orgtree.Code {
	var in []int32
	for i := range named {
		in = append(in, r.deskOf(named[i].Unit))
	}
	for i := range c.Units {
		in = append(in, r.deskOf(c.Units[i].Unit))
	}
	free := r.others(in...)
	if len(free) == 0 {
		return r.desks[refuser].code
	}
	s := r.Seed.On(topicRuling+1+chance.Topic(refuser)<<20, it.n)
	return r.desks[free[s.Below(len(free))]].code
}

// review looks at an understanding again on its day: what has become possible goes on,
// the rest gets another day.
func (r *run) review(it *item, unit int32) error {
	c := it.file.Case
	if !c.ReviewDue || !c.Paused.IsZero() {
		return nil
	}
	by := r.desks[unit].actor
	s := r.Seed.On(topicReview+chance.Topic(c.ReviewOn), it.n)
	possible, again := s.Hits(r.Scenario.Triage.NowPossible), s.Hits(r.Scenario.Triage.LooksAgain)
	switch c.Phase {
	case casework.PhaseExplaining:
		if possible {
			it.again()
			return r.do(it, by, casework.Reclassify{List: casework.Immediate, Reason: "已具备条件"})
		}
		return r.do(it, by, casework.Reclassify{List: casework.Understanding, Reason: "仍不具备条件"})
	case casework.PhaseClosed:
		if possible {
			it.again()
			return r.do(it, by, casework.Reopen{Reason: "已具备条件"})
		}
		it.given = !again
		if !again {
			return nil
		}
		return r.do(it, by, casework.Reclassify{List: casework.Understanding, Reason: "仍不具备条件"})
	}
	return nil
}

// grant is the centre's answer to a wish for more time.
func (r *run) grant(it *item, unit int32) error {
	c := it.file.Case
	if c.Extension == nil {
		return nil
	}
	by := r.desks[unit].actor
	d := clockOf(c, c.Extension.Unit)
	late := d == nil || instant(r.clock).After(d.Due)
	if late || c.Extensions >= r.rules.MaxExtensions || !r.hits(it, topicGrants+chance.Topic(c.Extensions), r.Scenario.Triage.Grants) {
		return r.do(it, by, casework.DenyExtension{Reason: "请按时办结"})
	}
	return r.do(it, by, casework.GrantExtension{})
}

// extend asks for as many working days as the unit sees itself late.
func (r *run) extend(it *item, unit int32) error {
	c := it.file.Case
	u := r.role(c, unit)
	if u == nil || u.State != casework.Taken && u.State != casework.SentBack || !r.inHand(c) || c.Extension != nil || c.Extensions >= r.rules.MaxExtensions {
		return nil
	}
	d := clockOf(c, u.Unit)
	if d == nil || instant(r.clock).After(d.Due) {
		return nil
	}
	days := min(r.asksFor(it, unit), r.rules.MaxExtensionDays)
	return r.do(it, r.desks[unit].actor, casework.RequestExtension{Days: days, Reason: "工作量较大"})
}

// asksFor is for how many working days a unit asks.
func (r *run) asksFor(it *item, unit int32) int {
	s := r.Seed.On(topicExtension+chance.Topic(unit), it.key())
	return s.Between(2, 10)
}

// inHand reports whether a matter is being handled.
func (r *run) inHand(c *casework.Case) bool { return r.knows("progress", c.Phase) }

// sample is the centre's look at what was drawn.
func (r *run) sample(it *item, unit int32) error {
	s := it.file.Sample
	if s.Phase != casework.PhaseCalled {
		return nil
	}
	by := r.desks[unit].actor
	if !r.hits(it, topicSample, r.Scenario.Triage.Finds) {
		return r.do(it, by, casework.Accept{})
	}
	if err := r.do(it, by, casework.Reject{Reason: "现场未办好"}); err != nil {
		return err
	}
	if len(it.holds) == 0 {
		return nil
	}
	matter := it.holds[0]
	if err := r.refresh(matter); err != nil {
		return err
	}
	if r.inHand(matter.file.Case) { // it came back
		matter.again()
	}
	return r.changed(matter)
}
