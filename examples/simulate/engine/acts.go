package engine

import (
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/orgtree"
)

// acts are what is done at each step. Each looks first whether it is still to be done:
// the world may have moved since it was planned.
var acts = [steps]func(r *run, it *item, unit int32) error{
	stepVerify: (*run).verify, stepAmend: (*run).amend, stepGiveUp: (*run).giveUp, stepWithdraw: (*run).withdraw, stepDecide: (*run).decide,
	stepReportIn: (*run).reportIn, stepWork: (*run).work, stepConclude: (*run).work, stepTriage: (*run).triage, stepTake: (*run).take, stepRule: (*run).rule,
	stepExplain: (*run).explain, stepReply: (*run).reply, stepRecord: (*run).record, stepReview: (*run).review, stepExtend: (*run).extend, stepGrant: (*run).grant,
	stepPause: (*run).pause, stepResume: (*run).resume, stepUrge: (*run).urge, stepProgress: (*run).progress, stepCheck: (*run).check, stepAnswer: (*run).answer,
	stepWhistlerRates: (*run).whistlerRates, stepSenderRates: (*run).senderRates, stepReopen: (*run).reopen, stepSample: (*run).sample, stepReplyInquiry: (*run).answerInquiry,
}

// verify is the check by the sender's organisation, with what may come of it.
func (r *run) verify(it *item, unit int32) error {
	c := it.file.Case
	if c.Phase != casework.PhaseReported {
		return nil
	}
	people, by := &r.Scenario.People, r.desks[unit].actor
	switch {
	case !it.returned && r.hits(it, topicUnclear, people.Unclear):
		it.returned = true
		return r.do(it, by, casework.Return{Reason: "请补充具体情况"})
	case r.hits(it, topicScope, people.OutOfScope):
		return r.do(it, by, casework.Decline{Reason: "不属受理范围", Instead: "人民法院"})
	case r.hits(it, topicDuplicate, people.Duplicates):
		if into := r.repeated(it); into != nil {
			return r.merge(it, into)
		}
	}
	if err := r.do(it, by, casework.Verify{Category: it.category}); err != nil {
		return err
	}
	r.lastOpen[it.community] = latest{it, it.gen}
	return nil
}

// repeated is the open matter of the community that a duplicate repeats, or nil.
func (r *run) repeated(it *item) *item {
	last := r.lastOpen[it.community]
	if last.item == nil || last.item.gen != last.gen || last.item == it || last.item.file.Case == nil {
		return nil
	}
	c := last.item.file.Case
	if !r.knows("absorb", c.Phase) || len(c.Merged) >= r.rules.MaxMerged {
		return nil
	}
	return last.item
}

func (r *run) merge(it, into *item) error {
	by := r.desks[r.communities[it.community].desk].actor
	if err := r.do(it, by, casework.Merge{Into: into.file.ID}); err != nil {
		return err
	}
	r.hold(into, it)
	return r.refresh(into)
}

// hold keeps an item as long as another is kept.
func (r *run) hold(by, what *item) {
	by.holds = append(by.holds, what)
	what.held++
}

// refresh reads a record anew that another's decision has changed.
func (r *run) refresh(it *item) error {
	f, err := r.court.Find(it.file.Kind, it.file.ID)
	if f != nil {
		it.file = f
	}
	return err
}

func (r *run) amend(it *item, _ int32) error {
	if it.file.Case.Phase != casework.PhaseReturned {
		return nil
	}
	text := "补充：具体位置和情况如下"
	return r.do(it, it.sender, casework.Amend{Text: &text})
}

// giveUp ends what the sender never completed.
func (r *run) giveUp(it *item, unit int32) error {
	if it.file.Case.Phase != casework.PhaseReturned {
		return nil
	}
	return r.do(it, r.desks[unit].actor, casework.Decline{Reason: "逾期未补充", Instead: "补充后重新反映"})
}

func (r *run) withdraw(it *item, _ int32) error {
	c := it.file.Case
	if !r.knows("withdraw", c.Phase) || c.Unclosed > 0 || len(c.Merged) > 0 {
		return nil
	}
	return r.do(it, it.sender, casework.Withdraw{Reason: "已自行解决"})
}

// resolves reports whether a unit can solve a matter itself.
func (r *run) resolves(it *item, unit int32) bool {
	d := &r.desks[unit]
	return r.hitsAt(it, topicResolves, int32(d.kind), d.like.Resolves[it.difficulty])
}

func (r *run) decide(it *item, unit int32) error {
	switch {
	case it.file.Case.Phase != casework.PhaseVerified:
		return nil
	case r.resolves(it, unit):
		return r.do(it, r.desks[unit].actor, casework.Handle{})
	}
	return r.do(it, r.desks[unit].actor, casework.Whistle{Reason: "超出本级职能"})
}

func (r *run) reportIn(it *item, unit int32) error {
	if it.file.Case.Phase != casework.PhaseWhistled {
		return nil
	}
	return r.do(it, r.desks[unit].actor, casework.ReportIn{})
}

func (r *run) urge(it *item, unit int32) error {
	if !r.knows("urge", it.file.Case.Phase) {
		return nil
	}
	return r.do(it, r.desks[unit].actor, casework.Urge{Text: "请抓紧办理"})
}

func (r *run) progress(it *item, unit int32) error {
	c := it.file.Case
	if !c.Prompted || !r.inHand(c) || c.Coordinator == "" || r.deskOf(c.Coordinator) != unit {
		return nil
	}
	return r.do(it, r.desks[unit].actor, casework.Progress{Text: "正在办理"})
}

// role is the part of a unit in a matter, or nil.
func (r *run) role(c *casework.Case, unit int32) *casework.Involved {
	for i := range c.Units {
		if r.deskOf(c.Units[i].Unit) == unit {
			return &c.Units[i]
		}
	}
	return nil
}

func assigned(codes ...orgtree.Code) []casework.Assignment {
	out := make([]casework.Assignment, len(codes))
	for i, code := range codes {
		out[i] = casework.Assignment{Unit: code, Role: casework.Assigned(casework.Assist)}
	}
	out[0].Role = casework.Assigned(casework.Lead)
	return out
}
