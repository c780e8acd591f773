package engine

import (
	"github.com/jinlin-project/jinlin/casework"
)

// work is a unit that has come to the end of its part, of a stage of it, or of what it
// can do.
func (r *run) work(it *item, unit int32) error {
	c := it.file.Case
	u := r.role(c, unit)
	if u == nil || u.State != casework.Taken && u.State != casework.SentBack || !c.Paused.IsZero() || c.Unclosed > 0 {
		return nil
	}
	switch c.Phase {
	case casework.PhaseHandling:
		return r.kept(it, unit)
	case casework.PhaseAtTown:
		return r.town(it, unit)
	case casework.PhaseInProgress:
		return r.department(it, u, unit)
	case casework.PhaseExplaining:
		return r.conclude(it, u, unit)
	}
	return nil
}

// complete says that a unit's part is done.
func (r *run) complete(it *item, unit int32, outcome casework.Outcome) error {
	return r.do(it, r.desks[unit].actor, casework.Complete{Outcome: outcome, Result: "已办理"})
}

// kept is what came of what the community keeps: solved, or it whistles after all.
func (r *run) kept(it *item, unit int32) error {
	if r.resolves(it, unit) {
		return r.complete(it, unit, casework.Outcome(casework.Solved))
	}
	return r.do(it, r.desks[unit].actor, casework.Whistle{Reason: "办理中发现超出本级职能"})
}

// town is what came of what the town handles: solved, split, or beyond it.
func (r *run) town(it *item, unit int32) error {
	c := it.file.Case
	switch {
	case c.Children == 0 && it.n&asPart == 0 && r.hits(it, topicSplits, r.Scenario.People.Splits):
		return r.split(it, unit)
	case c.Children > 0 || r.resolves(it, unit):
		return r.complete(it, unit, casework.Outcome(casework.Solved))
	}
	it.again()
	return r.do(it, r.desks[unit].actor, casework.Escalate{Reason: "超出镇街职能"})
}

// split divides a matter in two, which go their own ways.
func (r *run) split(it *item, unit int32) error {
	parts := []casework.Part{{Title: "第一部分", Text: "请予办理"}, {Title: "第二部分", Text: "请予办理"}}
	if err := r.do(it, r.desks[unit].actor, casework.Split{Parts: parts}); err != nil {
		return err
	}
	files, err := r.court.Parts(it.file)
	if err != nil {
		return err
	}
	for i, f := range files {
		part := r.matter(f, keyOf(asPart, it.n, i), what{it.community, home{it.home, it.sender}, it.category, it.difficulty, it.sender == nil})
		r.hold(part, it)
		part.parent = it
		if err := r.changed(part); err != nil {
			return err
		}
	}
	return r.refresh(it)
}

// department is what came of a department's part. The lead reports stage by stage and
// completes last.
func (r *run) department(it *item, u *casework.Involved, unit int32) error {
	c := it.file.Case
	if u.Role != casework.Lead {
		return r.complete(it, unit, r.cameOf(it, unit))
	}
	for i := range c.Stages {
		if c.Stages[i].Finished.IsZero() {
			return r.do(it, r.desks[unit].actor, casework.FinishStage{Stage: i + 1})
		}
	}
	if !othersDone(c) {
		it.tried = true
		return nil
	}
	return r.complete(it, unit, r.cameOf(it, unit))
}

// cameOf is how far a department could solve it.
func (r *run) cameOf(it *item, unit int32) casework.Outcome {
	switch {
	case r.resolves(it, unit):
		return casework.Outcome(casework.Solved)
	case r.hits(it, topicPartly, 600):
		return casework.Outcome(casework.Partly)
	}
	return casework.Outcome(casework.Unsolved)
}

func (r *run) explain(it *item, unit int32) error {
	c := it.file.Case
	if c.Phase != casework.PhaseExplaining || !c.Explained.IsZero() || !c.Paused.IsZero() {
		return nil
	}
	return r.do(it, r.desks[unit].actor, casework.Explain{Text: "现行政策下暂不能办理，说明如下"})
}

// reply is the resident's answer to an explanation.
func (r *run) reply(it *item, _ int32) error {
	return r.acknowledge(it, r.hits(it, topicUnderstands, r.Scenario.People.Understands), -1)
}

// record is the lead's note that no answer came.
func (r *run) record(it *item, unit int32) error { return r.acknowledge(it, false, unit) }

func (r *run) acknowledge(it *item, understood bool, unit int32) error {
	c := it.file.Case
	if c.Phase != casework.PhaseExplaining || c.Explained.IsZero() || c.Understood != nil {
		return nil
	}
	by := it.sender
	if unit >= 0 {
		by = r.desks[unit].actor
	}
	return r.do(it, by, casework.Acknowledge{Understood: &understood})
}

// conclude ends a matter of the understanding list.
func (r *run) conclude(it *item, u *casework.Involved, unit int32) error {
	c := it.file.Case
	switch {
	case c.Explained.IsZero(), u.Role == casework.Lead && (c.Understood == nil || !othersDone(c)):
		return nil
	case u.Role == casework.Lead && *c.Understood:
		return r.complete(it, unit, casework.Understood)
	}
	return r.complete(it, unit, casework.Outcome(casework.Unsolved))
}

// pause stops the clock while the resident owes something.
func (r *run) pause(it *item, unit int32) error {
	c := it.file.Case
	u := r.role(c, unit)
	if u == nil || u.State != casework.Taken && u.State != casework.SentBack || !r.inHand(c) || !c.Paused.IsZero() || c.Pauses >= r.rules.MaxPauses || clockOf(c, u.Unit) == nil {
		return nil
	}
	return r.do(it, r.desks[unit].actor, casework.Pause{Reason: "待居民补充材料"})
}

// resume is the resident's answer.
func (r *run) resume(it *item, _ int32) error {
	if c := it.file.Case; c.Paused.IsZero() || !r.inHand(c) {
		return nil
	}
	return r.do(it, it.sender, casework.Resume{})
}

// answerInquiry answers an inquiry, or turns it into a matter.
func (r *run) answerInquiry(it *item, unit int32) error {
	q := it.file.Inquiry
	if q.Phase != casework.PhaseAsked {
		return nil
	}
	by := r.desks[unit].actor
	if !r.hits(it, topicConverts, r.Scenario.People.Converts) {
		return r.do(it, by, casework.Reply{Text: "您好，答复如下"})
	}
	if err := r.do(it, by, casework.Convert{Category: it.category}); err != nil {
		return err
	}
	f, err := r.court.Find(casework.KindCase, it.file.Inquiry.Matter)
	if err != nil || f == nil {
		return err
	}
	matter := r.matter(f, it.n, what{it.community, home{it.home, it.sender}, it.category, it.difficulty, it.sender == nil})
	return r.changed(matter)
}
