package organisation

import (
	"github.com/jinlin-project/jinlin/governance"
)

func (o *Organisation) whoIsOrganisation(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(o.Organisation))
}

func (o *Organisation) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(o.Community))
}

// table is the lifecycle of an organisation on the list.
func table() governance.Table[Organisation] {
	phases, on := governance.Phases, governance.VerbOf
	there := phases(Listed, Arrived, Joined)
	district := governance.By("district", "区委", "the district committee", (*Organisation).WhoIsDistrict)
	own := governance.By("organisation", "单位党组织", "the organisation", (*Organisation).whoIsOrganisation)
	community := governance.By("community", "报到社区", "the community", (*Organisation).whoIsCommunity)
	rules := []governance.Rule[Organisation]{
		governance.On(phases(governance.Unopened), phases(Listed), district, (*Organisation).canList, (*Organisation).list).
			As("reportin.list", "4 G5 [D]", "区委列出应报到的机关、企业、事业单位党组织，每个一次", "the district committee lists the organisations that should report, each once"),
		governance.On(phases(Listed), phases(Arrived), own.Or(district), (*Organisation).canReportIn, (*Organisation).reportIn).
			As("reportin.report-in", "4 G5 [R]", "单位党组织带服务清单向社区报到；本单位没有账号的由区委代报", "an organisation reports in to a community with its service list; the district does so for one that has no account").Owed((*Organisation).whoIsOrganisation).Starting(LimitAccept),
		governance.On(phases(Arrived), phases(Joined), community, nil, (*Organisation).accept).
			As("reportin.accept", "4 G5 [R]", "社区对接服务清单，计为已报到", "the community takes it, and it has reported in").MustAct().Ending(LimitAccept),
		governance.On(phases(Arrived), phases(Listed), community, nil, (*Organisation).decline).
			As("reportin.decline", "4 G5 [D]", "不能对接的说明理由，由单位另行报到", "what the community cannot take it sends elsewhere, with the reason").Ending(LimitAccept),
		governance.On(phases(Joined), phases(Listed), own.Or(community), nil, (*Organisation).leave).
			As("reportin.leave", "4 G5 [D]", "双方都可以结束对接，单位另行报到；曾经报到仍然算数", "either may end it, and the organisation reports in elsewhere; that it had reported stays true"),
		governance.On(phases(Joined), nil, own, (*Organisation).canRevise, (*Organisation).revise).
			As("reportin.revise", "4 G5 [D]", "单位可以调整服务清单", "the organisation may write its service list anew"),
		governance.On(phases(Joined), nil, own.Or(community), (*Organisation).canDeliver, (*Organisation).deliver).
			As("reportin.deliver", "4 G5 [R]", "落实一项服务登记一次", "each time a service is delivered is recorded"),
		governance.On(there, nil, own.Or(district), (*Organisation).canEnrol, (*Organisation).enrol).
			As("reportin.enrol", "4 G5 [R]", "单位报送在职党员名册", "the organisation hands in the list of its on-the-job members"),
		governance.On(there, nil, governance.ByConsequence[Organisation](), nil, (*Organisation).count).
			As("reportin.count", "4 G5", "名册变化随时累计", "the list's changes are counted"),
		governance.On(phases(Listed), phases(Removed), district, (*Organisation).canRemove, (*Organisation).remove).
			As("reportin.remove", "4 G5 [D]", "单位撤销或迁出的移出名单", "an organisation that is gone comes off the list"),
	}
	return governance.Table[Organisation]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Listed, "应报到", "listed"), governance.PhaseOf(Arrived, "待对接", "arrived"),
			governance.PhaseOf(Joined, "已对接", "joined"), governance.FinalPhase(Removed, "已移出", "removed"),
		},
		Verbs: []governance.VerbLabel{
			on("list", "列入名单", "List"), on("report-in", "单位报到", "Report in"), on("accept", "对接", "Accept"), on("decline", "不予对接", "Decline"), on("leave", "结束对接", "Leave"),
			on("revise", "调整清单", "Revise"), on("deliver", "落实服务", "Deliver"), on("enrol", "报送名册", "Enrol"), on("count", "累计", "Count"), on("remove", "移出名单", "Remove"),
		},
		Rules: rules,
	}.Timed(Arrived).Kept(own.Or(community).Or(district), district)
}

// New returns the book of the organisations, of which besides figures are
// asked that others make.
func New(limits governance.Limits, figures ...governance.Question) (*governance.Book[Organisation], error) {
	return governance.NewBook(governance.Institution[Organisation]{
		Kind: Kind, Path: "reportins", Source: "4 G5", Schema: 1, Serials: true, Policy: limits, Class: "sector",
		Label:    governance.Text{Zh: "单位党组织报到", En: "report-in of an organisation"},
		Sentence: governance.Text{Zh: "机关企事业单位党组织带服务清单向社区报到，并报送在职党员名册", En: "a Party organisation reports in to a community with a service list, and hands in its members"},
		Table:    table(),
		File: func(o *Organisation, h *governance.Header) {
			h.Class, h.Unit = string(o.Sector), string(o.Organisation)
		},
		Audience: func(o *Organisation, to []governance.Address) []governance.Address {
			return o.WhoIsDistrict(o.whoIsCommunity(o.whoIsOrganisation(o.WhoIsCentre(to))))
		},
		Asks: append([]governance.Question{askListed()}, figures...),
	})
}
