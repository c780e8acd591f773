package participation

import (
	"github.com/jinlin-project/jinlin/governance"
)

func (p *Participation) whoIsMember(to []governance.Address) []governance.Address {
	return append(to, governance.Person(p.Person))
}

func (p *Participation) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(p.Community))
}

// table is the lifecycle of an entry of the log.
func table() governance.Table[Participation] {
	phases, on := governance.Phases, governance.VerbOf
	member := governance.By("member", "党员本人", "the member", (*Participation).whoIsMember)
	community := governance.By("community", "社区", "the community", (*Participation).whoIsCommunity)
	rules := []governance.Rule[Participation]{
		governance.On(phases(governance.Unopened), phases(Claimed, Confirmed), governance.ByConsequence[Participation](), nil, (*Participation).record).
			As("participation.record", "4 G5 [R]", "一人同一半小时只计一次", "a half hour of somebody's counts once").Starting(LimitConfirm).Ending(LimitConfirm),
		governance.On(phases(Claimed), phases(Confirmed), community, nil, (*Participation).confirm).
			As("participation.confirm", "4 G5 [D]", "社区确认后计入", "it counts once the community has confirmed it").MustAct().Ending(LimitConfirm),
		governance.On(phases(Claimed, Confirmed), phases(Rejected), community, nil, (*Participation).reject).
			As("participation.reject", "4 G5 [D]", "不属实的不计入，已计入的扣回", "what is not so does not count, or no longer").Ending(LimitConfirm),
	}
	return governance.Table[Participation]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Claimed, "待确认", "claimed"), governance.FinalPhase(Confirmed, "已计入", "confirmed"), governance.FinalPhase(Rejected, "未计入", "rejected"),
		},
		Verbs: []governance.VerbLabel{
			on("record", "登记参与", "Record"), on("confirm", "确认", "Confirm"), on("reject", "不予计入", "Reject"),
		},
		Rules: rules,
	}.Timed(Claimed).Kept(member.Or(community), community)
}

// New returns the book of what was done.
func New(limits governance.Limits) (*governance.Book[Participation], error) {
	return governance.NewBook(governance.Institution[Participation]{
		Kind: Kind, Path: "participations", Source: "4 G5", Schema: 1, Policy: limits, Class: "campaign", Uncounted: []string{string(Rejected)},
		Label:    governance.Text{Zh: "参与记录", En: "participation"},
		Sentence: governance.Text{Zh: "在职党员在社区的一次服务", En: "what a member did in a community at one time"},
		Table:    table(),
		File: func(p *Participation, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Person = string(p.Campaign), string(p.Kind), string(p.Community), p.Person
		},
		Audience: func(p *Participation, to []governance.Address) []governance.Address {
			return p.whoIsMember(p.whoIsCommunity(append(p.WhoIsCentre(to), governance.Unit(p.Organisation), governance.Unit(p.District))))
		},
		Asks: []governance.Question{askServed()},
	})
}
