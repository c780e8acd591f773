package mediation

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitAccept  = "accept"
	LimitMediate = "mediate"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitAccept, 3, governance.WorkingDays, "4 G13 [D]").
			Say("受理", "taking it on", "申请后3个工作日内决定是否受理", "within 3 working days it is decided whether it is taken on"),
		governance.LimitOf(LimitMediate, 1, governance.Months, "4 G13 [R]").
			Say("调解", "mediating", "自受理之日起一个月内调结，双方同意的可以延长", "one month from taking it on, longer when both parties agree"),
	}
}

func (d *Mediation) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(d.Community))
}

func (d *Mediation) whoMediates(to []governance.Address) []governance.Address {
	to = d.whoIsCommunity(to)
	if d.Mediator != "" {
		to = append(to, governance.Person(d.Mediator))
	}
	return to
}

func (d *Mediation) whoApplied(to []governance.Address) []governance.Address {
	if d.Subject != "" {
		to = append(to, governance.Person(d.Subject))
	}
	return to
}

func table(community, mediator, party governance.Authority[Mediation]) governance.Table[Mediation] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, time := governance.ByAnyone[Mediation](), governance.BySystem[Mediation]()
	return governance.Table[Mediation]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Applied, "待受理", "applied for"), governance.PhaseOf(Mediating, "调解中", "being mediated"),
			governance.FinalPhase(Agreed, "达成协议", "agreed"), governance.FinalPhase(Failed, "调解不成", "failed"), governance.FinalPhase(Dropped, "未调解", "not mediated"),
		},
		Verbs: []governance.VerbLabel{
			on("apply", "申请调解", "Apply"), on("accept", "受理", "Accept"), on("decline", "不予受理", "Decline"), on("withdraw", "撤回", "Withdraw"),
			on("hold-session", "调解", "Hold a session"), on("extend", "延期", "Extend"), on("agree", "达成协议", "Agree"), on("fail", "调解不成", "Fail"), on("expire", "期满", "Expire"),
			on("ask-court", "申请司法确认", "Ask a court"), on("record-court", "登记司法确认", "Record the court's answer"), on("follow-up", "回访", "Follow up"),
		},
		Rules: []governance.Rule[Mediation]{
			governance.On(phases(governance.Unopened), phases(Applied), anyone, (*Mediation).canApply, (*Mediation).apply).
				As("mediation.apply", "4 G13", "当事人或知情人可以申请人民调解", "a party, or whoever knows of it, may ask for mediation").Starting(LimitAccept),
			governance.On(phases(Applied), phases(Mediating), community, (*Mediation).canAccept, (*Mediation).accept).
				As("mediation.accept", "4 G13", "社区受理并指定人民调解员", "the community takes it on and names the mediator").MustAct().Starting(LimitMediate).Ending(LimitAccept),
			governance.On(phases(Applied), phases(Dropped), community, nil, (*Mediation).decline).
				As("mediation.decline", "4 G13", "不属于人民调解范围的不予受理，说明理由", "what is not for people's mediation is declined, with the reason").Ending(LimitAccept),
			governance.On(phases(Applied, Mediating), phases(Dropped), party.Or(community), nil, (*Mediation).withdraw).
				As("mediation.withdraw", "4 G13", "当事人可以拒绝或终止调解", "a party may refuse or end it at any time").Ending(LimitAccept, LimitMediate),
			governance.On(phases(Mediating), nil, mediator, nil, (*Mediation).hold).
				As("mediation.hold-session", "4 G13", "调解员组织调解并记录", "the mediator holds sessions and keeps minutes"),
			governance.On(phases(Mediating), nil, mediator, (*Mediation).canExtend, (*Mediation).extend).
				As("mediation.extend", "4 G13 [R]", "双方当事人同意的可以延长", "it may be extended when both parties agree"),
			governance.On(phases(Mediating), phases(Agreed), mediator, nil, (*Mediation).agree).
				As("mediation.agree", "4 G13 [R]", "达成协议的签订书面协议或记录口头协议，自签订或记录起生效", "an agreement is signed, or oral and recorded; it is in force with that").MustAct().Ending(LimitMediate),
			governance.On(phases(Mediating), phases(Failed), mediator, nil, (*Mediation).fail).
				As("mediation.fail", "4 G13", "调解不成的终止调解，告知可以依法维权", "without an agreement it ends, and the parties are told where else to turn").Ending(LimitMediate),
			governance.On(phases(Mediating), phases(Failed), time, nil, (*Mediation).expire).
				As("mediation.expire", "4 G13 [R]", "期满未达成协议且未延长的，视为调解不成", "it has failed when the month ends without agreement or extension").Ending(LimitMediate),
			governance.On(phases(Agreed), nil, mediator, (*Mediation).canAskCourt, (*Mediation).askCourt).
				As("mediation.ask-court", "4 G13 [R]", "自协议生效起三十日内可以共同申请司法确认", "within 30 days of coming into force both may ask a court to confirm it"),
			governance.On(phases(Agreed), nil, mediator, (*Mediation).canRecordCourt, (*Mediation).recordCourt).
				As("mediation.record-court", "4 G13", "登记司法确认结果", "what the court said is recorded"),
			governance.On(phases(Agreed), nil, mediator, nil, (*Mediation).followUp).
				As("mediation.follow-up", "4 G13", "协议履行情况应回访", "how the agreement is performed is asked afterwards"),
		},
		Category: func(d *Mediation, _ governance.Command) string { return string(d.Dispute) },
	}.Timed(Applied, Mediating).Kept(mediator, mediator)
}

// New returns the book of mediations; nil takes the default limits.
func New(limits governance.Limits) (*governance.Book[Mediation], error) {
	community := governance.ByUnitOf("community", "社区调解委员会", "the community's mediation committee", func(d *Mediation) orgtree.Code { return d.Community })
	mediator := governance.By("mediator", "调解员或社区", "the mediator or the community", (*Mediation).whoMediates)
	party := governance.By("applicant", "申请人", "the applicant", (*Mediation).whoApplied)
	return governance.NewBook(governance.Institution[Mediation]{
		Kind: Kind, Path: "mediations", Source: "4 G13", Schema: 1, Serials: true, Policy: limits.Or(DefaultLimits()), Uncounted: []string{Declined, Withdrawn},
		Label:    governance.Text{Zh: "人民调解", En: "mediation"},
		Sentence: governance.Text{Zh: "纠纷由人民调解员调解：达成协议、司法确认、回访，或调解不成", En: "a dispute is mediated: agreed, confirmed by a court, followed up, or failed"},
		Table:    table(community, mediator, party),
		File: func(d *Mediation, h *governance.Header) {
			h.Unit, h.Category, h.Person, h.Title = string(d.Community), string(d.Dispute), d.Subject, d.Title
		},
		Audience: governance.Seen(party, mediator),
		Asks:     []governance.Question{askSuccess()},
	})
}

// Success is how many of those mediated were agreed (调解成功率).
type Success struct {
	governance.Ratio
	Rate string `json:"rate"` // as a percentage with two places
}

// askSuccess answers the success rate of a period and unit.
func askSuccess() governance.Question {
	return governance.Ask("success", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Success, error) {
		by, err := r.Outcomes(ctx, p)
		s := Success{Ratio: governance.Ratio{Num: by[string(Agreed)], Den: by[string(Agreed)] + by[string(Failed)] + by[Expired]}}
		s.Rate = s.Percent(2)
		return s, err
	}).As("4 G13 [F]", governance.Text{Zh: "调解成功率", En: "success rate"},
		governance.Text{Zh: "达成协议数与已调结数之比", En: "agreements of those mediated to the end"})
}
